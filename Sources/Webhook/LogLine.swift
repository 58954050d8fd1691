/// One event as text: keys are those of zap's production encoder, which log pipelines know.
struct LogLine {
    var level: Log.Level
    var message: String
    var fields: [(String, Log.Value)]

    func render(_ format: Log.Format) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(512)
        switch format {
        case .json:
            line += "{\"level\":\"\(level.rawValue)\",\"time\":\"\(WallClock.timestamp())\",\"msg\":".utf8
            LogText.append(message, to: &line)
            for (key, value) in fields {
                line += ",\"\(key)\":".utf8
                Self.append(value, to: &line)
            }
            line.append(UInt8(ascii: "}"))
        case .text:
            line += "\(WallClock.timestamp()) \(level.rawValue.uppercased()) \(message)".utf8
            for (key, value) in fields {
                line += " \(key)=".utf8
                Self.append(value, to: &line)
            }
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    private static func append(_ value: Log.Value, to line: inout [UInt8]) {
        switch value {
        case .text(let text): LogText.append(text, to: &line)
        case .number(let number): line += String(number).utf8
        case .flag(let flag): line += (flag ? "true" : "false").utf8
        }
    }
}
