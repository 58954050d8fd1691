package import JSON
import Kubernetes

/// Where a ``Place`` is in the text of a document.
package struct PlaceLocation: Hashable, Sendable {
    /// The value, or the nearest that encloses where it would be.
    package var node: JSONNode
    /// Bytes of the source; narrower than the node when the place is inside of the JSON that a string holds.
    package var range: Range<Int>
    /// Whether the very value exists, and not only something around it.
    package var isExact: Bool
}

extension JSONDocument {
    /// Finds a place of the object at `root`.
    package func locate(_ place: Place, in root: JSONNode) -> PlaceLocation {
        let (node, isThere) = nearest(place.field.pointer, from: root)
        guard isThere, let inner = place.inner, let text = string(node) else {
            return PlaceLocation(node: node, range: range(node), isExact: isThere && place.inner == nil)
        }
        do {
            let document = try JSONDocument(parsing: Array(text.utf8))
            let (found, isExact) = document.nearest(inner, from: document.root)
            let source = sourceRange(of: document.range(found), in: node)
            return PlaceLocation(node: node, range: source, isExact: isExact)
        } catch {
            let source = sourceRange(of: error.offset..<error.offset + 1, in: node)
            return PlaceLocation(node: node, range: source, isExact: false)
        }
    }

    private func nearest(_ pointer: JSONPointer, from root: JSONNode) -> (node: JSONNode, isThere: Bool) {
        var pointer = pointer
        var isThere = true
        while !pointer.tokens.isEmpty {
            if let node = node(at: pointer, from: root) { return (node, isThere) }
            pointer.tokens.removeLast()
            isThere = false
        }
        return (root, isThere)
    }
}
