import JSON

/// A graph for Graphviz.
package enum GraphDOT {
    package static func write(_ graph: ALBGraph) -> String {
        let drawing = GraphDrawing(graph)
        var text = """
            digraph alb {
              rankdir=LR;
              node [shape=box, style="rounded,filled", fillcolor="#f4f6f8", color="#5b6770", fontname="sans-serif"];
              edge [color="#5b6770", fontname="sans-serif"];

            """
        for (index, cluster) in drawing.clusters.enumerated() {
            text += "  subgraph cluster_\(index) {\n    label=\(quoted([cluster.title]));\n"
            for box in cluster.boxes { text += "    \(line(box))\n" }
            text += "  }\n"
        }
        for box in drawing.services { text += "  \(line(box))\n" }
        for arrow in drawing.arrows {
            let label = arrow.label.isEmpty ? "" : " [label=\(quoted([arrow.label]))]"
            text += "  \(arrow.from) -> \(arrow.to)\(label);\n"
        }
        return text + "}\n"
    }

    private static func line(_ box: GraphDrawing.Box) -> String {
        let shape =
            switch box.shape {
            case .alb: ", shape=box3d"
            case .listener: ", shape=cds"
            case .ingress: ", shape=folder"
            case .rule: ""
            case .service: ", shape=component"
            case .unbuilt: ", style=\"rounded,dashed\""
            }
        let color =
            box.isBad ? ", color=\"#b3261e\", penwidth=2" : box.isWarned ? ", color=\"#9a6700\", penwidth=2" : ""
        return "\(box.name) [label=\(quoted(box.label))\(shape)\(color)];"
    }

    /// In a quoted string `\\` and `"` are escaped; `\\l` ends a line that stands at the left.
    private static func quoted(_ lines: [String]) -> String {
        let escaped = lines.map { line in
            PlainText.line(line).reduce(into: "") { text, character in
                if character == "\\" || character == "\"" { text.append("\\") }
                text.append(character)
            }
        }
        return "\"" + (escaped.count == 1 ? escaped[0] : escaped.map { $0 + "\\l" }.joined()) + "\""
    }
}
