import JSON
import TestSupport
import Testing

struct JSONHostileInputTests {
    /// A quote, a backslash, brackets, separators, a digit and letters of literals, controls, and parts of UTF-8.
    static let intruders: [UInt8] = [
        0x00, 0x0A, 0x1F, 0x20, 0x22, 0x2C, 0x2D, 0x30, 0x3A, 0x5B, 0x5C, 0x5D, 0x65, 0x6E, 0x75, 0x7B, 0x7D, 0x7F,
        0x80,
        0xC3, 0xED, 0xFF,
    ]

    @Test(arguments: [("review-small.json", 1), ("review.json", 29)])
    func rejectsEveryPrefixOfAReview(name: String, step: Int) throws {
        let review = try Fixture.bytes(name)
        #expect(JSONDocument.error(review) == nil)
        let end = try #require(review.lastIndex(of: UInt8(ascii: "}")))
        for length in stride(from: 0, through: end, by: step) {
            let error = try #require(JSONDocument.error(review[..<length]), "prefix of \(length) bytes")
            #expect(error.offset == length)
        }
    }

    @Test(.namesItsCase) func acceptsAReviewWithOneWrongByteOnlyIfItIsStillJSON() {
        forEachCase(of: Self.intruders) { intruder in
            let review = try Fixture.bytes("review-small.json")
            for place in review.indices where review[place] != intruder {
                var bytes = review
                bytes[place] = intruder
                let other = FoundationJSON.value(bytes)
                if let document = try? JSONDocument(parsing: bytes) {
                    let value = try #require(other, "byte \(place) replaced by \(intruder)")
                    #expect(
                        FoundationJSON.value(value, matches: document.value),
                        "byte \(place) replaced by \(intruder)"
                    )
                } else {
                    #expect(other == nil, "byte \(place) replaced by \(intruder)")
                }
            }
        }
    }

    @Test(.namesItsCase) func acceptsAReviewWithOneByteMoreOnlyIfItIsStillJSON() {
        forEachCase(of: Self.intruders) { intruder in
            let review = try Fixture.bytes("review-small.json")
            for place in review.indices {
                var longer = review
                longer.insert(intruder, at: place)
                if JSONDocument.error(longer) == nil {
                    #expect(FoundationJSON.value(longer) != nil, "\(intruder) inserted at \(place)")
                }
            }
        }
    }
}
