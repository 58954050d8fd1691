extension JSONWriter {
    /// Appends text that is one JSON value already, without the blanks outside of its strings.
    package mutating func rawWithoutBlanks(_ json: ArraySlice<UInt8>) {
        json.withUnsafeBufferPointer { source in
            raw(count: source.count) { target in
                var written = 0
                var isString = false
                var isEscape = false
                for byte in source {
                    if isString {
                        if isEscape {
                            isEscape = false
                        } else if byte == UInt8(ascii: "\\") {
                            isEscape = true
                        } else if byte == UInt8(ascii: "\"") {
                            isString = false
                        }
                    } else if byte == UInt8(ascii: "\"") {
                        isString = true
                    } else if byte <= 0x20 {
                        continue
                    }
                    target[written] = byte
                    written &+= 1
                }
                return written
            }
        }
    }
}
