import Kubernetes
import Testing

struct FieldPathTests {
    @Test(arguments: [
        (FieldPath.root, ""),
        (FieldPath("spec"), "spec"),
        (FieldPath("spec", "rules").index(0).key("host"), "spec.rules[0].host"),
        (
            FieldPath("metadata", "annotations").key("alb.ingress.kubernetes.io/listen-ports"),
            #"metadata.annotations["alb.ingress.kubernetes.io/listen-ports"]"#
        ),
        (FieldPath("spec").key(""), #"spec[""]"#),
        (FieldPath("a b"), #"["a b"]"#),
        (FieldPath("spec").key(#"a"b\c"#), #"spec["a\"b\\c"]"#),
        (FieldPath("spec").key("a\nb"), #"spec["a\nb"]"#),
    ])
    func isWrittenAsPeopleReadIt(_ path: FieldPath, _ text: String) {
        #expect(path.description == text)
    }

    @Test func twoVersionsAreComparedByIdentity() {
        let before = FieldPath("spec", "rules").index(0, identity: "a.example.com").key("host")
        let after = FieldPath("spec", "rules").index(5, identity: "a.example.com").key("host")
        #expect(before.identity == after.identity)
        #expect(before.identity == "spec.rules[a.example.com].host")
        #expect(after.description == "spec.rules[5].host")
        #expect(FieldPath("spec").index(3).identity == "spec[3]")
    }

    /// A key from outside may be as long as the object; a message need not be.
    @Test func aLongKeyIsCutForPeopleOnly() {
        let key = String(repeating: "k", count: 100_000)
        let path = FieldPath("metadata", "annotations").key(key)
        #expect(path.description == "metadata.annotations." + String(repeating: "k", count: 317) + "...")
        #expect(path.identity.utf8.count > 100_000)
    }
}
