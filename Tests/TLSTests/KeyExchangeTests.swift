import Glibc
import Sockets
import TLS
import TestSupport
import Testing

/// What a stranger's first message can make the server compute: groups of finite fields cost a thousand times as much
/// as curves (CVE-2002-20001).
struct KeyExchangeTests {
    /// ffdhe2048 to ffdhe8192, P-521, X448.
    private static let expensive: [(group: UInt16, share: Int)] = [
        (0x0100, 256), (0x0101, 384), (0x0102, 512), (0x0103, 768), (0x0104, 1024), (0x0019, 133), (0x001E, 56),
    ]

    @Test(arguments: expensive)
    func refusesGroupsThatCostMuch(_ group: UInt16, _ share: Int) throws {
        let outcome = try Self.answer(to: ClientHello(groups: [group], share: (group, share)))
        #expect(outcome.error != nil)
        #expect(outcome.sent.first == 21, "an alert and nothing that was computed: \(outcome.sent.prefix(8))")
    }

    /// With a cheap group on offer the client is told to use it, which costs nothing but a hash.
    @Test(arguments: expensive)
    func asksForACheapOneInstead(_ group: UInt16, _ share: Int) throws {
        let outcome = try Self.answer(to: ClientHello(groups: [group, 0x001D], share: (group, share)))
        #expect(outcome.error == nil)
        #expect(outcome.sent.first == 22)
        #expect(outcome.sent.dropFirst(11).prefix(32).elementsEqual(Self.retryRandom), "a HelloRetryRequest")
    }

    @Test func versionOneTwoHasNoSuchCiphers() throws {
        // DHE-RSA and RSA key exchange with AES-GCM.
        let outcome = try Self.answer(
            to: ClientHello(ciphers: [0x009F, 0x009E, 0x009D, 0x009C], groups: [0x0104, 0x001D])
        )
        #expect(outcome.error == .protocolFailure(reason: "no shared cipher"))
        #expect(outcome.sent.first == 21)
    }

    /// RFC 8446 section 4.1.3: SHA-256 of "HelloRetryRequest".
    private static let retryRandom: [UInt8] = [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91, 0xC2, 0xA2,
        0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ]

    private static func answer(to hello: ClientHello) throws -> (error: TLSError?, sent: [UInt8]) {
        let pair = try SocketPair()
        var session = try TLSSession(
            server: TLSContext(server: Certificates.server()),
            descriptor: pair.server.number
        )
        let bytes = hello.record
        #expect(write(pair.client.number, bytes, bytes.count) == bytes.count)
        var failure: TLSError?
        do throws(TLSError) {
            #expect(try session.handshake() == .wantsRead)
        } catch {
            failure = error
        }
        var space = [UInt8](repeating: 0, count: 4096)
        let count = read(pair.client.number, &space, space.count)
        return (failure, Array(space.prefix(max(0, count))))
    }
}

/// A first message as a client makes it (RFC 8446 section 4.1.2), with what a test wants to offer.
private struct ClientHello {
    var ciphers: [UInt16] = [0x1301]
    var groups: [UInt16]
    /// Group and length; without one only TLS 1.2 is offered.
    var share: (group: UInt16, length: Int)?

    var record: [UInt8] {
        var body = Self.two(0x0303) + [UInt8](repeating: 7, count: 32) + [0]
        body += Self.block(ciphers.flatMap(Self.two)) + [1, 0]
        // supported_groups, signature_algorithms, and for TLS 1.3 supported_versions and key_share.
        var extensions = Self.two(10) + Self.block(Self.block(groups.flatMap(Self.two)))
        extensions += Self.two(13) + Self.block(Self.block([0x0403, 0x0804, 0x0401, 0x0503].flatMap(Self.two)))
        if let share {
            extensions += Self.two(43) + Self.block([2] + Self.two(0x0304))
            let key = [UInt8](repeating: 0x42, count: share.length)
            extensions += Self.two(51) + Self.block(Self.block(Self.two(share.group) + Self.block(key)))
        }
        body += Self.block(extensions)
        let message = [1, 0] + Self.two(UInt16(body.count)) + body
        return [22] + Self.two(0x0301) + Self.block(message)
    }

    private static func two(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }
    private static func block(_ bytes: [UInt8]) -> [UInt8] { two(UInt16(bytes.count)) + bytes }
}
