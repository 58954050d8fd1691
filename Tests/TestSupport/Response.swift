/// A response as a client sees it.
package struct Response: Equatable {
    package let status: Int
    package let head: String
    package var body: [UInt8] = []

    init?(head: String) {
        let words = head.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
        self.status = status
        self.head = head
    }

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// A field's value, its name in lower case.
    package func field(_ name: String) -> String? {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name else { continue }
            return String(parts[1].drop { $0 == " " })
        }
        return nil
    }

    package var closes: Bool { field("connection") == "close" }
}
