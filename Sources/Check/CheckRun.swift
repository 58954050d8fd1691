package import Admission
package import Manifests

/// A check that was run: everything that reports and fixes are made of.
package struct CheckRun: Sendable {
    package let files: [ManifestFile]
    package let objects: [CheckedObject]
    /// Those of the objects whose kind matters, in the order of the input.
    package let judged: [JudgedObject]
    /// The engine with all objects in their final form as context.
    package let reviewer: Reviewer
}
