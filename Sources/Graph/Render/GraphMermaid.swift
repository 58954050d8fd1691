import JSON

/// A graph as a Mermaid flowchart, as Markdown of code hosts shows it.
package enum GraphMermaid {
    /// `maxEdges` of Mermaid's default configuration: renderers refuse more.
    private static let edgeLimit = 500

    package static func write(_ graph: ALBGraph) -> String {
        let drawing = GraphDrawing(graph)
        var text = "flowchart LR\n"
        if drawing.arrows.count > edgeLimit {
            text +=
                "  %% \(drawing.arrows.count) arrows: Mermaid refuses more than \(edgeLimit) unless maxEdges is raised; "
                + "--albconfig and --host show a part\n"
        }
        for (index, cluster) in drawing.clusters.enumerated() {
            text += "  subgraph c\(index)[\(quoted([cluster.title]))]\n"
            for box in cluster.boxes { text += "    \(line(box))\n" }
            text += "  end\n"
        }
        for box in drawing.services { text += "  \(line(box))\n" }
        for arrow in drawing.arrows {
            let label = arrow.label.isEmpty ? "" : "|\(quoted([arrow.label]))|"
            text += "  \(arrow.from) -->\(label) \(arrow.to)\n"
        }
        return text + """
              classDef bad stroke:#b3261e,stroke-width:3px
              classDef warned stroke:#9a6700,stroke-width:3px
              classDef unbuilt stroke:#9a6700,stroke-width:3px,stroke-dasharray:5 5

            """
    }

    private static func line(_ box: GraphDrawing.Box) -> String {
        let (open, close) =
            switch box.shape {
            case .alb: ("[[", "]]")
            case .listener: ("([", "])")
            case .ingress, .rule, .unbuilt: ("[", "]")
            case .service: ("[(", ")]")
            }
        let style = box.shape == .unbuilt ? ":::unbuilt" : box.isBad ? ":::bad" : box.isWarned ? ":::warned" : ""
        return "\(box.name)\(open)\(quoted(box.label))\(close)\(style)"
    }

    /// A quoted label ends at the next `"`, and is read as HTML with Mermaid's own spelling of entities.
    private static func quoted(_ lines: [String]) -> String {
        let escaped = lines.map { line in
            PlainText.line(line).unicodeScalars.reduce(into: "") { text, scalar in
                switch scalar {
                case "\"", "#", "&", "<", ">", "`", "\\", ";", "%": text += "#\(scalar.value);"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return "\"" + escaped.joined(separator: "<br>") + "\""
    }
}
