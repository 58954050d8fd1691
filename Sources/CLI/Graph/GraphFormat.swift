import Check
import Graph

/// How a graph is written.
enum GraphFormat: String, OutputFormat {
    case text, html, dot, mermaid

    /// UTF-8 that ends with a line feed.
    func document(_ graph: ALBGraph, title: String) -> [UInt8] {
        switch self {
        case .text: Array(GraphText.describe(graph).utf8)
        case .html: GraphPage.write(graph, title: title)
        case .dot: Array(GraphDOT.write(graph).utf8)
        case .mermaid: Array(GraphMermaid.write(graph).utf8)
        }
    }
}
