import JSON

@testable import KubernetesClient

extension StringProtocol {
    /// Hands the text over in pieces of `size` bytes.
    func inPieces(of size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        let bytes = Array(utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try bytes[start..<Swift.min(start + size, bytes.count)].withUnsafeBytes(body)
        }
    }
}

/// Texts of an API server.
enum Server {
    static func object(_ name: String, version: Int = 1, more: String = "") -> String {
        #"{"metadata":{"name":"\#(name)","resourceVersion":"\#(version)"}\#(more)}"#
    }

    static func list(_ names: [String], version: String = "10", continuation: String? = nil) -> String {
        let metadata = continuation.map { #","continue":"\#($0)","remainingItemCount":9"# } ?? ""
        return #"{"kind":"IngressList","apiVersion":"networking.k8s.io/v1","metadata":{"resourceVersion":"\#(version)""#
            + "\(metadata)},\"items\":[\(names.map { object($0) }.joined(separator: ","))]}\n"
    }

    static func event(_ type: String, _ name: String, version: Int) -> String {
        #"{"type":"\#(type)","object":\#(object(name, version: version))}"# + "\n"
    }

    static func bookmark(_ version: Int) -> String {
        #"{"type":"BOOKMARK","object":{"kind":"Ingress","metadata":{"resourceVersion":"\#(version)"}}}"# + "\n"
    }

    static func status(_ code: Int, _ reason: String, _ message: String, name: String? = nil) -> String {
        let details = name.map { #","details":{"name":"\#($0)","kind":"ingresses"}"# } ?? ""
        return #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"\#(message)","#
            + #""reason":"\#(reason)"\#(details),"code":\#(code)}"# + "\n"
    }

    static func error(_ code: Int, _ reason: String, _ message: String) -> String {
        #"{"type":"ERROR","object":\#(status(code, reason, message))}"# + "\n"
    }
}

/// An event in a form that can be compared and read.
func describe(_ event: ResourceEvent) -> String {
    switch event {
    case .listBegan: "began"
    case .object(let object): "object \(object["metadata"]?["name"]?.string ?? "?")"
    case .deleted(let object): "deleted \(object["metadata"]?["name"]?.string ?? "?")"
    case .listEnded: "ended"
    case .isCurrent: "current"
    case .failed(let problem): "failed \(problem)"
    }
}
