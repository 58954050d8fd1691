package import JSON

/// What fixing came to.
package struct FixResult: Sendable {
    /// Files whose text has changed, in the order of the input.
    package var files: [FixedFile] = []
    package var applied: [Applied] = []
    package var refused: [Refused] = []
    /// The judgement of the fixed files.
    package var run: CheckRun

    init(run: CheckRun) {
        self.run = run
    }

    package struct Applied: Hashable, Sendable {
        package var file: String
        package var object: CheckedObjectName
        /// A rule such as `ALB517`, or a mutation such as `M1`.
        package var id: String
        /// Without final stop.
        package var text: String
    }

    package struct Refused: Hashable, Sendable {
        package var file: String
        package var object: CheckedObjectName
        package var id: String
        /// What would be done, without final stop.
        package var text: String
        /// Why it is not.
        package var reason: String
    }
}

/// A file as it was read and as it would be.
package struct FixedFile: Sendable {
    package var name: String
    package var old: [UInt8]
    package var new: [UInt8]
    /// In terms of ``old``, in its order.
    package var changes: [TextEdit]
}
