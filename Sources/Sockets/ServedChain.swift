import CLinux
import Glibc
package import TLS

/// The certificates that a server shows, whether or not anybody should trust them.
package enum ServedChain {
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case socket(SocketError)
        case tls(TLSError)
        case late
        case closed

        package var description: String {
            switch self {
            case .socket(let error): "\(error)"
            case .tls(let error): "\(error)"
            case .late: "no answer in time"
            case .closed: "the connection was closed during the TLS handshake"
            }
        }
    }

    /// PEM, the leaf first.
    ///
    /// Blocks, for `nanoseconds` and for as long as the resolver waits.
    package static func fetch(
        host: String,
        port: UInt16,
        serverName: String,
        within nanoseconds: UInt64
    ) -> Result<[UInt8], Failure> {
        let deadline = MonotonicClock.now() + nanoseconds
        do throws(SocketError) {
            var last = Failure.closed
            for address in try HostName.addresses(of: host, port: port) {
                switch fetch(address, serverName, deadline) {
                case .success(let chain): return .success(chain)
                case .failure(let failure): last = failure
                }
            }
            return .failure(last)
        } catch {
            return .failure(.socket(error))
        }
    }

    private static func fetch(
        _ address: SocketAddress,
        _ serverName: String,
        _ deadline: UInt64
    ) -> Result<[UInt8], Failure> {
        do {
            let descriptor = try ClientSocket.connect(to: address)
            guard wait(descriptor.number, POLLOUT, deadline) else { return .failure(.late) }
            try ClientSocket.finish(descriptor)
            let context = try TLSContext.inspecting()
            var session = try TLSSession(
                client: context,
                descriptor: descriptor.number,
                serverName: serverName,
                protocols: ["http/1.1"]
            )
            while true {
                switch try session.handshake() {
                case .done:
                    let chain = session.peerChain
                    session.sendClose()
                    return .success(chain)
                case .wantsRead: guard wait(descriptor.number, POLLIN, deadline) else { return .failure(.late) }
                case .wantsWrite: guard wait(descriptor.number, POLLOUT, deadline) else { return .failure(.late) }
                case .closed: return .failure(.closed)
                }
            }
        } catch let error as SocketError {
            return .failure(.socket(error))
        } catch let error as TLSError {
            return .failure(.tls(error))
        } catch {
            return .failure(.closed)
        }
    }

    /// False when the time is over.
    private static func wait(_ descriptor: CInt, _ events: CInt, _ deadline: UInt64) -> Bool {
        while true {
            let now = MonotonicClock.now()
            guard now < deadline else { return false }
            var entry = pollfd(fd: descriptor, events: CShort(events), revents: 0)
            if poll(&entry, 1, CInt(clamping: (deadline - now) / 1_000_000 + 1)) > 0 { return true }
        }
    }
}
