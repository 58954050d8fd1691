import Foundation
import Testing

/// The chart and the image: rendered, installed and run by programs that are not Swift.
@Suite(.serialized, .enabled(if: PythonTests.areHere, "\(PythonTests.hint)"))
struct ChartTests {
    private static let modules = [
        "test_values", "test_rendering", "test_policies", "test_security", "test_conditions", "test_arguments",
        "test_metrics",
        "test_image", "test_lifecycle", "test_existing_secret", "test_self_managed",
    ]

    @Test(arguments: modules)
    func passes(_ module: String) throws {
        let run = try PythonTests.run(module)
        #expect(run.code == 0, "\(run.output)")
        #expect(run.output.contains(#/\nRan [0-9]+ tests? in /#), "\(run.output)")
    }

    @Test func noModuleIsForgotten() throws {
        #expect(try PythonTests.modules() == Set(Self.modules))
    }
}
