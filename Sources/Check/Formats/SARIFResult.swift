import Admission
import JSON

/// One finding as a SARIF `result`; the caller opens and closes the object.
struct SARIFResult {
    private let found: CheckFinding
    private let rules: SARIFRules
    private let invocation: CheckInvocation

    init(_ found: CheckFinding, _ rules: SARIFRules, _ invocation: CheckInvocation) {
        self.found = found
        self.rules = rules
        self.invocation = invocation
    }

    func write(_ fingerprint: FindingFingerprint, to json: inout JSONWriter) {
        json.member("ruleId", found.finding.rule.id)
        json.member("ruleIndex", rules.index(of: found.finding.rule))
        json.member("level", found.finding.severity == .deny ? "error" : "warning")
        json.key("message")
        json.text("\(found.object.title): \(found.explanation)")
        json.key("locations")
        json.beginArray()
        json.beginObject()
        if found.location.isInFile { writePhysicalLocation(to: &json) }
        writeLogicalLocations(to: &json)
        json.endObject()
        json.endArray()
        json.key("partialFingerprints")
        json.beginObject()
        json.member("albAdmission/v1", fingerprint.description)
        json.endObject()
        if !found.edits.isEmpty { writeFix(to: &json) }
    }

    func write(_ suppression: Suppression, to json: inout JSONWriter) {
        json.key("suppressions")
        json.beginArray()
        json.beginObject()
        switch suppression {
        case .comment(let line, let reason):
            json.member("kind", "inSource")
            if !reason.isEmpty { json.member("justification", PlainText.line(reason)) }
            json.key("location")
            json.beginObject()
            json.key("physicalLocation")
            json.beginObject()
            json.artifact(found.location.file, invocation)
            json.key("region")
            json.beginObject()
            json.member("startLine", line)
            json.endObject()
            json.endObject()
            json.endObject()
        case .baseline:
            json.member("kind", "external")
            json.member("justification", "is in the baseline")
        }
        json.endObject()
        json.endArray()
    }

    private func writePhysicalLocation(to json: inout JSONWriter) {
        json.key("physicalLocation")
        json.beginObject()
        json.artifact(found.location.file, invocation)
        json.key("region")
        json.region(found.location.start, found.location.end)
        json.endObject()
    }

    /// The object and, unless it is about the object as a whole, the field.
    private func writeLogicalLocations(to json: inout JSONWriter) {
        let object = found.object
        let path = [object.apiVersion, object.kind, object.namespace, object.name].filter { !$0.isEmpty }
        let name = PlainText.line(path.joined(separator: "/"))
        let field = found.finding.place.description
        json.key("logicalLocations")
        json.beginArray()
        write(object.name, name, "resource", to: &json)
        if !field.isEmpty { write(field, "\(name)#\(field)", "property", to: &json) }
        json.endArray()
    }

    private func write(_ name: String, _ fullName: String, _ kind: String, to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", name)
        json.member("fullyQualifiedName", fullName)
        json.member("kind", kind)
        json.endObject()
    }

    private func writeFix(to json: inout JSONWriter) {
        json.key("fixes")
        json.beginArray()
        json.beginObject()
        json.key("description")
        json.text(PlainText.line(found.finding.fix.text))
        json.key("artifactChanges")
        json.beginArray()
        json.beginObject()
        json.artifact(found.location.file, invocation)
        json.key("replacements")
        json.beginArray()
        for edit in found.edits {
            json.beginObject()
            json.key("deletedRegion")
            json.region(edit.start, edit.end)
            if !edit.text.isEmpty {
                json.key("insertedContent")
                json.text(edit.text)
            }
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endArray()
        json.endObject()
        json.endArray()
    }
}
