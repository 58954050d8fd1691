import Admission
import JSON

extension Baseline {
    /// The file: one entry a line, sorted, so that a change of it reads well.
    package var document: [UInt8] {
        var bytes = Array("{\"version\": 1, \"findings\": [".utf8)
        bytes.reserveCapacity(64 + 256 * entries.count)
        for (index, entry) in entries.enumerated() {
            bytes.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
            let members = [
                ("rule", entry.rule), ("severity", entry.severity.rawValue), ("object", entry.object),
                ("field", entry.field), ("fingerprint", entry.fingerprint.description),
            ]
            for (position, member) in members.enumerated() {
                bytes.append(contentsOf: "\(position == 0 ? "{" : ", ")\"\(member.0)\": ".utf8)
                JSONEscape.append(member.1, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(contentsOf: (entries.isEmpty ? "]}\n" : "\n]}\n").utf8)
        return bytes
    }
}
