package import JSON
package import Kubernetes

/// Where a finding's value is: a field of the object and, where that field holds JSON as text, a place in there.
package struct Place: Hashable, Sendable {
    package var field: FieldPath
    /// Within the JSON that the field holds as a string, such as `/0/forwardConfig` in `actions.web`.
    package var inner: JSONPointer?

    package init(_ field: FieldPath, inside inner: JSONPointer? = nil) {
        self.field = field
        self.inner = inner
    }

    /// The same for two versions of an object, see ``FieldPath/identity``; elements inside of JSON have no identity.
    package var identity: String { field.identity + innerText { _ in "" } }

    /// The same for all elements of a list.
    var shape: String { field.shape + innerText { _ in "" } }

    private func innerText(_ index: (String) -> String) -> String {
        guard let inner else { return "" }
        return inner.tokens.reduce(into: "") { text, token in
            let isIndex = !token.isEmpty && token.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            text += isIndex ? "[\(index(token))]" : (text.isEmpty ? "" : ".") + token.clipped
        }
    }
}

extension Place: CustomStringConvertible {
    /// As people read it, such as `metadata.annotations["alb.ingress.kubernetes.io/actions.web"][0].Type`.
    package var description: String {
        let inner = innerText(\.self)
        let isMember = !inner.isEmpty && !inner.hasPrefix("[")
        return field.description + (isMember ? "." : "") + inner
    }
}
