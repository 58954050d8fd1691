package import Admission
package import JSON

/// How a recorded review was answered: `recorded` beside its `request`.
package struct RecordedAnswer: Hashable, Sendable {
    /// RFC 3339, UTC.
    package var time: String
    /// Of the program that answered.
    package var version: String
    /// Which endpoint answered: never ``ReviewStage/both``.
    package var webhook: ReviewStage
    package var answer: RuleAnswer
    /// Parts of the objects that rules look at were left out, so nothing can be said of them afterwards.
    package var isWithoutData = false

    package init(time: String, version: String, webhook: ReviewStage, answer: RuleAnswer, isWithoutData: Bool = false) {
        self.time = time
        self.version = version
        self.webhook = webhook
        self.answer = answer
        self.isWithoutData = isWithoutData
    }

    /// Nil where a review carries none.
    package init?(_ document: JSONDocument) {
        guard let node = document.member("recorded", of: document.root), document.kind(node) == .object,
            let webhook = Self.text("webhook", node, document).flatMap({ ReviewStage(rawValue: $0) }), webhook != .both,
            let isAllowed = document.member("allowed", of: node).flatMap({ document.boolean($0) })
        else { return nil }
        time = Self.text("time", node, document) ?? ""
        version = Self.text("version", node, document) ?? ""
        self.webhook = webhook
        answer = RuleAnswer(
            isAllowed: isAllowed,
            denied: Self.list("denied", node, document),
            warned: Self.list("warned", node, document),
            filledIn: Self.list("filledIn", node, document)
        )
        isWithoutData = document.member("withoutData", of: node).flatMap { document.boolean($0) } ?? false
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("time")
        writer.string(time)
        writer.key("version")
        writer.string(version)
        writer.key("webhook")
        writer.string(webhook.rawValue)
        writer.key("allowed")
        writer.boolean(answer.isAllowed)
        Self.write(answer.denied, "denied", &writer)
        Self.write(answer.warned, "warned", &writer)
        Self.write(answer.filledIn, "filledIn", &writer)
        if isWithoutData {
            writer.key("withoutData")
            writer.boolean(true)
        }
        writer.endObject()
    }

    private static func write(_ ids: [String], _ key: StaticString, _ writer: inout JSONWriter) {
        guard !ids.isEmpty else { return }
        writer.key(key)
        writer.beginArray()
        for id in ids { writer.string(id) }
        writer.endArray()
    }

    private static func text(_ name: StaticString, _ node: JSONNode, _ document: JSONDocument) -> String? {
        document.member(name, of: node).flatMap { document.string($0) }
    }

    private static func list(_ name: StaticString, _ node: JSONNode, _ document: JSONDocument) -> [String] {
        guard let list = document.member(name, of: node) else { return [] }
        return document.elements(list).compactMap { document.string($0) }
    }
}
