import Sockets
import Testing

struct HostNameTests {
    @Test func anAddressIsNotLookedUp() throws {
        for (host, text) in [("10.0.0.1", "10.0.0.1:443"), ("::1", "[::1]:443"), ("[fd00::1]", "[fd00::1]:443")] {
            #expect(HostName.literal(host, port: 443)?.description == text)
            #expect(try HostName.addresses(of: host, port: 443).map(\.description) == [text])
        }
    }

    @Test func aNameIsNoAddress() {
        for host in ["", "localhost", "example.com", "10.0.0.1:80", "1.2.3", "[::1"] {
            #expect(HostName.literal(host, port: 443) == nil, "\(host)")
        }
    }

    @Test func findsThisMachine() throws {
        let found = try HostName.addresses(of: "localhost", port: 6443).map(\.description)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { ["127.0.0.1:6443", "[::1]:6443"].contains($0) })
    }

    @Test func saysWhichNameIsUnknown() {
        // RFC 6761 section 6.4: never resolves.
        #expect {
            try HostName.addresses(of: "nowhere.invalid", port: 1)
        } throws: { error in
            guard case .unresolved("nowhere.invalid", let reason) = error as? SocketError else { return false }
            return !reason.isEmpty
        }
    }
}
