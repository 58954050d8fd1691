import Kubernetes

/// A quick test that most Ingresses pass: whether an earlier rule may match all that a later one matches.
///
/// Among paths without wildcards that can only be one whose text the later one has in front of a slash, or as a whole;
/// a regular expression is covered by its own text, or by everything.
/// So each path's beginnings are looked up by hash in what came before. The answer may be yes without reason, and is
/// never no without.
struct PathOverlap {
    private(set) var isPossible = false
    /// `*` or `?` in a path.
    private(set) var hasWildcard = false
    private var table: [UInt64]
    private let shift: UInt64
    private var firstHost: UInt64?
    private var hasSeveralHosts = false
    private var hasOpenHost = false

    /// For up to so many paths.
    init(capacity: Int) {
        var bits = 4
        while 1 << bits < capacity &* 2 { bits += 1 }
        table = [UInt64](repeating: 0, count: 1 << bits)
        shift = UInt64(64 - bits)
    }

    /// The Ingresses of an ALB in their order.
    mutating func add(_ facts: IngressFacts) {
        // Conditions make rules wider or narrower than their paths.
        if facts.hasServiceAnnotations || facts.isCanary { isPossible = true }
        let regex = facts.regex
        let mayBeRegex = regex.rewriteTarget != nil || regex.useRegex != nil
        for rule in facts.ingress.rules {
            let host = hash(rule)
            let paths = rule.paths
            for index in paths.indices {
                add(paths, index, host, isRegex: mayBeRegex && Self.isRegex(paths[index], regex))
            }
        }
        if hasOpenHost, hasSeveralHosts { isPossible = true }
    }

    private static func isRegex(_ path: IngressPath, _ regex: RegexAnnotations) -> Bool {
        let isPrefix = path.pathType == "Prefix" || path.pathType.isEmpty
        return isPrefix && path.path != "/" && regex.makeRegex(path.storedPath)
    }

    private mutating func hash(_ rule: IngressRule) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var host = rule.host
        let isOpen = host.withUTF8 { bytes in
            var isOpen = bytes.isEmpty
            for byte in bytes {
                if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte >= 0x80 { isOpen = true }
                // Without regard to case; that other bytes fall together does no harm.
                hash = Self.step(hash, byte | 0x20)
            }
            return isOpen
        }
        if isOpen { hasOpenHost = true }
        if let firstHost, firstHost != hash { hasSeveralHosts = true }
        firstHost = firstHost ?? hash
        return Self.step(hash, 0)
    }

    @inline(__always)
    private mutating func add(_ paths: borrowing IngressPaths, _ index: Int, _ host: UInt64, isRegex: Bool) {
        let mask = table.count - 1
        let shift = shift
        let marks = table.withUnsafeMutableBufferPointer { slots in
            var scan = Scan(slots: slots, mask: mask, shift: shift, hash: host, isRegex: isRegex)
            paths.withPath(index) { scan.read($0) }
            return scan.marks
        }
        if marks.contains(.irregular) || marks.contains(.covered) { isPossible = true }
        if marks.contains(.wildcard) { hasWildcard = true }
    }

    private struct Marks: OptionSet {
        let rawValue: UInt8
        /// An earlier path may match all that this one does.
        static let covered = Marks(rawValue: 1)
        static let irregular = Marks(rawValue: 2)
        static let wildcard = Marks(rawValue: 4)
    }

    /// One path looked up and put into the table.
    ///
    /// Every index is masked to the table's size, a power of two that is at least twice the number of paths, so each
    /// search meets an empty slot.
    private struct Scan {
        let slots: UnsafeMutableBufferPointer<UInt64>
        let mask: Int
        let shift: UInt64
        var hash: UInt64
        let isRegex: Bool
        var marks: Marks = []

        /// An empty path is stored as `/`.
        mutating func read(_ path: UnsafeBufferPointer<UInt8>) {
            if path.first != UInt8(ascii: "/"), !path.isEmpty { marks.insert(.irregular) }
            var hash = hash
            // Without a slash at the end.
            var trimmed = hash
            for byte in path {
                if byte <= UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte >= UInt8(ascii: "~") {
                    mark(byte)
                    if byte == UInt8(ascii: "/") {
                        if contains(hash) { marks.insert(.covered) }
                        trimmed = hash
                    }
                }
                hash = PathOverlap.step(hash, byte)
            }
            if path.last != UInt8(ascii: "/") {
                if contains(hash) { marks.insert(.covered) }
                trimmed = hash
            }
            insert(trimmed)
        }

        private mutating func mark(_ byte: UInt8) {
            if byte >= UInt8(ascii: "~") {
                marks.insert(.irregular)
            } else if !isRegex, byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") {
                marks.formUnion([.irregular, .wildcard])
            }
        }

        private func slot(_ hash: UInt64) -> Int {
            Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> shift) & mask
        }

        private func contains(_ hash: UInt64) -> Bool {
            var index = slot(hash)
            while slots[index] != 0 {
                if slots[index] == hash { return true }
                index = (index &+ 1) & mask
            }
            return false
        }

        private func insert(_ hash: UInt64) {
            var index = slot(hash)
            while slots[index] != 0, slots[index] != hash { index = (index &+ 1) & mask }
            slots[index] = hash
        }
    }

    @inline(__always)
    fileprivate static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
