import Sockets
import TestSupport
import Testing

@testable import KubernetesClient

struct AddressBookTests {
    private static func book(_ host: String, _ mailbox: Mailbox<ClientMail>) -> AddressBook {
        AddressBook(APIServerAccess(host: host, port: 6443, transport: .plain, userAgent: "test"), mailbox: mailbox)
    }

    private static func answer(_ mailbox: Mailbox<ClientMail>) -> Result<[SocketAddress], SocketError>? {
        var found: Result<[SocketAddress], SocketError>?
        _ = waitUntil {
            for case .addresses(let result) in mailbox.take() { found = result }
            return found != nil
        }
        return found
    }

    @Test func anAddressIsKnownForEver() throws {
        let mailbox = try Mailbox<ClientMail>()
        var book = Self.book("fd00::1", mailbox)
        #expect(book.current(now: .max - 1)?.map(\.description) == ["[fd00::1]:6443"])
        #expect(mailbox.take().isEmpty)
    }

    @Test func aNameIsLookedUpOnceAtATime() throws {
        let mailbox = try Mailbox<ClientMail>()
        var book = Self.book("localhost", mailbox)
        #expect(book.current(now: 0) == nil)
        #expect(book.current(now: 0) == nil)
        let result = try #require(Self.answer(mailbox))
        #expect(mailbox.take().isEmpty)
        book.take(result, now: 0)
        #expect(book.current(now: 1)?.isEmpty == false)
        // An address may move.
        #expect(book.current(now: 5 * APITiming.second) == nil)
        #expect(Self.answer(mailbox) != nil)
    }

    @Test func aFailedLookUpIsRepeated() throws {
        let mailbox = try Mailbox<ClientMail>()
        var book = Self.book("nowhere.invalid", mailbox)
        for _ in 0..<2 {
            #expect(book.current(now: 0) == nil)
            let result = try #require(Self.answer(mailbox))
            #expect(throws: SocketError.self) { try result.get() }
            book.take(result, now: 0)
        }
    }

    @Test func whoDoesNotAnswerIsTriedLast() throws {
        let mailbox = try Mailbox<ClientMail>()
        var book = Self.book("localhost", mailbox)
        let (one, two) = (try SocketAddress("10.0.0.1:6443"), try SocketAddress("10.0.0.2:6443"))
        book.take(.success([one, two]), now: 0)
        book.putLast(two)
        #expect(book.current(now: 0) == [one, two])
        book.putLast(one)
        #expect(book.current(now: 0) == [two, one])
        book.putLast(try SocketAddress("10.0.0.3:6443"))
        #expect(book.current(now: 0) == [two, one])
    }
}
