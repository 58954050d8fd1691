package import Admission
package import JSON

/// What a check came to: values only, so that every format says the same.
package struct CheckReport: Sendable {
    /// By file in the order of the input, then by place.
    package var findings: [CheckFinding] = []
    /// Findings that a comment or the baseline keeps quiet.
    package var suppressed: [SuppressedFinding] = []
    /// What the defaulting of new objects would do, and why it does not.
    package var notes: [CheckNote] = []
    /// What could not be read, or is wrong with the check itself; exit code 3 if ``CheckProblem/isFatal``.
    package var problems: [CheckProblem] = []
    /// Names of all files that were read, in the order of the input.
    package var files: [String] = []
    package var summary = CheckSummary()

    package init() {}
}

/// A finding with its place in a file.
package struct CheckFinding: Sendable {
    package var finding: Finding
    package var object: CheckedObjectName
    package var location: SourceLocation
    /// The edits of the file that carry out the fix; empty where it is in words only, or was not asked for.
    package var edits: [SourceEdit]

    package init(finding: Finding, object: CheckedObjectName, location: SourceLocation, edits: [SourceEdit] = []) {
        self.finding = finding
        self.object = object
        self.location = location
        self.edits = edits
    }
}

package struct CheckedObjectName: Hashable, Sendable {
    package var apiVersion: String
    package var kind: String
    /// Empty for what has none.
    package var namespace: String
    /// `(generated name)` where the API server makes it.
    package var name: String

    package init(apiVersion: String, kind: String, namespace: String, name: String) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }
}

/// A range of a file, for people and tools; positions count from 1, columns in Unicode scalars.
package struct SourceLocation: Hashable, Sendable {
    package var file: String
    package var start: JSONPosition
    /// Behind the last character.
    package var end: JSONPosition
    /// False for an object of a cluster: ``file`` is what it is called there, and there are no lines.
    package var isInFile: Bool

    package init(file: String, start: JSONPosition, end: JSONPosition, isInFile: Bool = true) {
        self.file = file
        self.start = start
        self.end = end
        self.isInFile = isInFile
    }

    /// In a cluster.
    package init(stored name: String) {
        let start = JSONPosition(line: 1, column: 1)
        self.init(file: name, start: start, end: start, isInFile: false)
    }

    /// Such as `deploy/web.yaml:12:5`.
    var text: String { isInFile ? "\(file):\(start.line):\(start.column)" : file }
}

/// One change of a file's text.
package struct SourceEdit: Hashable, Sendable {
    /// Bytes of the file.
    package var range: Range<Int>
    package var start: JSONPosition
    package var end: JSONPosition
    package var text: String

    package init(range: Range<Int>, start: JSONPosition, end: JSONPosition, text: String) {
        self.range = range
        self.start = start
        self.end = end
        self.text = text
    }
}

package struct SuppressedFinding: Sendable {
    package var finding: CheckFinding
    package var by: Suppression

    package init(_ finding: CheckFinding, by: Suppression) {
        self.finding = finding
        self.by = by
    }
}

/// What the user is told about an object besides findings.
package struct CheckNote: Sendable {
    package var object: CheckedObjectName
    package var location: SourceLocation
    package var text: String

    package init(object: CheckedObjectName, location: SourceLocation, text: String) {
        self.object = object
        self.location = location
        self.text = text
    }
}

package enum Suppression: Hashable, Sendable {
    /// `# alb-admission: ignore ALB408 reason`, on this line; the reason may be empty.
    case comment(line: Int, reason: String)
    case baseline
}

/// Something that could not be checked.
package struct CheckProblem: Sendable {
    package var file: String
    /// Nil where it is about the file as a whole.
    package var position: JSONPosition?
    package var text: String
    /// Whether a part of the input was not judged, as opposed to a remark about a comment that ignores nothing.
    package var isFatal: Bool
    /// False where ``file`` is a name in a cluster, or the cluster's own.
    package var isAboutFile: Bool

    package init(
        file: String,
        position: JSONPosition?,
        text: String,
        isFatal: Bool = true,
        isAboutFile: Bool = true
    ) {
        self.file = file
        self.position = position
        self.text = text
        self.isFatal = isFatal
        self.isAboutFile = isAboutFile
    }
}

package struct CheckSummary: Hashable, Sendable {
    /// Without objects of a cluster, which are in none.
    package var files = 0
    /// Objects of kinds that matter here.
    package var objects = 0
    /// Objects of other kinds, and Ingresses of other controllers.
    package var notJudged = 0
    package var denials = 0
    package var warnings = 0
    /// Findings that a comment keeps quiet.
    package var ignored = 0
    /// Findings that are in the baseline.
    package var known = 0
    /// Findings beyond those that are listed.
    package var omitted = 0
    /// Those of them that are denials.
    package var omittedDenials = 0
    /// Objects that get defaults at creation.
    package var defaulted = 0
    /// By name, the cluster-scoped objects as one without a name; nil where they are not counted.
    package var namespaces: [NamespaceSummary]?

    package init() {}
}
