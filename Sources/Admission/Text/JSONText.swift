import JSON

/// JSON values for patches.
package enum JSONText {
    package static func string(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONEscape.append(text, to: &bytes)
        return bytes
    }
}
