extension UnsafeBufferPointer<UInt8> {
    /// Not generic, for it is asked for each key and each Service of an object.
    package func starts(with prefix: StaticString) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard count >= length else { return false }
        for index in 0..<length where self[index] != prefix.utf8Start[index] { return false }
        return true
    }
}
