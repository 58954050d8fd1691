import Admission
import Kubernetes

/// The elements of a list that repeat the name of an earlier one.
struct Repeats {
    struct Name {
        var text: String
        var first: Int
        /// Never empty.
        var later: [Int]

        var second: Int { later.first ?? first }

        /// Removes all but the first, which says as much.
        func fix(in list: FieldPath) -> Fix {
            guard later.count <= FindingCollector.listed else { return "remove the repeated entries" }
            let what = later.count == 1 ? "the second entry" : "the \(later.count) later entries"
            return Fix("remove \(what)", .removeElements(of: list, at: later))
        }
    }

    /// In the order of the first repetition.
    private(set) var names: [Name] = []

    /// Empty names are nobody's.
    init(_ list: [String]) {
        var firsts: [String: Int] = [:]
        var places: [String: Int] = [:]
        for (index, text) in list.enumerated() where !text.isEmpty {
            guard let first = firsts[text] else {
                firsts[text] = index
                continue
            }
            if let place = places[text] {
                names[place].later.append(index)
            } else {
                places[text] = names.count
                names.append(Name(text: text, first: first, later: [index]))
            }
        }
    }
}
