package import ALBController
package import JSON

/// An object that a snapshot cannot keep: it nests deeper than what is read of stored ones.
package enum UnkeptObject {
    package static func value(_ name: ObjectName) throws -> JSONValue {
        let depth = JSONLimits.standard.depth + 1
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let namespace = name.namespace.isEmpty ? "" : #","namespace":"\#(name.namespace)""#
        let json = #"{"metadata":{"name":"\#(name.name)"\#(namespace)},"spec":\#(deep),"data":\#(deep)}"#
        let limits = JSONLimits(depth: 2 * depth, size: json.utf8.count)
        return try JSONDocument(parsing: Array(json.utf8), limits: limits).value
    }
}
