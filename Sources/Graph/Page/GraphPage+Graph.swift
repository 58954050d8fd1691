extension GraphPage {
    /// `title` says what was read.
    package static func write(_ graph: ALBGraph, title: String) -> [UInt8] {
        html(title: title, data: PageData.write(graph, title: title))
    }
}
