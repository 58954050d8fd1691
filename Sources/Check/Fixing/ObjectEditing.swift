import Admission
import JSON
import Kubernetes
import Manifests
import YAML

/// Why a fix is not carried out, for people.
struct FixRefusal: Error {
    var text: String

    init(_ text: String) {
        self.text = text
    }
}

/// Carries out edits of one object in the text of its file.
struct ObjectEditing {
    let document: ManifestDocument
    /// The object, in the document.
    let node: JSONNode
    /// Bytes of the file.
    let file: [UInt8]

    /// The changes in the order of the text, none within another; all other bytes stay.
    func changes(for edit: Edit) throws(FixRefusal) -> [TextEdit] {
        guard let inside = edit.inside else { return try changes(for: edit.patch) }
        guard let field = document.json.node(at: inside.pointer, from: node), let text = document.json.string(field)
        else { throw FixRefusal("\(inside) is no text") }
        let edited: [UInt8]
        do throws(JSONPatchError) {
            edited = try edit.patch.apply(to: Array(text.utf8))
        } catch {
            throw FixRefusal("the edit of \(inside) does not apply: \(error)")
        }
        if case .json(let offset) = document.source {
            return try checked([stringEdit(field, Array(text.utf8), edited, offset)])
        }
        var value: [UInt8] = []
        JSONEscape.append(String(decoding: edited, as: UTF8.self), to: &value)
        return try changes(for: JSONPatch([.replace(path: inside.pointer, value: value)]))
    }

    func changes(for patch: JSONPatch) throws(FixRefusal) -> [TextEdit] {
        let found: [TextEdit]
        switch document.source {
        case .json(let offset): found = try jsonChanges(for: patch, offset)
        case .yaml(let yaml):
            do throws(YAMLEditRefusal) {
                found = try yamlChanges(for: patch, yaml)
            } catch {
                throw FixRefusal(error.text)
            }
        }
        return try checked(found)
    }

    /// Bytes of a document that is read again for each operation on one object of it.
    private static let documentLimit = 1 << 20

    private func yamlChanges(for patch: JSONPatch, _ yaml: YAMLDocument) throws(YAMLEditRefusal) -> [TextEdit] {
        if let slice = YAMLSlice(of: node, in: yaml, file) { return try slice.edits(for: patch) }
        guard node == yaml.json.root || yaml.range.count <= Self.documentLimit else {
            throw YAMLEditRefusal("it has anchors or aliases, in a document of more than 1 MiB")
        }
        return try yaml.edits(for: patch, at: node, in: file)
    }

    /// What a template engine will put there is not known.
    private func checked(_ edits: [TextEdit]) throws(FixRefusal) -> [TextEdit] {
        for edit in edits {
            let range = edit.range.clamped(to: 0..<file.count)
            if file[range].firstRange(of: Array("{{".utf8)) != nil {
                throw FixRefusal("a template would be replaced")
            }
        }
        return edits
    }
}

extension ObjectEditing {
    private func jsonChanges(for patch: JSONPatch, _ offset: Int) throws(FixRefusal) -> [TextEdit] {
        if let edit = renamedKey(patch, offset) ?? rewrittenText(patch, offset) { return [edit] }
        let range = document.json.range(node)
        do {
            let own = try JSONDocument(parsing: Array(document.json.bytes[range]))
            return try patch.textEdits(for: own).map { edit in
                TextEdit(range: edit.range.shifted(by: offset + range.lowerBound), replacement: edit.replacement)
            }
        } catch {
            throw FixRefusal("the edit does not apply: \(error)")
        }
    }

    /// A member that moves to another key of its object stays where it stands.
    private func renamedKey(_ patch: JSONPatch, _ offset: Int) -> TextEdit? {
        guard patch.operations.count == 1, case .move(let from, let path)? = patch.operations.first,
            from.tokens.dropLast() == path.tokens.dropLast(), let old = from.tokens.last, let new = path.tokens.last,
            let object = document.json.node(at: JSONPointer(Array(from.tokens.dropLast())), from: node),
            document.json.kind(object) == .object, document.json.member(new, of: object) == nil,
            let key = document.json.members(object).first(where: { document.json.string($0.key) == old })?.key
        else { return nil }
        var text: [UInt8] = []
        JSONEscape.append(new, to: &text)
        return TextEdit(range: document.json.range(key).shifted(by: offset), replacement: text)
    }

    private func rewrittenText(_ patch: JSONPatch, _ offset: Int) -> TextEdit? {
        guard patch.operations.count == 1, case .replace(let path, let value)? = patch.operations.first,
            let field = document.json.node(at: path, from: node), let old = document.json.string(field),
            let parsed = try? JSONDocument(parsing: value), let new = parsed.string(parsed.root), old != new
        else { return nil }
        return stringEdit(field, Array(old.utf8), Array(new.utf8), offset)
    }

    /// Of a string only what differs, so that the rest keeps its escapes.
    private func stringEdit(_ string: JSONNode, _ old: [UInt8], _ new: [UInt8], _ offset: Int) -> TextEdit {
        let shorter = min(old.count, new.count)
        var start = 0
        while start < shorter, old[start] == new[start] { start += 1 }
        // From the begin of a character that is there, as nothing at all has no place in the source.
        start = max(0, min(start, old.count) - 1)
        while start > 0, old[start] & 0xC0 == 0x80 { start -= 1 }
        var end = 0
        while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
        while end > 0, old[old.count - end] & 0xC0 == 0x80 { end -= 1 }
        var text: [UInt8] = []
        JSONEscape.append(String(decoding: new[start..<new.count - end], as: UTF8.self), to: &text)
        let range = document.json.sourceRange(of: start..<old.count - end, in: string)
        return TextEdit(range: range.shifted(by: offset), replacement: Array(text.dropFirst().dropLast()))
    }
}
