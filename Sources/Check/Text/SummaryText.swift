extension CheckSummary {
    /// One line, such as `3 files, 12 objects: 2 denials, 1 warning; 3 objects not judged`.
    package var text: String {
        var text = files == 0 && namespaces != nil ? "" : "\(Count.of(files, "file")), "
        text += "\(Count.of(objects, "object")): "
        text += "\(Count.of(denials + omittedDenials, "denial")), "
        text += Count.of(warnings + omitted - omittedDenials, "warning")
        var more: [String] = []
        if omitted > 0 { more.append("\(omitted) of them not listed") }
        if ignored > 0 { more.append("\(ignored) ignored by comments") }
        if known > 0 { more.append("\(known) known from the baseline") }
        if notJudged > 0 { more.append("\(Count.of(notJudged, "object")) not judged") }
        if defaulted > 0 { more.append("\(Count.of(defaulted, "object")) would get defaults") }
        return ([text] + more).joined(separator: "; ")
    }
}

/// Numbers with their nouns.
enum Count {
    static func of(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// Without those that are zero.
    static func list(_ counts: [(Int, String)]) -> String {
        counts.filter { $0.0 > 0 }.map { of($0.0, $0.1) }.joined(separator: ", ")
    }
}
