package import Admission

/// An object with what the engine said about it.
package struct JudgedObject: Sendable {
    package let object: CheckedObject
    /// Of the validation, with the mutation that came before it.
    package let verdict: Verdict
    /// Why its contents were not looked at.
    package let notJudged: NotJudged?
}
