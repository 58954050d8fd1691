import Kubernetes
import TestSupport
import Testing

struct AdmissionResponseTests {
    private static let status = Status(
        code: 422,
        reason: "Invalid",
        message: "one\ntwo",
        details: Status.Details(
            name: "web",
            group: "networking.k8s.io",
            kind: "Ingress",
            causes: [Status.Cause(reason: "FieldValueInvalid", message: "one", field: "spec.rules[0].host")]
        )
    )

    @Test func anAllowingAnswerSaysNoMore() {
        expect(AdmissionResponse(version: .v1, uid: "u", allowed: true), #"{"uid":"u","allowed":true}"#)
    }

    @Test func aStatusBesideAllowedIsNotSent() {
        let response = AdmissionResponse(
            version: .v1beta1,
            uid: "u",
            allowed: true,
            status: Self.status,
            warnings: ["a", "b"]
        )
        expect(response, #"{"uid":"u","allowed":true,"warnings":["a","b"]}"#)
    }

    @Test func aDenialCarriesTheStatusOfTheAPI() {
        let response = AdmissionResponse(version: .v1, uid: "u", allowed: false, status: Self.status)
        expect(
            response,
            #"""
            {"uid":"u","allowed":false,"status":{"status":"Failure","message":"one\ntwo","reason":"Invalid",\#
            "details":{"name":"web","group":"networking.k8s.io","kind":"Ingress","causes":[\#
            {"reason":"FieldValueInvalid","message":"one","field":"spec.rules[0].host"}]},"code":422}}
            """#
        )
    }

    @Test func aPatchComesWithItsType() {
        let response = AdmissionResponse(
            version: .v1,
            uid: "u",
            allowed: true,
            patch: Array("[]".utf8),
            warnings: ["w \"q\""],
            auditAnnotations: [(key: "warned-by", value: "ALB303"), (key: "mutated-by", value: "M1,M2")]
        )
        expect(
            response,
            #"""
            {"uid":"u","allowed":true,"patchType":"JSONPatch","patch":"W10=",\#
            "auditAnnotations":{"warned-by":"ALB303","mutated-by":"M1,M2"},"warnings":["w \"q\""]}
            """#
        )
    }

    @Test func emptyDetailsAreLeftOut() {
        let details = Status.Details(name: "", group: "", kind: "Service", causes: [])
        let status = Status(code: 422, reason: "Invalid", message: "m", details: details)
        let bytes = AdmissionResponse(version: .v1, uid: "u", allowed: false, status: status).serialized()
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""details":{"kind":"Service","causes":[]}"#))
    }

    private func expect(
        _ response: AdmissionResponse,
        _ text: String,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let bytes = response.serialized()
        let head = "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"\(response.version.rawValue)\",\"response\":"
        #expect(String(decoding: bytes, as: UTF8.self) == head + text + "}", sourceLocation: location)
        let oracle = AnswerOracle(uid: "u", apiVersion: response.version.rawValue)
        #expect(oracle.objections(to: bytes) == [], sourceLocation: location)
    }
}
