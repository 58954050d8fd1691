import TLS
import TestSupport
import Sockets

/// What a handshake over a socket pair led to.
struct Handshake {
    var clientError: TLSError?
    var serverError: TLSError?
    var version = ""
    var applicationProtocol: String?

    /// What the client got back for what it sent; nil if the connection did not come about.
    var echo: [UInt8]?

    init(
        server: TLSContext,
        client: TLSContext,
        serverName: String? = "localhost",
        protocols: [String] = ["http/1.1"],
        message: [UInt8] = Array("hello".utf8)
    ) throws {
        let pair = try SocketPair()
        var clientSession = try TLSSession(
            client: client,
            descriptor: pair.client.number,
            serverName: serverName,
            protocols: protocols
        )
        var serverSession = try TLSSession(server: server, descriptor: pair.server.number)
        var clientIsDone = false
        var serverIsDone = false
        // Each side needs at most a few turns; the bound is for a test that would otherwise hang.
        for _ in 0..<20 where !(clientIsDone && serverIsDone) {
            do throws(TLSError) {
                if clientError == nil, !clientIsDone, case .done = try clientSession.handshake() { clientIsDone = true }
            } catch {
                clientError = error
            }
            do throws(TLSError) {
                if serverError == nil, !serverIsDone, case .done = try serverSession.handshake() { serverIsDone = true }
            } catch {
                serverError = error
            }
        }
        guard clientIsDone, serverIsDone else { return }
        version = serverSession.version
        applicationProtocol = serverSession.applicationProtocol
        _ = try message.withUnsafeBytes { bytes throws(TLSError) in try clientSession.write(bytes) }
        var space = [UInt8](repeating: 0, count: 64)
        guard case .done(let count) = try Self.read(&serverSession, &space) else { return }
        _ = try space.prefix(count).withUnsafeBytes { bytes throws(TLSError) in try serverSession.write(bytes) }
        guard case .done(let echoed) = try Self.read(&clientSession, &space) else { return }
        echo = Array(space.prefix(echoed))
    }

    private static func read(_ session: inout TLSSession, _ space: inout [UInt8]) throws -> TLSProgress {
        try space.withUnsafeMutableBytes { bytes throws(TLSError) in try session.read(into: bytes) }
    }
}
