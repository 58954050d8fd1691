import Admission
import Testing

struct UTCDateTests {
    @Test(arguments: [
        (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (1_780_272_000, "2026-06-01"),
        (4_107_542_399, "2100-02-28"), (4_107_542_400, "2100-03-01"), (253_402_300_799, "9999-12-31"),
    ])
    func isTheDayInUTC(_ seconds: Int, _ expected: String) {
        #expect(UTCDate(seconds).description == expected)
    }
}
