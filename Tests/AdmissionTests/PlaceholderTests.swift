import Rules
import TestSupport
import Testing

struct PlaceholderTests {
    @Test(
        arguments: [
            "vsw-xxxxxxxx", "vsw-uf6xxxx", "VSW-XXXX", "alb-****", "alb-xxx", "sgp-7k2m****", "sgp-…", "sgp-...",
            "<id>",
            "${VSW_ID}", "{{ .Values.id }}", "$VSW", "%VSW%", "your-vswitch-id", "yourVswitchId", "YOUR_ALB_ID",
            "vsw-id",
            "vswitch-id-1", "VSWITCH_ID", "acl-", "rg-TODO", "cert-id", "xxxxxx-cn-hangzhou", "756****-cn-hangzhou",
            "replace-me", "CHANGEME", "sg-placeholder", "[id]", "(id)", "eip-????", "null", "undefined", "vsw-__", "专有",
            "alb-#", "vsw-bp1xxx", "sgp-xxxxxxxxxxxx", "rg-acfmxxxxxxxx", "loadBalancerId", "@@ID@@", "vsw-xx",
        ]
    )
    func isSeen(_ text: String) {
        #expect(Placeholder.find(in: text) == .certain)
    }

    @Test(arguments: ["alb-example", "vsw-sample", "sgp-dummy-1"])
    func mayBeAName(_ text: String) {
        #expect(Placeholder.find(in: text) == .likely)
    }

    @Test(
        arguments: [
            "", "alb-k4v9m1q7t2s6w8z3", "vsw-bp1aaaaaaaaaaaaaaaaaa", "sgp-0xxk2xx81m3x0xx9zq", "alb-abc123", "vsw-1",
            "sg-a",
            "10203040-cn-hangzhou", "1231579_166f8204689_1714763408", "tls_cipher_policy_1_2_strict",
            "rg-acfm3rxp2x4xxoq",
            "acl-000000000000", "vsw-2zexxt1x6oxx0l2", "cn-hangzhou-i", "eip-uf6qqqqqqqqqqqqqqq",
            "lsn-idxidx0idid1mynull",
        ]
    )
    func isAnID(_ text: String) {
        #expect(Placeholder.find(in: text) == nil)
    }

    /// Letters and digits at random, from large alphabets and from small ones, never look like a placeholder.
    @Test func randomIDsAreReal() {
        let seed: UInt64 = 1_700_000_000
        var random = SeededGenerator(seed: seed)
        let prefixes = ["alb-", "vsw-", "sgp-", "sg-", "acl-", "rg-", "eip-", "cbwp-", "lsn-"]
        let regions = ["", "bp1", "uf6", "2ze", "wz9", "hp3", "acfm", "j6c"]
        let alphabets = [
            "0123456789abcdefghijklmnopqrstuvwxyz", "0123456789abcdef", "xyz0123456789", "abcdefghijklmnopqrstuvwxyz",
        ]
        for round in 0..<20_000 {
            let letters = Array(random.pick(round % 50 == 0 ? alphabets : [alphabets[0], alphabets[1]]))
            let length = Int.random(in: 14...20, using: &random)
            let tail = String((0..<length).compactMap { _ in letters.randomElement(using: &random) })
            let id = random.pick(prefixes) + random.pick(regions) + tail
            #expect(Placeholder.find(in: id) == nil, "seed \(seed), round \(round): \(id)")
            let certificate = "\(Int.random(in: 1_000_000...99_999_999, using: &random))-\(random.pick(Self.regions))"
            #expect(Placeholder.find(in: certificate) == nil, "seed \(seed), round \(round): \(certificate)")
        }
    }

    private static let regions = ["cn-hangzhou", "ap-southeast-1", "cn-beijing", "eu-central-1"]
}
