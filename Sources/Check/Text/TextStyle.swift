/// How a report looks on a terminal; plain where colours are off.
package struct TextStyle: Sendable {
    private let isColoured: Bool

    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// The codes of ECMA-48, section 8.3.117.
    enum Role: String {
        case deny = "1;31"
        case warn = "1;33"
        case note = "36"
        case place = "1"
        case faint = "2"
        case fix = "32"
    }

    func text(_ text: String, _ role: Role) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }
}
