import Kubernetes
import Testing

/// A review in which one line is replaced, and what the decoder says to it.
struct DecoderCase: Sendable, CustomTestStringConvertible {
    var line: String
    var replacement: String
    /// `LINE:COLUMN message`; nil when the review is taken.
    var error: String?
    var uid: String? = "u-1"

    var testDescription: String { replacement.isEmpty ? "without \(line)" : replacement }

    static let review = #"""
        {"kind": "AdmissionReview",
         "apiVersion": "admission.k8s.io/v1",
         "request": {
          "uid": "u-1",
          "kind": {"group": "networking.k8s.io", "version": "v1", "kind": "Ingress"},
          "name": "web",
          "namespace": "shop",
          "subResource": "",
          "operation": "UPDATE",
          "userInfo": {"username": "ann", "groups": ["dev", "ops"]},
          "object": {"kind": "Ingress", "spec": {}},
          "oldObject": {"kind": "Ingress"},
          "dryRun": true}}
        """#

    var bytes: [UInt8] {
        let lines = Self.review.split(separator: "\n").map { text in
            text.contains(line) ? Substring(replacement) : text
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    init(_ line: String, _ replacement: String, _ error: String?, uid: String? = "u-1") {
        self.line = line
        self.replacement = replacement
        self.error = error
        self.uid = uid
    }
}
