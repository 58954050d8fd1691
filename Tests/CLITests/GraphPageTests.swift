import Foundation
import TestSupport
import Testing

private let isBrowserHere =
    ExternalProgram("python", inEnvironment: "page") != nil && ExternalProgram("chromium") != nil

/// The page of graph in a browser, by `Tests/GraphPage/test_page.py`.
@Suite(.serialized, .enabled(if: isBrowserHere, "needs chromium and the packages of Tests/GraphPage: bash .ci/setup"))
struct GraphPageTests {
    private func complaints(_ tests: [String], _ environment: [String: String] = [:]) throws -> String? {
        let python = try #require(ExternalProgram("python", inEnvironment: "page"))
        let script = ExternalProgram.checkout.appending(path: "Tests/GraphPage/test_page.py").path
        let run = try python.run([script] + tests, environment: environment)
        return run.status == 0 ? nil : run.err
    }

    @Test("pages with everything, with attacks and with 2 000 Ingresses do what they should")
    func samples() throws {
        #expect(try complaints([]) == nil)
    }
}
