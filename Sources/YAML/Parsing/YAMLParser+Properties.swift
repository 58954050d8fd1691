/// Anchors, aliases, tags and directives.
extension YAMLParser {
    /// Reads `&anchor` or `!tag`; `place` is that in ``properties`` plus one, and 0 before the first.
    mutating func property(_ place: inout UInt32, inFlow: Bool = false) throws(YAMLError) {
        let start = position
        var all = place > 0 ? properties[Int(place) - 1] : YAMLProperties()
        if text[position] == UInt8(ascii: "&") {
            guard all.anchor.isEmpty else { throw failure("a value can have one anchor", at: start) }
            all.anchor = try name("an anchor")
        } else {
            guard all.tag == nil else { throw failure("a value can have one tag", at: start) }
            all.tag = try tag()
            all.tagRange = start..<position
        }
        if place > 0 {
            properties[Int(place) - 1] = all
        } else {
            properties.append(all)
            place = UInt32(truncatingIfNeeded: properties.count)
        }
        guard isBlank(position) || inFlow && classes[Int(text[position])] & YAMLClass.flow != 0 else {
            throw failure("a space must follow an anchor or a tag", at: position)
        }
    }

    mutating func alias() throws(YAMLError) -> YAMLNode {
        let start = position
        _ = try name("an alias")
        return YAMLNode(start..<position, .plain, flags: .alias)
    }

    /// Behind `&` or `*`.
    private mutating func name(_ what: String) throws(YAMLError) -> Range<Int> {
        let start = position + 1
        position = start
        skipName()
        guard position > start else { throw failure("\(what) needs a name", at: start - 1) }
        return start..<position
    }

    /// Moves over everything but white space and flow indicators.
    private mutating func skipName() {
        let stop = YAMLClass.space | YAMLClass.endOfLine | YAMLClass.flow
        while classes[Int(text[position])] & stop == 0 { position += 1 }
    }

    private mutating func tag() throws(YAMLError) -> YAMLTag {
        let start = position
        if text[position + 1] == UInt8(ascii: "<") { return try verbatimTag() }
        skipName()
        let token = UnsafeBufferPointer(start: text + start, count: position - start)
        // The last `!` ends the handle.
        let handleEnd = (token.lastIndex(of: UInt8(ascii: "!")) ?? 0) + 1
        let handle = String(decoding: token[..<handleEnd], as: UTF8.self)
        let suffix = token[handleEnd...]
        guard handleEnd == 1 || !suffix.isEmpty else {
            throw failure("a tag needs a name behind '\(handle)'", at: start)
        }
        if handleEnd == 1, suffix.isEmpty { return .other }
        if let prefix = tagHandles[handle] { return Self.tag(named: Array(prefix.utf8) + Self.unescape(suffix)) }
        switch handle {
        case "!": return .other
        case "!!": return YAMLTag(suffix.contains(UInt8(ascii: "%")) ? Self.unescape(suffix) : Array(suffix))
        default: throw failure("the document has no directive %TAG \(handle)", at: start)
        }
    }

    private mutating func verbatimTag() throws(YAMLError) -> YAMLTag {
        let start = position
        position += 2
        while !isBlank(position), text[position] != UInt8(ascii: ">") { position += 1 }
        guard text[position] == UInt8(ascii: ">") else { throw failure("a tag with '!<' ends with '>'", at: start) }
        position += 1
        return Self.tag(named: Array(UnsafeBufferPointer(start: text + start + 2, count: position - start - 3)))
    }

    private static func tag(named name: [UInt8]) -> YAMLTag {
        let prefix = Array("tag:yaml.org,2002:".utf8)
        return name.starts(with: prefix) ? YAMLTag(name.dropFirst(prefix.count)) : .other
    }

    /// Undoes `%41`.
    private static func unescape(_ text: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            let code = rest.prefix(2)
            if byte == UInt8(ascii: "%"), code.count == 2,
                let value = UInt8(String(decoding: code, as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// A line that begins with `%`.
    mutating func directive(_ hasVersion: inout Bool) throws(YAMLError) {
        let start = position
        var end = position
        // A comment needs white space before it.
        while classes[Int(text[end])] & YAMLClass.endOfLine == 0 {
            if text[end] == UInt8(ascii: "#"), isBlank(end - 1) { break }
            end += 1
        }
        let line = String(decoding: UnsafeBufferPointer(start: text + start, count: end - start), as: UTF8.self)
        let words = line.split { $0 == " " || $0 == "\t" }
        position = end
        switch words[0] {
        case "%YAML":
            guard !hasVersion else { throw failure("a document can have one directive %YAML", at: start) }
            hasVersion = true
            guard words.count == 2, words[1].firstMatch(of: /^1\.[0-9]+$/) != nil else {
                throw failure("the directive is '%YAML 1.2' or another version 1.x", at: start)
            }
        case "%TAG":
            guard words.count == 3, words[1].firstMatch(of: /^!([0-9A-Za-z-]*!)?$/) != nil else {
                throw failure("the directive is '%TAG !name! prefix'", at: start)
            }
            guard tagHandles.updateValue(String(words[2]), forKey: String(words[1])) == nil else {
                throw failure("the document has a directive %TAG \(words[1]) already", at: start)
            }
        default: break
        }
    }
}
