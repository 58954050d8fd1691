import JSON

/// One event as text: keys are those of zap's production encoder, which log pipelines know.
struct LogLine {
    var level: Log.Level
    var message: String
    var fields: [(String, Log.Value)]

    func render(_ format: Log.Format) -> String {
        let time = WallClock.timestamp()
        switch format {
        case .json:
            var json = JSONWriter()
            json.beginObject()
            json.key("level")
            json.string(level.rawValue)
            json.key("time")
            json.string(time)
            json.key("msg")
            json.string(message)
            for (key, value) in fields {
                json.key(key)
                switch value {
                case .text(let text): json.string(text)
                case .number(let number): json.integer(number)
                case .flag(let flag): json.boolean(flag)
                }
            }
            json.endObject()
            return String(decoding: json.bytes, as: UTF8.self) + "\n"
        case .text:
            var line = "\(time) \(level.rawValue.uppercased()) \(message)"
            for (key, value) in fields {
                switch value {
                case .text(let text): line += " \(key)=\(Self.quoted(text))"
                case .number(let number): line += " \(key)=\(number)"
                case .flag(let flag): line += " \(key)=\(flag)"
                }
            }
            return line + "\n"
        }
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONEscape.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
