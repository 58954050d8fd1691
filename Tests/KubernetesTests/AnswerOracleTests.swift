import TestSupport
import Testing

/// An oracle that never objects proves nothing.
struct AnswerOracleTests {
    @Test(arguments: [
        ("[]", "the answer is not a JSON object"),
        (Self.answer(#""uid":"v","allowed":true"#), "uid is not the one that was asked"),
        (Self.answer(#""uid":"u","allowed":"true""#), "allowed is not a boolean"),
        (
            Self.answer(#""uid":"u","allowed":true,"patch":"W10=""#),
            "patchType must be JSONPatch, and only beside a patch"
        ),
        (
            Self.answer(#""uid":"u","allowed":true,"patchType":"JSONPatch""#),
            "patch is not base64 of a JSON list of objects"
        ),
        (Self.answer(#""uid":"u","allowed":false"#), "a denial without a status explains nothing"),
        (Self.answer(#""uid":"u","allowed":true,"warnings":["a\nb"]"#), "a control character makes it disappear: a\nb"),
        (Self.answer(#""uid":"u","allowed":true,"warnings":["a","a"]"#), "a warning comes twice"),
        (Self.answer(#""uid":"u","allowed":true,"auditAnnotations":{"a/b":"c"}"#), "audit annotation a/b"),
        (Self.answer(#""uid":"u","allowed":true,"warning":[]"#), "unknown key warning"),
    ])
    func objectsTo(_ answer: String, _ objection: String) {
        #expect(AnswerOracle(uid: "u").objections(to: Array(answer.utf8)) == [objection])
    }

    @Test func objectsToAPatchFromAValidatingWebhook() {
        let answer = Self.answer(#""uid":"u","allowed":true,"patchType":"JSONPatch","patch":"W10=""#)
        let oracle = AnswerOracle(uid: "u", mayPatch: false)
        #expect(oracle.objections(to: Array(answer.utf8)) == ["a patch where none may be"])
        #expect(AnswerOracle(uid: "u").objections(to: Array(answer.utf8)) == [])
    }

    private static func answer(_ response: String) -> String {
        #"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","response":{\#(response)}}"#
    }
}
