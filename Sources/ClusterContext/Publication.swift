package import Admission

/// What reviews are judged by until the next one.
package struct Publication: Sendable {
    package var reviewer: Reviewer
    /// Grows by one each time.
    package var sequence: UInt64
    /// Nil when every kind that is wanted is known.
    package var silence: SilenceNotes?

    package init(_ reviewer: Reviewer, sequence: UInt64 = 0, silence: SilenceNotes? = nil) {
        self.reviewer = reviewer
        self.sequence = sequence
        self.silence = silence
    }
}
