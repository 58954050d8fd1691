import JSON

/// What occurs anywhere among the rules of an Ingress, so that a rule about something rare need not look at each path.
///
/// A trait that is absent is certain; one that is there only says that it is worth a look.
package struct IngressTraits: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A path with `*` or `?`.
    package static let wildcardPath = IngressTraits(rawValue: 1 << 0)
    /// A path with a byte besides letters, digits and `-_.+/&~@:*?`.
    package static let unusualPath = IngressTraits(rawValue: 1 << 1)
    /// A path with a byte that stands for something else in a regular expression: one of `()[]{}|^$\+*~`.
    package static let regexPath = IngressTraits(rawValue: 1 << 2)
    /// A path of more than 120 bytes.
    package static let longPath = IngressTraits(rawValue: 1 << 3)
    package static let emptyPath = IngressTraits(rawValue: 1 << 4)
    package static let exactPath = IngressTraits(rawValue: 1 << 5)
    package static let implementationSpecificPath = IngressTraits(rawValue: 1 << 6)
    /// A pathType that is absent or none of the three.
    package static let otherPathType = IngressTraits(rawValue: 1 << 7)
    /// A backend whose port is no number.
    package static let unnumberedPort = IngressTraits(rawValue: 1 << 8)
    /// A path without a backend that names a Service.
    package static let noService = IngressTraits(rawValue: 1 << 9)
    /// A rule for every host.
    package static let emptyHost = IngressTraits(rawValue: 1 << 10)
    /// A host with `*` or `?`.
    package static let wildcardHost = IngressTraits(rawValue: 1 << 11)
    /// A host that is not labels of letters, digits and hyphens, at least two, the last with letters only.
    package static let oddHost = IngressTraits(rawValue: 1 << 12)
    /// A rule without `http` or without paths.
    package static let ruleWithoutPaths = IngressTraits(rawValue: 1 << 13)
    /// A Service of a path whose name begins as those that Alibaba Cloud keeps for itself.
    package static let reservedServiceName = IngressTraits(rawValue: 1 << 14)

    /// What those names begin with.
    package static let reservedServicePrefix: StaticString = "aliyun"
}

extension IngressTraits {
    /// Whether any of the others is among them.
    package func meets(_ others: IngressTraits) -> Bool { rawValue & others.rawValue != 0 }

    /// What the text of a path shows.
    static func path(_ text: UnsafeBufferPointer<UInt8>) -> IngressTraits {
        guard !text.isEmpty else { return .emptyPath }
        var classes: UInt8 = 0
        for byte in text { classes |= pathClasses[Int(byte)] }
        let traits = IngressTraits(rawValue: UInt32(classes))
        return text.count > 120 ? traits.union(.longPath) : traits
    }

    /// The traits with the first three bits, by byte.
    private static let pathClasses: InlineArray<256, UInt8> = InlineArray { index in
        let byte = UInt8(truncatingIfNeeded: index)
        var traits: IngressTraits = []
        switch byte {
        case UInt8(ascii: "*"): traits = [.wildcardPath, .regexPath]
        case UInt8(ascii: "?"): traits = .wildcardPath
        case UInt8(ascii: "+"), UInt8(ascii: "~"): traits = .regexPath
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "@"), UInt8(ascii: ":"):
            break
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "\\"):
            traits = [.unusualPath, .regexPath]
        default: traits = .unusualPath
        }
        return UInt8(truncatingIfNeeded: traits.rawValue)
    }

    /// What the text of a host shows.
    static func host(_ text: UnsafeBufferPointer<UInt8>) -> IngressTraits {
        guard let last = text.last else { return .emptyHost }
        var traits: IngressTraits = []
        var lastDot: Int?
        var digitAt = -1
        var index = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): digitAt = index
            case UInt8(ascii: "."): lastDot = index
            case UInt8(ascii: "*"), UInt8(ascii: "?"): traits.insert(.wildcardHost)
            default: traits.insert(.oddHost)
            }
            index += 1
        }
        guard let lastDot, digitAt < lastDot, last != UInt8(ascii: "."), text.first != UInt8(ascii: "."),
            text.count > 2, text.count <= 128
        else { return traits.union(.oddHost) }
        return traits
    }
}
