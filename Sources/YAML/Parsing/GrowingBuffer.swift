/// Memory that grows by doubling, without the checks of an array; its user frees it.
///
/// SAFETY: an index is below ``count``, which only the module's own code chooses.
struct GrowingBuffer<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(16, capacity)
        base = .allocate(capacity: self.capacity)
    }

    func deallocate() { base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index < count)
            return base[index]
        }
        nonmutating set {
            assert(index < count)
            base[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(by: 1) }
        base[count] = element
        count &+= 1
    }

    mutating func insert(_ element: Element, at index: Int) {
        append(element)
        (base + index + 1).update(from: base + index, count: count - index - 1)
        base[index] = element
    }

    /// Room for so many more behind the last; the caller says with ``advance(by:)`` how many it has written.
    @inline(__always)
    mutating func room(for more: Int) -> UnsafeMutablePointer<Element> {
        if capacity &- count < more { grow(by: more) }
        return base + count
    }

    @inline(__always)
    mutating func advance(by more: Int) {
        assert(count + more <= capacity)
        count &+= more
    }

    mutating func removeAll() { count = 0 }

    /// Empties it, and gives back what one large document took: there are copies of it now.
    mutating func release() {
        count = 0
        guard capacity * MemoryLayout<Element>.stride > Self.kept else { return }
        base.deallocate()
        capacity = 16
        base = .allocate(capacity: capacity)
    }

    /// Bytes that are worth keeping for the next document.
    private static var kept: Int { 1 << 20 }

    var isEmpty: Bool { count == 0 }

    var last: Element? { count > 0 ? base[count &- 1] : nil }

    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count &-= 1
        return base[count]
    }

    func array() -> [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

    @inline(never)
    private mutating func grow(by more: Int) {
        capacity = max(2 * capacity, count + more)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
