import ALBController

/// Tells text that stands where an ID of Alibaba Cloud is to be filled in from such an ID.
///
/// IDs are ASCII letters in lower case, digits, hyphens and at times dots and underscores, such as `vsw-bp1k2m…`. A
/// random one may hold any letters, so only what no random text has is taken for a placeholder.
package enum Placeholder {
    package enum Certainty {
        /// No ID looks like that.
        case certain
        /// Somebody may have named a thing so.
        case likely
    }

    package static func find(in text: String) -> Certainty? {
        guard !text.isEmpty else { return nil }
        if hasMark(text) || hasFiller(text) || text.hasSuffix("-") { return .certain }
        let words = words(of: text)
        if words.contains(where: isInstruction) || namesTheThing(text, words) { return .certain }
        return words.contains(where: examples.contains) ? .likely : nil
    }

    /// Letters that stand for any, brackets, variables of templates, other scripts, and dots or lines to be filled.
    static func hasMark(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0x80 || marks.contains($0) } || pairs.contains { text.contains($0) }
    }

    static let markText = "*<>${}[]()?#@%&|~^=!"
    static let pairs = ["..", "__", "--"]
    private static let marks = Set(markText.utf8)

    /// `xxxx` where letters are to be filled in: a part by itself, at either end of one, or too long to be chance.
    private static func hasFiller(_ text: String) -> Bool {
        parts(of: text).contains { part in
            let count = part.count
            guard count > 1 else { return false }
            let longest = longestRun(part)
            if longest == count || longest >= 5 { return true }
            let leading = part.prefix(while: isX).count
            let trailing = part.reversed().prefix(while: isX).count
            let outer = max(leading, trailing)
            return outer >= 4 || (outer >= 3 && count <= 7)
        }
    }

    private static func longestRun(_ part: Substring.UTF8View) -> Int {
        var longest = 0
        var run = 0
        for byte in part {
            run = isX(byte) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private static func isX(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "x") }

    private static func parts(of text: String) -> [Substring.UTF8View] {
        text.utf8.split { !isAlphanumeric($0) }.map { Substring($0).utf8 }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    /// In lower case; a text without digits is also parted where a capital follows a small letter.
    private static func words(of text: String) -> [String] {
        let isCamel = !text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
        var words: [String] = []
        for part in parts(of: text) {
            var word: [UInt8] = []
            var wasSmall = false
            for byte in part {
                let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                if isCamel, isCapital, wasSmall {
                    words.append(String(decoding: word, as: UTF8.self))
                    word = []
                }
                word.append(isCapital ? byte | 0x20 : byte)
                wasSmall = !isCapital
            }
            words.append(String(decoding: word, as: UTF8.self))
        }
        return words
    }

    /// What asks the reader to do something, or is what a template makes of nothing.
    private static func isInstruction(_ word: String) -> Bool {
        instructions.contains(word) || word.hasPrefix("your")
            || ["changeme", "replaceme", "placeholder", "fillme"].contains { word.contains($0) }
    }

    private static let instructions: Set<String> = [
        "replace", "change", "todo", "tbd", "fixme", "fill", "insert", "enter", "put", "redacted", "masked", "here",
        "null", "undefined", "none", "nil", "xxx",
    ]

    /// `vswitch-id`, `ALB_ID`, `<kind>-id-1`: the name of the thing instead of its ID.
    private static func namesTheThing(_ text: String, _ words: [String]) -> Bool {
        words.contains { things.contains($0) || $0 == "id" || $0 == "ids" }
    }

    private static let things: Set<String> = [
        "vswitch", "vswitchid", "vswid", "albid", "slbid", "lbid", "certid", "certificateid", "sgid", "sgpid", "aclid",
        "groupid", "servergroup", "servergroupid", "securitygroup", "securitygroupid", "resourcegroup",
        "resourcegroupid", "instanceid", "loadbalancer", "loadbalancerid", "eipid", "allocationid", "bandwidthpackage",
    ]

    private static let examples: Set<String> = ["example", "sample", "dummy", "fake"]
}
