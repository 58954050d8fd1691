import JSON
import Kubernetes

extension FindingCollector {
    /// Gives all places the keys that the object has for them, where rules were shown others.
    mutating func respell(_ written: (JSONPointer) -> JSONPointer) {
        changeEach { finding in
            finding.place.field = finding.place.field.respelt(written)
            finding.fix.edit = finding.fix.edit?.respelt(written)
        }
    }
}

extension FieldPath {
    fileprivate func respelt(_ written: (JSONPointer) -> JSONPointer) -> FieldPath {
        let tokens = written(pointer).tokens
        guard tokens.count == components.count else { return self }
        return FieldPath(
            components: zip(components, tokens).map { component, token in
                if case .key = component { .key(token) } else { component }
            }
        )
    }
}

extension Edit {
    fileprivate func respelt(_ written: (JSONPointer) -> JSONPointer) -> Edit {
        guard inside == nil else { return self }
        var edit = self
        edit.patch.operations = patch.operations.map { operation in
            switch operation {
            case .add(let path, let value): .add(path: written(path), value: value)
            case .remove(let path): .remove(path: written(path))
            case .replace(let path, let value): .replace(path: written(path), value: value)
            case .test(let path, let value): .test(path: written(path), value: value)
            case .copy(let from, let path): .copy(from: written(from), path: written(path))
            case .move(let from, let path): .move(from: written(from), path: target(path, from: written(from), written))
            }
        }
        return edit
    }

    /// A key that is given its documented spelling must not be taken for the place that it comes from.
    private func target(
        _ path: JSONPointer,
        from: JSONPointer,
        _ written: (JSONPointer) -> JSONPointer
    ) -> JSONPointer {
        let spelt = written(path)
        guard spelt == from, let last = path.tokens.last else { return spelt }
        return JSONPointer(Array(spelt.tokens.dropLast())).appending(last)
    }
}
