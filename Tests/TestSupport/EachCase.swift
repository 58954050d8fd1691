// A plain build of the package has no test library at hand.
#if canImport(Testing)
package import Testing

/// The case that a test with many of them is at.
private enum CurrentCase {
    @TaskLocal static var name: String?
}

/// Runs `body` for every case, in one test: hundreds of arguments would each have lines of their own in the output.
///
/// A case that fails or throws does not stop the others. With the trait ``Trait/namesItsCase`` each failure says which
/// one it belongs to.
package func forEachCase<Cases: Sequence>(of cases: Cases, _ body: (Cases.Element) throws -> Void) {
    var count = 0
    for one in cases {
        count += 1
        CurrentCase.$name.withValue(String(describingForTest: one)) {
            do {
                try body(one)
            } catch is ExpectationFailedError {
                // `#require` has recorded it.
            } catch {
                Issue.record(error)
            }
        }
    }
    #expect(count > 0, "no case at all")
}

extension Trait where Self == IssueHandlingTrait {
    package static var namesItsCase: Self {
        .compactMapIssues { issue in
            var issue = issue
            if let name = CurrentCase.name { issue.comments.append(Comment(rawValue: "case: \(name)")) }
            return issue
        }
    }
}
#endif
