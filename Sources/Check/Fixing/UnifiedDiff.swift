package import JSON

/// Changes of a file as `diff -u` writes them, with three lines around each.
package enum UnifiedDiff {
    static let context = 3

    /// Empty without changes, which are in the order of the text, and none within another.
    package static func text(name: String, _ old: [UInt8], _ changes: [TextEdit]) -> String {
        let lines = DiffLines(old)
        let regions = lines.regions(of: changes)
        guard let first = regions.first else { return "" }
        // As git does it, so that `patch -p1` and `git apply` find the file.
        let path = name.hasPrefix("/") ? String(name.dropFirst()) : name
        var text = "--- a/\(path)\n+++ b/\(path)\n"
        var hunk = [first]
        // By how many lines the new file is longer before the hunk.
        var growth = 0
        for region in regions.dropFirst() {
            if let last = hunk.last, region.old.lowerBound - last.old.upperBound <= 2 * context {
                hunk.append(region)
            } else {
                append(hunk, lines, &growth, to: &text)
                hunk = [region]
            }
        }
        append(hunk, lines, &growth, to: &text)
        return text
    }

    private static func append(
        _ regions: [DiffLines.Region],
        _ lines: DiffLines,
        _ growth: inout Int,
        to text: inout String
    ) {
        guard let first = regions.first, let last = regions.last else { return }
        let start = max(0, first.old.lowerBound - context)
        let end = min(lines.count, last.old.upperBound + context)
        let more = regions.reduce(0) { $0 + $1.new.count - $1.old.count }
        let old = place(start, end - start)
        let new = place(start + growth, end - start + more)
        text += "@@ -\(old) +\(new) @@\n"
        growth += more
        var position = start
        for region in regions {
            for line in position..<region.old.lowerBound { append(lines[line], " ", to: &text) }
            for line in region.old { append(lines[line], "-", to: &text) }
            for line in region.new { append(line, "+", to: &text) }
            position = region.old.upperBound
        }
        for line in position..<end { append(lines[line], " ", to: &text) }
    }

    /// From 1; of no lines the one before them.
    private static func place(_ start: Int, _ count: Int) -> String {
        switch count {
        case 0: "\(start),0"
        case 1: "\(start + 1)"
        default: "\(start + 1),\(count)"
        }
    }

    private static func append(_ line: ArraySlice<UInt8>, _ mark: String, to text: inout String) {
        text += mark
        text += String(decoding: line, as: UTF8.self)
        if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
    }
}

/// A text by its lines, each with its end.
private struct DiffLines {
    /// Old lines, and what stands there now.
    struct Region {
        var old: Range<Int>
        var new: [ArraySlice<UInt8>]
    }

    private let bytes: [UInt8]
    /// The first byte of each line, and behind the last one the end.
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
        if starts.last != bytes.count { starts.append(bytes.count) }
        self.starts = starts
    }

    var count: Int { starts.count - 1 }

    subscript(line: Int) -> ArraySlice<UInt8> { bytes[starts[line]..<starts[line + 1]] }

    func regions(of changes: [TextEdit]) -> [Region] {
        var regions: [Region] = []
        var index = 0
        var line = 0
        while index < changes.count {
            while line + 1 < count, starts[line + 1] <= changes[index].range.lowerBound { line += 1 }
            let first = min(line, count)
            var end = first
            var position = starts[first]
            var text: [UInt8] = []
            // All changes that begin on lines which are in it already.
            while index < changes.count,
                end == first || end == count || changes[index].range.lowerBound < starts[end]
            {
                let change = changes[index]
                text += bytes[position..<change.range.lowerBound]
                text += change.replacement
                position = change.range.upperBound
                while end < count, starts[end] <= position { end += 1 }
                index += 1
            }
            text += bytes[position..<starts[end]]
            if let region = region(first..<end, text) { regions.append(region) }
            line = min(max(first, end - 1), max(0, count - 1))
        }
        return regions
    }

    /// Without the lines at its ends that are the same; nil when all are.
    private func region(_ range: Range<Int>, _ text: [UInt8]) -> Region? {
        var new: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
            new.append(text[start...index])
            start = index + 1
        }
        if start < text.count { new.append(text[start...]) }
        var old = range
        var (head, tail) = (0, new.count)
        while head < tail, !old.isEmpty, new[head] == self[old.lowerBound] {
            head += 1
            old = old.dropFirst()
        }
        while head < tail, let last = old.last, new[tail - 1] == self[last] {
            tail -= 1
            old = old.dropLast()
        }
        return head == tail && old.isEmpty ? nil : Region(old: old, new: Array(new[head..<tail]))
    }
}
