package import Admission
import JSON
package import Kubernetes

/// A review as it is kept: the request without what is nobody's business, and how it was answered, in one line.
///
/// Left out are `data` and whatever else can hold a secret of a Secret, its annotations among it, `data`, `stringData`
/// and `binaryData` of every other kind, `managedFields`, and of the user all but name and groups. It goes by the
/// names of keys alone, in any letter case, so an object that is no object of its kind gives away no more.
package struct RecordedReview {
    private let document: JSONDocument
    private let isSecret: Bool
    private var writer: JSONWriter
    private var isWithoutData = false

    /// With the line's end.
    package static func line(
        _ request: AdmissionRequest,
        _ answer: RuleAnswer,
        at stage: ReviewStage,
        time: String,
        version: String
    ) -> [UInt8] {
        var review = RecordedReview(request)
        review.writer.beginObject()
        review.writer.key("apiVersion")
        review.writer.string(request.version.rawValue)
        review.writer.key("kind")
        review.writer.string("AdmissionReview")
        review.writer.key("request")
        let document = request.document
        review.write(document.member("request", of: document.root) ?? document.root, as: .request)
        review.writer.key("recorded")
        RecordedAnswer(
            time: time,
            version: version,
            webhook: stage,
            answer: answer,
            isWithoutData: review.isWithoutData
        ).write(to: &review.writer)
        review.writer.endObject()
        var line = review.writer.bytes
        // In JSON they stand between tokens only.
        if line.contains(where: Self.endsLine) { line.removeAll(where: Self.endsLine) }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    private init(_ request: AdmissionRequest) {
        document = request.document
        writer = JSONWriter(capacity: request.document.bytes.count + 512)
        let objects = [request.object, request.oldObject].compactMap { $0 }
        let document = request.document
        let kinds = [request.kind.kind] + objects.flatMap { object in Self.texts("kind", of: object, document) }
        isSecret = kinds.contains { $0.lowercased() == "secret" }
    }

    private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Every value of a key, in whatever case it is written.
    private static func texts(_ name: String, of object: JSONNode, _ document: JSONDocument) -> [String] {
        document.members(object).compactMap { member in
            document.string(member.key)?.lowercased() == name ? document.string(member.value) : nil
        }
    }

    /// The objects whose members are looked at; each is found in the one before.
    private enum Part {
        case request, user, object, metadata
    }

    private enum Fate {
        case kept
        case dropped
        /// Kept, but for some of its own members.
        case within(Part)
    }

    /// `key` is in lower case.
    private func fate(of key: String, in part: Part) -> Fate {
        switch (part, key) {
        case (.request, "object"), (.request, "oldobject"): .within(.object)
        case (.request, "userinfo"): .within(.user)
        case (.request, _): .kept
        case (.user, "username"), (.user, "groups"): .kept
        case (.user, _): .dropped
        case (.object, "metadata"): .within(.metadata)
        case (.object, "data"), (.object, "stringdata"), (.object, "binarydata"): .dropped
        case (.object, "apiversion"), (.object, "kind"), (.object, "type"), (.object, "immutable"): .kept
        case (.object, _): isSecret ? .dropped : .kept
        case (.metadata, "managedfields"): .dropped
        case (.metadata, "annotations"): isSecret ? .dropped : .kept
        case (.metadata, _): .kept
        }
    }

    private mutating func write(_ node: JSONNode, as part: Part) {
        guard document.kind(node) == .object else {
            // Of anything else than an object nobody can say what is in it.
            return writer.null()
        }
        writer.beginObject()
        for member in document.members(node) {
            let key = document.string(member.key) ?? ""
            let fate = fate(of: key.lowercased(), in: part)
            if case .dropped = fate {
                if part == .object { isWithoutData = true }
                continue
            }
            writer.key(key)
            if case .within(let inner) = fate {
                write(member.value, as: inner)
            } else {
                writer.raw(document.bytes[document.range(member.value)])
            }
        }
        writer.endObject()
    }
}
