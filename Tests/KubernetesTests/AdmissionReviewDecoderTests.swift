import JSON
import Kubernetes
import TestSupport
import Testing

struct AdmissionReviewDecoderTests {
    @Test func readsEveryField() throws {
        let request = try AdmissionReviewDecoder.decode(Array(DecoderCase.review.utf8))
        #expect(request.version == .v1)
        #expect(request.uid == "u-1")
        #expect(request.kind == GroupVersionKind(group: "networking.k8s.io", version: "v1", kind: "Ingress"))
        #expect(request.name == "web")
        #expect(request.namespace == "shop")
        #expect(request.subResource == "")
        #expect(request.operation == .update)
        #expect(request.userInfo == UserInfo(username: "ann", groups: ["dev", "ops"]))
        #expect(request.object.map(request.document.text) == #"{"kind": "Ingress", "spec": {}}"#)
        #expect(request.oldObject.map(request.document.text) == #"{"kind": "Ingress"}"#)
        #expect(request.dryRun)
    }

    @Test(arguments: [
        DecoderCase(#""kind": "AdmissionReview""#, "{", "1:1 kind: is missing"),
        DecoderCase(
            #""kind": "AdmissionReview""#,
            #"{"kind": "Ingress","#,
            "1:10 kind: must be AdmissionReview, is \"Ingress\""
        ),
        DecoderCase(#""apiVersion""#, "", "1:1 apiVersion: is missing"),
        DecoderCase(#""apiVersion""#, #""apiVersion": null,"#, "1:1 apiVersion: is missing"),
        DecoderCase(#""apiVersion""#, #""apiVersion": 1,"#, "2:15 apiVersion: must be a string, is a number"),
        DecoderCase(
            #""apiVersion""#,
            #""apiVersion": "admission.k8s.io/v2","#,
            "2:15 apiVersion: must be admission.k8s.io/v1 or admission.k8s.io/v1beta1, is \"admission.k8s.io/v2\""
        ),
        DecoderCase(
            #""apiVersion""#,
            #""apiVersion": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","#,
            "2:15 apiVersion: must be admission.k8s.io/v1 or admission.k8s.io/v1beta1, "
                + "is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\""
        ),
    ])
    func refusesAnotherEnvelope(_ test: DecoderCase) { expect(test) }

    @Test(arguments: [
        DecoderCase(#""uid""#, "", "3:13 request.uid: is missing", uid: nil),
        DecoderCase(#""uid""#, #""uid": "","#, "4:8 request.uid: is empty", uid: nil),
        DecoderCase(#""uid""#, #""uid": 7,"#, "4:8 request.uid: must be a string, is a number", uid: nil),
        DecoderCase(#""group":"#, "", "3:13 request.kind: is missing"),
        DecoderCase(#""group":"#, #""kind": null,"#, "3:13 request.kind: is missing"),
        DecoderCase(#""group":"#, #""kind": "Ingress","#, "5:9 request.kind: must be an object, is a string"),
        DecoderCase(#""group":"#, #""kind": {"group": "a"},"#, "5:9 request.kind.kind: is missing"),
        DecoderCase(
            #""group":"#,
            #""kind": {"kind": "Ingress", "group": []},"#,
            "5:38 request.kind.group: must be a string, is a list"
        ),
        DecoderCase(#""name":"#, #""name": 12,"#, "6:9 request.name: must be a string, is a number"),
        DecoderCase(#""name":"#, #""name": null,"#, nil),
        DecoderCase(#""name":"#, "", nil),
        DecoderCase(#""namespace""#, #""namespace": {},"#, "7:14 request.namespace: must be a string, is an object"),
        DecoderCase(
            #""subResource""#,
            #""subResource": true,"#,
            "8:16 request.subResource: must be a string, is a boolean"
        ),
        DecoderCase(#""operation""#, "", "3:13 request.operation: is missing"),
        DecoderCase(
            #""operation""#,
            #""operation": "update","#,
            "9:14 request.operation: must be CREATE, UPDATE, DELETE or CONNECT, is \"update\""
        ),
        DecoderCase(#""dryRun""#, #""dryRun": "no"}}"#, "13:11 request.dryRun: must be a boolean, is a string"),
        DecoderCase(#""dryRun""#, #""dryRun": null}}"#, nil),
    ])
    func namesTheFieldOfTheRequest(_ test: DecoderCase) { expect(test) }

    @Test(arguments: [
        DecoderCase(#""userInfo""#, "", nil),
        DecoderCase(#""userInfo""#, #""userInfo": [],"#, "10:13 request.userInfo: must be an object, is a list"),
        DecoderCase(
            #""userInfo""#,
            #""userInfo": {"username": 1},"#,
            "10:26 request.userInfo.username: must be a string, is a number"
        ),
        DecoderCase(
            #""userInfo""#,
            #""userInfo": {"groups": {}},"#,
            "10:24 request.userInfo.groups: must be a list, is an object"
        ),
        DecoderCase(
            #""userInfo""#,
            #""userInfo": {"groups": ["a", 1]},"#,
            "10:30 request.userInfo.groups[1]: must be a string, is a number"
        ),
        DecoderCase(#""object""#, "", "3:13 request.object: is missing"),
        DecoderCase(#""object""#, #""object": null,"#, "3:13 request.object: is missing"),
        DecoderCase(#""object""#, #""object": [{}],"#, "11:11 request.object: must be an object, is a list"),
        DecoderCase(#""oldObject""#, #""oldObject": "","#, "12:14 request.oldObject: must be an object, is a string"),
        DecoderCase(#""oldObject""#, #""oldObject": null,"#, nil),
    ])
    func namesThePartsOfTheRequest(_ test: DecoderCase) { expect(test) }

    @Test(arguments: [
        (#"[]"#, "1:1 AdmissionReview: must be a JSON object, is a list"),
        (#"null"#, "1:1 AdmissionReview: must be a JSON object, is null"),
        (#"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}"#, "1:1 request: is missing"),
        (#"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":null}"#, "1:1 request: is missing"),
        (
            #"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":[]}"#,
            "1:72 request: must be an object, is a list"
        ),
        (#"{"uid":"u-1","operation":"CREATE","object":{}}"#, "1:1 apiVersion: is missing"),
    ])
    func refusesWhatIsNoReview(_ text: String, _ expected: String) {
        #expect(Self.error(Array(text.utf8)).map(Self.describe) == expected)
    }

    @Test func answersInTheVersionThatAsked() throws {
        let old = DecoderCase.review.replacing("k8s.io/v1", with: "k8s.io/v1beta1", maxReplacements: 1)
        #expect(try AdmissionReviewDecoder.decode(Array(old.utf8)).version == .v1beta1)
        let broken = Self.error(Array(old.replacing("UPDATE", with: "PATCH").utf8))
        #expect(broken?.version == .v1beta1)
        #expect(broken?.uid == "u-1")
    }

    @Test func takesABareRequestOnlyWhereItIsAllowed() throws {
        let text = #"{"uid":"u-2","kind":{"kind":"Ingress"},"operation":"CREATE","object":{"a":1}}"#
        let request = try AdmissionReviewDecoder.decode(Array(text.utf8), allowBareRequest: true)
        #expect(request.uid == "u-2")
        #expect(request.version == .v1)
        let wrong = text.replacing("\"kind\":\"Ingress\"", with: "")
        #expect(throws: AdmissionReviewError.self) {
            try AdmissionReviewDecoder.decode(Array(wrong.utf8), allowBareRequest: true)
        }
        #expect(
            Self.error(Array(wrong.utf8), allowBareRequest: true).map(Self.describe) == "1:21 kind.kind: is missing"
        )
    }

    @Test func readsEveryRecordedReview() throws {
        let recorded = try RecordedReview.all()
        #expect(recorded.count == 136)
        for review in recorded {
            let request = try AdmissionReviewDecoder.decode(review.bytes)
            #expect(review.name.contains("-\(request.operation.rawValue.lowercased())-"), "\(review)")
        }
    }

    private func expect(_ test: DecoderCase) {
        let error = Self.error(test.bytes)
        #expect(error.map(Self.describe) == test.error)
        if error != nil { #expect(error?.uid == test.uid) }
    }

    private static func error(_ bytes: [UInt8], allowBareRequest: Bool = false) -> AdmissionReviewError? {
        do throws(AdmissionReviewError) {
            _ = try AdmissionReviewDecoder.decode(bytes, allowBareRequest: allowBareRequest)
            return nil
        } catch {
            return error
        }
    }

    private static func describe(_ error: AdmissionReviewError) -> String {
        "\(error.position.line):\(error.position.column) \(error.message)"
    }
}
