/// The self-contained HTML page around the data of a graph.
package enum GraphPage {
    /// `data` is one JSON document, which may hold any text.
    package static func html(title: String, data: [UInt8]) -> [UInt8] {
        Array("<!doctype html>".utf8) + PackageResources.page_css + PackageResources.page_js + data
    }
}
