extension String {
    /// At most 60 Unicode scalars, for values from outside that are quoted in messages.
    package var clipped: String { clipped(to: 60) }

    /// At most `limit` scalars, the last three of them dots when something is left out.
    ///
    /// Not characters, which may have any number of accents.
    package func clipped(to limit: Int) -> String {
        guard utf8.count > limit, unicodeScalars.dropFirst(limit).first != nil else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(limit - 3))) + "..."
    }
}
