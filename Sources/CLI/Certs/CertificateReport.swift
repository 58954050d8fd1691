import JSON

/// What a check of certificates has found: what, where, and what to do.
struct CertificateReport {
    enum Level: String {
        case ok, warn, error
    }

    struct Finding {
        var level: Level
        /// Such as "pair" or "expiry".
        var check: String
        /// The file, or the webhook.
        var place: String
        var message: String
        var fix: String?
    }

    private(set) var findings: [Finding] = []

    mutating func ok(_ check: String, _ place: String, _ message: String) {
        findings.append(Finding(level: .ok, check: check, place: place, message: message))
    }

    mutating func warn(_ check: String, _ place: String, _ message: String, fix: String) {
        findings.append(Finding(level: .warn, check: check, place: place, message: message, fix: fix))
    }

    mutating func error(_ check: String, _ place: String, _ message: String, fix: String) {
        findings.append(Finding(level: .error, check: check, place: place, message: message, fix: fix))
    }

    func code(failOnWarn: Bool) -> ExitCode {
        if findings.contains(where: { $0.level == .error }) { return .denied }
        return failOnWarn && findings.contains { $0.level == .warn } ? .warned : .clean
    }

    /// A finding a line, with what to do below.
    var text: String {
        findings.map { finding in
            let head = "\(finding.level.rawValue.uppercased()) \(finding.check): "
            let fix = finding.fix.map { "    fix: \(PlainText.line($0))\n" } ?? ""
            return head + PlainText.line("\(finding.place): \(finding.message)") + "\n" + fix
        }.joined()
    }

    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.key("version")
        json.integer(1)
        json.key("findings")
        json.beginArray()
        for finding in findings {
            json.beginObject()
            json.key("level")
            json.string(finding.level.rawValue)
            json.key("check")
            json.string(finding.check)
            json.key("place")
            json.string(finding.place)
            json.key("message")
            json.string(finding.message)
            if let fix = finding.fix {
                json.key("fix")
                json.string(fix)
            }
            json.endObject()
        }
        json.endArray()
        json.key("summary")
        json.beginObject()
        for (name, level) in [("ok", Level.ok), ("warnings", .warn), ("errors", .error)] {
            json.key(name)
            json.integer(findings.count { $0.level == level })
        }
        json.endObject()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}
