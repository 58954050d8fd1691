import ALBController

/// Whether a key is nearly `kubernetes.io/ingress.class`, the one annotation that names a class.
///
/// No controller reads any other spelling, so the class that was meant is the author's secret. A key is compared by its
/// letters, whatever stands between them; keys of other domains (`acme.cert-manager.io/http01-ingress-class`) are not
/// looked at.
package enum ClassKeyLikeness {
    package static func isMisspelt(_ key: String) -> Bool {
        var key = key
        guard key.withUTF8(mayBe), key != "\(AnnotationKey.ingressClass)" else { return false }
        let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return isClassWord(letters(key), besideIngress: false) || isWhole(letters(key)) }
        let domain = parts[0].lowercased()
        let isOurs = ["kube", "k8s", "ingress"].contains { domain.contains($0) }
        guard isOurs || near(letters(parts[0]), "kubernetesio", 3) else { return false }
        return isClassWord(letters(parts[1]), besideIngress: domain.contains("ingress"))
    }

    /// A quick look that most keys do not pass: length, and letters behind the slash.
    static func mayBe(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        guard key.count <= longest else { return false }
        var letters = 0
        var hasSlash = false
        for byte in key {
            if byte == UInt8(ascii: "/"), !hasSlash {
                hasSlash = true
                letters = 0
            } else if isLetter(byte) {
                letters += 1
            }
        }
        return letters >= shortestWord && (!hasSlash || letters <= longestWord)
    }

    /// Longer than any slip of the pen.
    private static let longest = 64
    /// `ingressclassname` with two letters too many.
    private static let longestWord = 18
    /// `class` with one letter missing.
    private static let shortestWord = 4

    private static func isClassWord(_ word: [UInt8], besideIngress: Bool) -> Bool {
        if near(word, "ingressclass", 2) || near(word, "ingressclassname", 2) { return true }
        return besideIngress && (near(word, "class", 1) || near(word, "classname", 1))
    }

    /// Where even the slash is missing.
    private static func isWhole(_ word: [UInt8]) -> Bool {
        near(word, "kubernetesioingressclass", 3) || near(word, "kubernetesioingressclassname", 3)
            || near(word, "specingressclassname", 1)
    }

    private static func letters(_ text: some StringProtocol) -> [UInt8] {
        text.utf8.compactMap { isLetter($0) ? $0 | 0x20 : nil }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }

    private static func near(_ word: [UInt8], _ meant: String, _ limit: Int) -> Bool {
        let meant = Array(meant.utf8)
        return abs(word.count - meant.count) <= limit && Suggestion.distance(word, meant) <= limit
    }
}
