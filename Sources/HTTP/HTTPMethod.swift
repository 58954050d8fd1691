/// The methods that the server tells apart; every other token is ``other``.
package enum HTTPMethod: Hashable, Sendable {
    case get
    case head
    case post
    case put
    case delete
    case options
    case other

    init(_ token: UnsafeRawBufferPointer) {
        // Methods are case-sensitive (RFC 9110 section 9.1).
        self =
            if token.elementsEqual("POST".utf8) {
                .post
            } else if token.elementsEqual("GET".utf8) {
                .get
            } else if token.elementsEqual("HEAD".utf8) {
                .head
            } else if token.elementsEqual("PUT".utf8) {
                .put
            } else if token.elementsEqual("DELETE".utf8) {
                .delete
            } else if token.elementsEqual("OPTIONS".utf8) {
                .options
            } else {
                .other
            }
    }
}
