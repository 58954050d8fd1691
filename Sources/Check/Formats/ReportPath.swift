import JSON

/// The name of a file as code hosts know it: relative to the root of the run where it is below.
struct ReportPath: Hashable, Sendable {
    /// Relative, unless the file is elsewhere.
    let text: String

    init(_ name: String, _ invocation: CheckInvocation) {
        guard name != Self.standardInput else {
            text = name
            return
        }
        var parts = Self.parts(name)
        var isAbsolute = name.hasPrefix("/")
        if let folder = invocation.folder {
            if !isAbsolute {
                // Only leading steps up: behind a link to a folder, a later one would lead elsewhere.
                let steps = parts.prefix { $0 == ".." }.count
                parts = Self.parts(folder).dropLast(steps) + parts.dropFirst(steps)
                isAbsolute = true
            }
            let root = Self.parts(invocation.root ?? folder)
            if parts.count > root.count, parts.starts(with: root) {
                parts.removeFirst(root.count)
                isAbsolute = false
            }
        }
        text = (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    }

    init(_ location: SourceLocation, _ invocation: CheckInvocation) {
        self = location.isInFile ? ReportPath(location.file, invocation) : ReportPath(stored: location.file)
    }

    /// The name of an object of a cluster, which stands for a path where a format wants one.
    init(stored name: String) {
        text = PlainText.line(name)
    }

    /// How the readers of input call it.
    static let standardInput = "<stdin>"

    var isStandardInput: Bool { text == Self.standardInput }
    var isAbsolute: Bool { text.hasPrefix("/") }

    /// A URI reference (RFC 3986): relative, or with the scheme `file`.
    var uri: String {
        var uri = isAbsolute ? "file://" : ""
        var plain: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                plain.append(byte)
            default:
                plain.append(UInt8(ascii: "%"))
                plain.append(contentsOf: [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x37 + $0 })
            }
        }
        uri += String(decoding: plain, as: UTF8.self)
        return uri
    }

    private static func parts(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }
    }
}
