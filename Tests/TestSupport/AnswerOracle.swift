import Foundation

/// What kube-apiserver demands of an answer before it uses it, written a second time and without our own code.
///
/// Source: `VerifyAdmissionResponse` in `k8s.io/apiserver/pkg/admission/plugin/webhook/request/admissionreview.go`,
/// `ToStatusErr` in `.../webhook/errors/statuserror.go`, the recorder in `pkg/endpoints/filters/warning.go`.
package struct AnswerOracle {
    package var uid: String
    /// `apiVersion` of the review that was asked.
    package var apiVersion: String
    /// Whether a patch may come back: not from a validating webhook, and not without an object to patch.
    package var mayPatch: Bool

    package init(uid: String, apiVersion: String = "admission.k8s.io/v1", mayPatch: Bool = true) {
        self.uid = uid
        self.apiVersion = apiVersion
        self.mayPatch = mayPatch
    }

    /// Everything that is wrong with an answer; empty for one that counts.
    package func objections(to answer: [UInt8]) -> [String] {
        guard let review = (try? JSONSerialization.jsonObject(with: Data(answer))) as? [String: Any] else {
            return ["the answer is not a JSON object"]
        }
        var objections = Self.unknownKeys(review, ["kind", "apiVersion", "response"])
        if review["kind"] as? String != "AdmissionReview" { objections.append("kind") }
        if review["apiVersion"] as? String != apiVersion { objections.append("apiVersion") }
        guard let response = review["response"] as? [String: Any] else { return objections + ["no response"] }
        objections += Self.unknownKeys(
            response,
            ["uid", "allowed", "status", "patch", "patchType", "auditAnnotations", "warnings"]
        )
        if response["uid"] as? String != uid { objections.append("uid is not the one that was asked") }
        guard let allowed = response["allowed"] as? Bool else { return objections + ["allowed is not a boolean"] }
        objections += status(response["status"], allowed: allowed)
        objections += patch(response, allowed: allowed)
        objections += WarningOracle.objections(to: response["warnings"])
        objections += audit(response["auditAnnotations"])
        return objections
    }

    private func status(_ value: Any?, allowed: Bool) -> [String] {
        guard !allowed else { return value == nil ? [] : ["a status beside allowed is thrown away"] }
        guard let status = value as? [String: Any] else { return ["a denial without a status explains nothing"] }
        var objections = Self.unknownKeys(status, ["status", "message", "reason", "details", "code"])
        if status["status"] as? String != "Failure" { objections.append("status.status") }
        if (status["message"] as? String ?? "").isEmpty { objections.append("status.message is empty") }
        if (status["reason"] as? String ?? "").isEmpty { objections.append("status.reason is empty") }
        if !(400...599).contains(status["code"] as? Int ?? 0) { objections.append("status.code is no error") }
        guard let details = status["details"] else { return objections }
        guard let details = details as? [String: Any] else { return objections + ["status.details is no object"] }
        objections += Self.unknownKeys(details, ["name", "group", "kind", "causes"])
        for cause in details["causes"] as? [Any] ?? ["none"] {
            let texts = cause as? [String: String]
            if texts.map({ Set($0.keys) }) != ["reason", "message", "field"] { objections.append("a cause") }
        }
        return objections
    }

    private func patch(_ response: [String: Any], allowed: Bool) -> [String] {
        let type = response["patchType"]
        let patch = response["patch"]
        guard type != nil || patch != nil else { return [] }
        guard mayPatch else { return ["a patch where none may be"] }
        guard type as? String == "JSONPatch" else { return ["patchType must be JSONPatch, and only beside a patch"] }
        guard let text = patch as? String, let bytes = Data(base64Encoded: text),
            let operations = (try? JSONSerialization.jsonObject(with: bytes)) as? [[String: Any]]
        else { return ["patch is not base64 of a JSON list of objects"] }
        return operations.compactMap { operation in
            let keys = Set(operation.keys)
            guard let path = operation["path"] as? String, path.isEmpty || path.hasPrefix("/") else { return "path" }
            switch operation["op"] as? String {
            case "add", "replace", "test": return keys == ["op", "path", "value"] ? nil : "\(path): keys"
            case "remove": return keys == ["op", "path"] ? nil : "\(path): keys"
            case "move", "copy": return keys == ["op", "path", "from"] ? nil : "\(path): keys"
            default: return "\(path): op"
            }
        }
    }

    /// Keys are prefixed with the webhook's name and a slash, so each must be the name part of a qualified name.
    private func audit(_ value: Any?) -> [String] {
        guard let value else { return [] }
        guard let annotations = value as? [String: String] else { return ["auditAnnotations are no map of strings"] }
        return annotations.keys.filter { key in
            key.utf8.count > 63 || key.wholeMatch(of: /[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?/) == nil
        }.map { "audit annotation \($0)" }
    }

    private static func unknownKeys(_ object: [String: Any], _ known: Set<String>) -> [String] {
        Set(object.keys).subtracting(known).sorted().map { "unknown key \($0)" }
    }
}
