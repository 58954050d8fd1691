package import JSON

/// How the JSON of an object differs from what the API's Go structs take, and whether all of it was looked at.
package struct ObjectShape: Sendable {
    /// The first problems; see ``omitted`` for the others.
    package private(set) var problems: [ShapeProblem] = []
    /// How many more there are.
    package private(set) var omitted = 0
    /// The first list that has more elements than are looked at.
    package internal(set) var longList: LongList?

    /// List elements of one object that are looked at, all lists together.
    ///
    /// etcd takes objects of 1.5 MiB, which is about 15 000 paths; an ALB has room for 100 rules unless its quota is
    /// raised.
    package static let elementLimit = 20_000
    /// Problems that are described.
    private static let listed = 256

    package init() {}

    /// Whether every Go client can decode the object.
    package var isSound: Bool { problems.isEmpty }

    /// For objects that are read through ``JSONValue``, which cuts every list and map by itself.
    package mutating func noteLongList(in document: JSONDocument, _ object: JSONNode) {
        guard let long = document.firstContainer(longerThan: JSONValue.elementLimit, in: object) else { return }
        let path = FieldPath(to: long, in: document, from: object)
        longList = LongList(path: path, count: document.count(long), limit: JSONValue.elementLimit)
    }

    mutating func add(_ problem: () -> ShapeProblem) {
        if problems.count < Self.listed {
            problems.append(problem())
        } else {
            omitted += 1
        }
    }
}

/// A value that has another JSON type than the API's Go struct, so that neither API server nor controller can decode it.
package struct ShapeProblem: Sendable {
    /// The words are those of messages.
    package enum Expected: String, Sendable {
        case string = "a string"
        case integer = "an integer"
        case boolean = "a boolean"
        case list = "a list"
        case object = "an object"
    }

    package var path: FieldPath
    package var expected: Expected
    package var value: JSONValue

    /// Such as "an object".
    package var found: String { value.kind.article }
}

/// A list or map that is longer than the budget of its object.
package struct LongList: Hashable, Sendable {
    package var path: FieldPath
    package var count: Int
    /// How many elements are looked at, for all lists of the object together or for this one.
    package var limit: Int
}
