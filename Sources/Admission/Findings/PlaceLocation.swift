package import JSON
import Kubernetes

/// Where a ``Place`` is in a document.
package struct PlaceLocation: Hashable, Sendable {
    /// The value, or the nearest that encloses where it would be.
    package var node: JSONNode
    /// The key of ``node``, where it is a member of an object below the root.
    package var key: JSONNode?
    /// The bytes of the string's decoded text, when the place is inside of the JSON that a string holds.
    package var decoded: Range<Int>?
    /// Whether the very value exists, and not only something around it.
    package var isExact: Bool
}

extension JSONDocument {
    /// Finds a place of the object at `root`.
    package func locate(_ place: Place, in root: JSONNode) -> PlaceLocation {
        var (location, isThere) = nearest(place.field.pointer, from: root)
        location.isExact = isThere && place.inner == nil
        guard isThere, let inner = place.inner, let text = string(location.node) else { return location }
        do {
            let document = try JSONDocument(parsing: Array(text.utf8))
            let (found, isExact) = document.nearest(inner, from: document.root)
            location.decoded = document.range(found.node)
            location.isExact = isExact
        } catch {
            location.decoded = error.offset..<error.offset + 1
        }
        return location
    }

    /// Bytes of the source; narrower than the node when the place is inside of the JSON that a string holds.
    package func range(of location: PlaceLocation) -> Range<Int> {
        location.decoded.map { sourceRange(of: $0, in: location.node) } ?? range(location.node)
    }

    private func nearest(_ pointer: JSONPointer, from root: JSONNode) -> (PlaceLocation, isThere: Bool) {
        var location = PlaceLocation(node: root, key: nil, decoded: nil, isExact: false)
        for token in pointer.tokens {
            guard let next = node(at: JSONPointer([token]), from: location.node) else { return (location, false) }
            location.key = kind(location.node) == .object ? key(ofMember: next) : nil
            location.node = next
        }
        return (location, true)
    }
}
