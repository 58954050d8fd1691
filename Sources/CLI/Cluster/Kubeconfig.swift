import Admission
import Documents
import JSON
import Manifests

/// The files of kubectl: of several, the first that names a thing counts (k8s.io/client-go/tools/clientcmd).
struct Kubeconfig {
    private let files: [File]

    struct File {
        let path: String
        let root: JSONValue
    }

    /// An entry of one of the lists, with the file that it stands in, which its paths are relative to.
    struct Entry {
        let path: String
        let name: String
        let value: JSONValue

        /// A text that is not empty; numbers as they are written.
        func text(_ key: String) -> String? {
            value[key]?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
        }

        func isSet(_ key: String) -> Bool { value[key].map { !$0.isNull } ?? false }

        /// A path of the file, as seen from here.
        func resolve(_ file: String) -> String {
            guard !file.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return file }
            return "\(path[..<slash])/\(file)"
        }
    }

    /// Bytes; thousands of clusters with their certificates are less.
    private static let limit = 32 << 20

    static func exists(_ path: String) -> Bool {
        if case .success = FileSystem.read(path, limit: limit) { true } else { false }
    }

    /// With `mayLack`, files that are not there are passed over, if one is.
    init(reading paths: [String], mayLack: Bool) throws(ServeOptions.Problem) {
        var files: [File] = []
        var missing: [String] = []
        for path in paths {
            switch FileSystem.read(path, limit: Self.limit) {
            case .success(let bytes): files.append(File(path: path, root: try Self.parse(bytes, path)))
            case .failure(let problem): missing.append(problem.description)
            }
        }
        if let first = missing.first, !mayLack || files.isEmpty { throw Self.problem(first) }
        self.files = files
    }

    private static func parse(_ bytes: [UInt8], _ path: String) throws(ServeOptions.Problem) -> JSONValue {
        let file = ManifestReader.read(InputFiles.File(name: path, bytes: bytes))
        if let found = file.problems.first {
            let position = file.lines.position(of: found.offset, in: file.bytes)
            throw problem("\(path):\(position.line):\(position.column): \(found.text)")
        }
        guard let root = file.documents.first?.json.value, root.kind == .object else {
            throw problem("\(path): is no kubeconfig, which is a map with clusters, users and contexts")
        }
        return root
    }

    var currentContext: String? {
        files.lazy.compactMap { $0.root["current-context"]?.scalarText }.first { !$0.isEmpty }
    }

    var contextNames: [String] { names("contexts") }

    /// The part `member` of the entry of that name; nil where there is none.
    func entry(_ name: String, in list: String, _ member: String) -> Entry? {
        for file in files {
            for element in file.root[list]?.elements ?? [] where element["name"]?.scalarText == name {
                return element[member].map { Entry(path: file.path, name: name, value: $0) }
            }
        }
        return nil
    }

    private func names(_ list: String) -> [String] {
        files.flatMap { $0.root[list]?.elements ?? [] }.compactMap { $0["name"]?.scalarText }
    }

    /// Of all files, for messages.
    var paths: String { files.map(\.path).joined(separator: ":") }

    static func problem(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .unreadable, text: text)
    }
}
