import Check
import Testing

struct CheckReportTests {
    @Test("a new report is empty")
    func empty() {
        #expect(CheckReport().findings.isEmpty)
    }
}
