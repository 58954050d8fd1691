import CLI
import Foundation
import TestSupport
import Testing

private let isBrowserHere =
    ExternalProgram("chromium") != nil && ExternalProgram("python", inEnvironment: "page") != nil

/// The page in headless Chromium: what it shows, says to a screen reader, does on keys, and prints.
struct GraphPageTests {
    private static let python = ExternalProgram("python", inEnvironment: "page")
    private static let scripts = ExternalProgram.checkout.appending(path: "Tests/GraphPage")

    /// `names` are classes of `test_page.py`; none: all of it.
    private func test(_ manifests: String, _ names: [String], screenshots: String) throws {
        let folder = try TemporaryFolder(["shop.yaml": manifests])
        let page = CommandRun(["graph", "-o", "html=\(folder.file("page.html"))", folder.file("shop.yaml")])
        #expect(page.code == .clean, "\(page)")
        let run = try #require(Self.python).run(
            ["-m", "unittest"] + (names.isEmpty ? ["test_page"] : names.map { "test_page.\($0)" }),
            environment: ["GRAPH_PAGE": folder.file("page.html"), "GRAPH_SCREENSHOTS": screenshots],
            in: Self.scripts.path
        )
        #expect(run.status == 0, "\(run.err)")
        #expect(run.err.contains("\nOK"), "\(run.err)")
    }

    @Test("the page of a shop, and those of samples with everything and with thousands", .enabled(if: isBrowserHere))
    func shop() throws {
        let folder = try TemporaryFolder()
        try test(GraphSample.shop, [], screenshots: folder.path)
        for scheme in ["light", "dark"] {
            let picture = try Data(contentsOf: URL(filePath: folder.file("graph-\(scheme).png")))
            #expect(picture.count > 20_000, "\(scheme)")
            guard ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil else { continue }
            try picture.write(to: Self.scripts.appending(path: "Screenshots/\(scheme).png"))
        }
    }

    @Test("names from outside stay texts", .enabled(if: isBrowserHere))
    func hostile() throws {
        let folder = try TemporaryFolder()
        try test(GraphDrawingTests.hostile, ["AnyPageTests"], screenshots: folder.path)
    }

    @Test("the README shows the page")
    func screenshots() throws {
        let readme = try String(
            contentsOf: ExternalProgram.checkout.appending(path: "README.md"),
            encoding: .utf8
        )
        for scheme in ["light", "dark"] {
            #expect(readme.contains("Tests/GraphPage/Screenshots/\(scheme).png"))
            let file = Self.scripts.appending(path: "Screenshots/\(scheme).png")
            #expect(try Data(contentsOf: file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }
    }
}
