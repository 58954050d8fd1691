import ALBController
import Admission
import Kubernetes

/// What the documentation of CreateRule says about the values of conditions.
enum ConditionValues {
    static let methods = ["HEAD", "GET", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
    private static let addressLimit = 5

    static func faults(_ config: ConditionConfig, _ kind: ConditionKind) -> [CustomValueFault] {
        switch kind {
        case .method: config.method.values.compactMap(method)
        case .sourceIP: addresses(config.sourceIP.values)
        // Without values it adds nothing at all, which has a message of its own.
        case .header where config.header.values.isEmpty: []
        case .header: key(config.header.key, "header")
        case .responseHeader where config.responseHeader.values.isEmpty: []
        case .responseHeader: config.responseHeader.key.isEmpty ? [noKey] : []
        case .queryString: pairs(config.queryString.values, isCookie: false)
        case .cookie: pairs(config.cookie.values, isCookie: true)
        case .host: config.host.values.compactMap(host)
        case .path, .responseStatusCode: []
        }
    }

    private static func host(_ text: String) -> CustomValueFault? {
        guard !text.hasPrefix("~"), !HostText.endsInPunycode(text), let problem = HostText.problem(text) else {
            return nil
        }
        return CustomValueFault(
            problem: "host \"\(text.clipped)\" \(problem)",
            value: text,
            fix: HostText.fix(text).text
        )
    }

    private static func method(_ word: String) -> CustomValueFault? {
        guard !methods.contains(word) else { return nil }
        let upper = GoText.trimSpace(word).uppercased()
        return CustomValueFault(
            problem: "\"\(word.clipped)\" is not a method that a condition can name",
            value: word,
            fix: methods.contains(upper) ? "write \(upper)" : "use \(methods.joined(separator: ", "))"
        )
    }

    private static func addresses(_ values: [String]) -> [CustomValueFault] {
        guard values.count > addressLimit else { return [] }
        return [
            CustomValueFault(
                problem: "has \(values.count) addresses, at most \(addressLimit) are taken",
                value: "\(values.count)",
                fix: "join them to larger CIDR blocks, or use an ACL in aclConfig of the AlbConfig"
            )
        ]
    }

    private static let noKey = CustomValueFault(problem: "has no key", value: "", fix: "add key")

    private static func key(_ name: String, _ what: String) -> [CustomValueFault] {
        guard !name.isEmpty else { return [noKey] }
        return HeaderNameText.fault(name, what).map { [$0] } ?? []
    }

    private static func pairs(_ pairs: [KeyValue], isCookie: Bool) -> [CustomValueFault] {
        pairs.compactMap { pair in
            if pair.key.isEmpty { return noKey }
            for (text, name, longest) in [(pair.key, "key", 100), (pair.value, "value", 128)] {
                let mark = text.utf8.first {
                    forbidden.contains($0) || $0 <= 0x20 || $0 >= 0x7F || (isCookie && $0 == 0x3B)
                }
                if let mark {
                    return CustomValueFault(
                        problem: "\(name) \"\(text.clipped)\" has \(Self.name(of: mark))",
                        value: text,
                        fix: "write printable characters, but no space and none of # [ ] { } \\ | < > &"
                    )
                }
                if text.utf8.count > longest {
                    return CustomValueFault(
                        problem: "\(name) has \(text.utf8.count) characters instead of at most \(longest)",
                        value: text,
                        fix: "shorten it"
                    )
                }
            }
            return nil
        }
    }

    static let forbidden = Set("#[]{}\\|<>&".utf8)

    static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x20: "a space"
        case 0x21..<0x7F: "the character \(Character(Unicode.Scalar(byte)))"
        default: "a character that is not printable ASCII"
        }
    }
}

/// Names of headers, in conditions and in actions.
enum HeaderNameText {
    static func fault(_ name: String, _ what: String) -> CustomValueFault? {
        if ["cookie", "host"].contains(name.lowercased()) {
            return CustomValueFault(
                problem: "\(what) \"\(name.clipped)\" cannot be used here",
                value: name,
                fix: "use a condition or action of its own for it"
            )
        }
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard !isPlain || name.utf8.count > 40 else { return nil }
        return CustomValueFault(
            problem: "\(what) \"\(name.clipped)\" is not 1 to 40 letters, digits, hyphens and underscores",
            value: name,
            fix: "write the name of a header"
        )
    }
}
