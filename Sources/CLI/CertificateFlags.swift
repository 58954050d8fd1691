import Sockets
import Webhook

/// Values of flags about certificates, wherever they are given.
enum CertificateFlags {
    /// A comma list of DNS names, wildcards among them, and addresses; in lower case, each once.
    static func names(_ text: String, flag: String) throws(ServeOptions.Problem) -> [String] {
        var names: [String] = []
        for part in text.split(separator: ",") {
            let name = part.filter { $0 != " " && $0 != "\t" }.lowercased()
            guard isDNSName(name) || HostName.literal(name, port: 1) != nil else {
                throw usage("--\(flag): \"\(part)\" is neither a DNS name nor an address")
            }
            if !names.contains(name) { names.append(name) }
        }
        guard !names.isEmpty, names.count <= 100 else {
            throw usage("--\(flag) must have from 1 to 100 names, such as alb-admission.ingress-system.svc")
        }
        return names
    }

    /// Seconds.
    static func lifetime(_ options: Options, _ flag: String, default seconds: Int) throws(ServeOptions.Problem) -> Int {
        guard let text = options.value(flag) else { return seconds }
        guard let duration = GoDuration.parse(text), case let seconds = Int(clamping: duration / 1_000_000_000),
            (5...100 * 366 * 86_400).contains(seconds)
        else { throw usage("--\(flag) must be a duration from 5s to 878400h, such as 720h, is \"\(text)\"") }
        return seconds
    }

    /// `IsDNS1123Subdomain` of k8s.io/apimachinery/pkg/util/validation.
    static func isObjectName(_ name: String) -> Bool {
        name.utf8.count <= 253
            && name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                let isFine = label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
                return isFine && !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
            }
    }

    private static func isDNSName(_ name: String) -> Bool {
        isObjectName(name.hasPrefix("*.") ? String(name.dropFirst(2)) : name) && !name.utf8.allSatisfy { $0 < 0x3A }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    private static func usage(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .usage, text: text)
    }
}
