/// The self-contained HTML page around the data of a graph.
package enum GraphPage {
    /// `data` is one JSON document, which may hold any text.
    static func html(title: String, data: [UInt8]) -> [UInt8] {
        var page: [UInt8] = []
        page.reserveCapacity(data.count + 65_536)
        var rest = PackageResources.page_html[...]
        // Each is in the page once, in this order.
        let parts = [
            ("title", escaped(title.isEmpty ? "ALBs" : title)), ("style", PackageResources.page_css),
            ("data", inScript(data)), ("script", script),
        ]
        for (name, content) in parts {
            guard let place = rest.firstRange(of: Array("{{\(name)}}".utf8)) else { continue }
            page += rest[..<place.lowerBound]
            page += content
            rest = rest[place.upperBound...]
        }
        return page + rest
    }

    private static var script: [UInt8] {
        [
            PackageResources.data_js, PackageResources.search_js, PackageResources.dom_js, PackageResources.rule_js,
            PackageResources.tree_js, PackageResources.address_js, PackageResources.header_js, PackageResources.keys_js,
            PackageResources.page_js,
        ].flatMap { $0 }
    }

    /// JSON without `<`, so that no text of it ends the element or starts a comment.
    private static func inScript(_ json: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(json.count + json.count / 64)
        let escape = Array(#"\u003c"#.utf8)
        for part in json.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).enumerated() {
            if part.offset > 0 { result += escape }
            result += part.element
        }
        return result
    }

    private static func escaped(_ text: String) -> [UInt8] {
        text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "<"): Array("&lt;".utf8)
            case UInt8(ascii: ">"): Array("&gt;".utf8)
            case UInt8(ascii: "&"): Array("&amp;".utf8)
            default: [byte]
            }
        }
    }
}
