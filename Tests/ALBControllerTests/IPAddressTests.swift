import ALBController
import Testing

struct IPAddressTests {
    @Test(
        "an address is in a range or not",
        arguments: [
            ("10.1.2.3", "10.0.0.0/8", true), ("11.1.2.3", "10.0.0.0/8", false), ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.2/31", true), ("10.1.2.3", "10.1.2.0/31", false), ("10.1.2.3", "0.0.0.0/0", true),
            ("2001:db8::1", "2001:db8::/32", true), ("2001:db9::1", "2001:db8::/32", false), ("::1", "::1", true),
            ("::ffff:10.0.0.1", "10.0.0.0/24", true), ("::1", "0.0.0.0/0", false), ("1:2:3:4:5:6:7:8", "::/0", true),
            ("1::8", "1:0:0:0:0:0:0:8/128", true), ("10.1.2.3", "nonsense", nil), ("10.1.2.3", "10.0.0.0/33", nil),
        ] as [(String, String, Bool?)]
    )
    func ranges(_ address: String, _ range: String, _ expected: Bool?) throws {
        #expect(try #require(IPAddress(address)).isIn(range) == expected)
    }

    @Test("what is no address is none", arguments: ["", "10.0.0", "10.0.0.0/8", "h", "::g", "1::2::3", "256.0.0.1"])
    func bad(_ text: String) { #expect(IPAddress(text) == nil) }
}
