import ALBController
import Testing

/// Forms taken from the tables of Go's `netip_test.go` and `net/ip_test.go`, and their neighbours.
struct CIDRTests {
    @Test(arguments: [
        "0.0.0.0", "192.168.140.255", "::", "::1", "1::", "fd7a:115c:a1e0:ab12:4843:cd96:626b:430b", "::ffff:1.2.3.4",
        "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "::1.2.3.4", "1::1.2.3.4",
        "FD9E:1A04:F01D::1",
    ])
    func addresses(_ text: String) {
        #expect(CIDR.read(text) == .address)
        #expect(CIDR.read(text + "/0") == .range)
        #expect(CIDR.read(text + "/32") == .range)
        #expect(CIDR.read(text + "/128") == (text.contains(":") ? .range : .neither))
        #expect(CIDR.read(text + "/129") == .neither)
        #expect(CIDR.read(text + "/") == .neither)
        #expect(CIDR.read(text + "/+8") == .neither)
        #expect(CIDR.read(text + "/8/8") == .neither)
        #expect(CIDR.read(text + ":") == .neither)
        #expect(CIDR.read(":" + text) == .neither)
    }

    @Test(arguments: [
        "", "/", "bad", "1234", ".1.2.3", "1.2.3.", "1..2.3", "1.2.3.4.5", "0300.0250.0214.0377", "192.168.300.1",
        "192.168.0.1.5.6", "01.2.3.4", "1.2.3.04", "1.2.3.-4", ":::", ":", "1:2:3:4:5:6:7:", ":2:3:4:5:6:7:8", "1:2",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "fe801::1", "fe80:tail::",
        "fe80::1::1", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4::", "::1.2.3.4:5", "::ffff:192.168.140.0255",
        "1:2:3:4:5:6:7:/64",
        "fe80::1%eth0", "fe80::1%eth0/64", " ::1", "::1 ", "::g",
    ])
    func neither(_ text: String) {
        #expect(CIDR.read(text) == .neither)
    }

    @Test func aLongTextIsRefusedWithoutALook() {
        #expect(CIDR.read(String(repeating: "1:", count: 1_000_000)) == .neither)
    }
}
