import JSON

enum JSONBenchmarks {
    static func all(_ inputs: Inputs) throws -> [Benchmark] {
        let review = try inputs.file("review.json")
        let small = try inputs.file("review-small.json")
        let large = largeDocument(of: small, size: 1 << 20)
        let document = try JSONDocument(parsing: review)
        let patch = JSONPatch([
            .add(path: JSONPointer(["request", "object", "spec", "ingressClassName"]), value: Array("\"alb\"".utf8)),
            .add(
                path: JSONPointer([
                    "request", "object", "metadata", "annotations", "alb.ingress.kubernetes.io/listen-ports",
                ]),
                value: Array(#""[{\"HTTP\": 80}, {\"HTTPS\": 443}]""#.utf8)
            ),
        ])
        let first = JSONPatch(Array(patch.operations.prefix(1)))
        let patched = try JSONDocument(parsing: patch.apply(to: document))
        return [
            parse("parse review", review),
            parse("parse small review", small),
            parse("parse 1 MB", large),
            Benchmark("look up 6 paths") { lookups(in: document) },
            Benchmark("decode 6 strings") { strings(in: document) },
            Benchmark("serialize response") { response(to: document) },
            Benchmark("serialize patch") { patch.serialized().count },
            Benchmark("apply 1 operation", bytes: review.count) { try first.apply(to: document).count },
            Benchmark("apply 2 operations", bytes: review.count) { try patch.apply(to: document).count },
            Benchmark("difference", bytes: review.count) {
                JSONPatch.difference(from: document, to: patched).operations.count
            },
        ]
    }

    private static func parse(_ name: String, _ bytes: [UInt8]) -> Benchmark {
        Benchmark(name, bytes: bytes.count) { try JSONDocument(parsing: bytes).nodeCount }
    }

    private static func largeDocument(of element: [UInt8], size: Int) -> [UInt8] {
        var writer = JSONWriter(capacity: size + element.count)
        writer.beginArray()
        while writer.bytes.count < size { writer.raw(element) }
        writer.endArray()
        return writer.bytes
    }

    private static func member(_ document: JSONDocument, _ names: StaticString...) -> JSONNode? {
        var node = document.root
        for name in names {
            guard let value = document.member(name, of: node) else { return nil }
            node = value
        }
        return node
    }

    private static func lookups(in document: JSONDocument) -> Int {
        var found = 0
        guard let request = document.member("request", of: document.root) else { return 0 }
        if document.member("uid", of: request) != nil { found += 1 }
        if document.member("operation", of: request) != nil { found += 1 }
        if document.member("oldObject", of: request) != nil { found += 1 }
        guard let object = document.member("object", of: request) else { return 0 }
        if let metadata = document.member("metadata", of: object) {
            if document.member("name", of: metadata) != nil { found += 1 }
            if document.member("annotations", of: metadata) != nil { found += 1 }
        }
        if let spec = document.member("spec", of: object), document.member("rules", of: spec) != nil { found += 1 }
        return found
    }

    private static func strings(in document: JSONDocument) -> Int {
        var length = 0
        for name: StaticString in ["uid", "name", "namespace", "operation"] {
            guard let node = member(document, "request", name) else { continue }
            length += document.string(node)?.utf8.count ?? 0
        }
        for name: StaticString in ["kind", "apiVersion"] {
            guard let node = document.member(name, of: document.root) else { continue }
            length += document.string(node)?.utf8.count ?? 0
        }
        return length
    }

    private static func response(to document: JSONDocument) -> Int {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("apiVersion")
        writer.string("admission.k8s.io/v1")
        writer.key("kind")
        writer.string("AdmissionReview")
        writer.key("response")
        writer.beginObject()
        writer.key("uid")
        writer.string("0a1b2c3d-0000-4444-8888-aaaaaaaaaaaa")
        writer.key("allowed")
        writer.boolean(false)
        writer.key("warnings")
        writer.beginArray()
        for _ in 0..<3 {
            writer.string("spec.rules[0]: host \"*.example.com\" shadows\nthe rule behind it – swap them")
        }
        writer.endArray()
        writer.endObject()
        writer.endObject()
        return writer.bytes.count
    }
}
