import Documents
import JSON

/// Takes a page of a list apart while it comes: its objects one by one, then what stands about the list itself.
struct ListReader {
    struct Page: Hashable {
        var resourceVersion: String
        /// What the next page is asked for with; nil on the last one.
        var continuation: String?
    }

    private var splitter = ObjectSplitter()
    private var page: Page?
    private let limit: Int

    /// `limit` is the size of one object in bytes.
    init(limit: Int) {
        self.limit = limit
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ object: (JSONValue) -> Void) throws(ResourceProblem) {
        let limit = limit
        var problem: ResourceProblem?
        var page = page
        splitter.feed(
            bytes,
            element: { element in
                guard problem == nil else { return }
                do throws(ResourceProblem) {
                    if page != nil { throw .malformed("something behind the end of a list") }
                    object(try APIObject.parse(element, limit))
                } catch {
                    problem = error
                }
            },
            document: { skeleton in
                guard problem == nil else { return }
                do throws(ResourceProblem) {
                    if page != nil { throw .malformed("something behind the end of a list") }
                    page = try Self.page(skeleton)
                } catch {
                    problem = error
                }
            }
        )
        if let problem { throw problem }
        self.page = page
        if splitter.held > limit { throw APIObject.tooLarge(limit) }
    }

    /// At the end of the body.
    func finish() throws(ResourceProblem) -> Page {
        guard let page, splitter.held == 0 else { throw .malformed("a list that ends in the middle") }
        return page
    }

    private static func page(_ skeleton: [UInt8]) throws(ResourceProblem) -> Page {
        let list = try APIObject.json(skeleton, "a list")
        guard let items = list["items"], items.kind == .array || items.isNull else {
            throw .malformed("a list without items")
        }
        let metadata = list["metadata"]
        guard let version = metadata?["resourceVersion"]?.string, APIObject.isToken(version) else {
            throw .malformed("a list without a resourceVersion")
        }
        guard let continuation = metadata?["continue"]?.string, !continuation.isEmpty else {
            return Page(resourceVersion: version, continuation: nil)
        }
        guard APIObject.isToken(continuation) else {
            throw .malformed("a continue token of more than \(APIObject.tokenLimit) bytes")
        }
        return Page(resourceVersion: version, continuation: continuation)
    }
}
