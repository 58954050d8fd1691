/// An ASN.1 object identifier, as its DER content.
struct ObjectIdentifier: Hashable {
    private let bytes: [UInt8]

    /// For constants: `1.2.840.10045.2.1`.
    init(_ arcs: UInt...) {
        let first = arcs.prefix(2).reduce(0) { $0 * 40 + $1 }
        bytes = ([first] + arcs.dropFirst(2)).flatMap { arc in
            var groups = [UInt8(arc & 0x7F)]
            var rest = arc >> 7
            while rest > 0 {
                groups.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            return groups.reversed()
        }
    }

    /// Nil when the next element is none, or one longer than any that is in use.
    init?(_ reader: inout DERReader) {
        guard let content = reader.read(DERReader.Tag.objectIdentifier), (1...64).contains(content.count),
            let last = content.rest.last, last < 0x80
        else { return nil }
        bytes = Array(content.rest)
    }
}

extension ObjectIdentifier: CustomStringConvertible {
    /// With dots; an arc that no machine word takes ends it.
    var description: String {
        var arcs: [String] = []
        var arc: UInt = 0
        for byte in bytes {
            guard arc.leadingZeroBitCount > 7 else { return arcs.joined(separator: ".") + "..." }
            arc = arc << 7 | UInt(byte & 0x7F)
            guard byte < 0x80 else { continue }
            if arcs.isEmpty {
                let root = min(arc / 40, 2)
                arcs += [String(root), String(arc - root * 40)]
            } else {
                arcs.append(String(arc))
            }
            arc = 0
        }
        return arcs.joined(separator: ".")
    }
}
