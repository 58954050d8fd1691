import Dispatch
import Sockets

/// Where the server is.
///
/// A name is looked up on a thread of its own: a resolver that hangs holds up no deadline.
struct AddressBook {
    private let host: String
    private let port: UInt16
    private let mailbox: Mailbox<ClientMail>
    private let queue = DispatchQueue(label: "kubernetes-client-names")
    private var addresses: [SocketAddress] = []
    private var freshUntil: UInt64 = 0
    private var isLooking = false

    /// How long a look-up is good for.
    private static let lifetime: UInt64 = 5 * APITiming.second

    init(_ access: APIServerAccess, mailbox: Mailbox<ClientMail>) {
        host = access.host
        port = access.port
        self.mailbox = mailbox
        if let literal = HostName.literal(host, port: port) {
            addresses = [literal]
            freshUntil = .max
        }
    }

    /// Nil while they are being looked up, which ends with a mail for ``take(_:now:)``.
    mutating func current(now: UInt64) -> [SocketAddress]? {
        if now < freshUntil { return addresses }
        guard !isLooking else { return nil }
        isLooking = true
        queue.async { [host, port, mailbox] in
            do throws(SocketError) {
                mailbox.post(.addresses(.success(try HostName.addresses(of: host, port: port))))
            } catch {
                mailbox.post(.addresses(.failure(error)))
            }
        }
        return nil
    }

    mutating func take(_ result: Result<[SocketAddress], SocketError>, now: UInt64) {
        isLooking = false
        guard case .success(let found) = result else { return }
        addresses = found
        freshUntil = now &+ Self.lifetime
    }

    /// An address that nobody answered at is tried last the next time.
    mutating func putLast(_ address: SocketAddress) {
        guard let index = addresses.firstIndex(of: address), addresses.count > 1 else { return }
        addresses.append(addresses.remove(at: index))
    }
}
