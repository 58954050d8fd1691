/// A collection, or an alias, that is not written to its end.
struct YAMLComposerFrame: BitwiseCopyable {
    enum Kind {
        case object
        case array
        /// What an alias or a member of ``members`` stands for.
        case detour
        /// A mapping with merge keys.
        case members
    }

    var kind: Kind
    /// The first node within, or the first member.
    var start = 0
    /// Behind the last.
    var end: Int
    /// The first member, when ``start`` has moved on.
    var first = 0
    /// The node to go on with.
    var resume = 0
    /// What to come back to; the alias is empty for none.
    var aliasStart = 0
    var aliasEnd = 0
    var wasElsewhere = false
}
