import ALBController

/// Whether a key is nearly `kubernetes.io/ingress.class`, the one annotation that names a class.
///
/// No controller reads any other spelling, so the class that was meant is the author's secret. A key is compared by its
/// letters, whatever stands between them; keys of other domains (`acme.cert-manager.io/http01-ingress-class`) are not
/// looked at.
package enum ClassKeyLikeness {
    package static func isMisspelt(_ key: String) -> Bool {
        guard key != "\(AnnotationKey.ingressClass)", key.utf8.count <= longest else { return false }
        let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return isClassWord(letters(key), besideIngress: false) || isWhole(letters(key)) }
        let domain = parts[0].lowercased()
        let isOurs = ["kube", "k8s", "ingress"].contains { domain.contains($0) }
        guard isOurs || near(letters(parts[0]), "kubernetesio", 3) else { return false }
        return isClassWord(letters(parts[1]), besideIngress: domain.contains("ingress"))
    }

    /// Longer than any slip of the pen.
    private static let longest = 64

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
        text.utf8.compactMap { byte in
            let lower = byte | 0x20
            return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") ? lower : nil
        }
    }

    private static func near(_ word: [UInt8], _ meant: String, _ limit: Int) -> Bool {
        let meant = Array(meant.utf8)
        return abs(word.count - meant.count) <= limit && Suggestion.distance(word, meant) <= limit
    }
}
