/// `request.operation` of an AdmissionReview.
package enum Operation: String, CaseIterable, Hashable, Sendable {
    case create = "CREATE"
    case update = "UPDATE"
    case delete = "DELETE"
    case connect = "CONNECT"
}
