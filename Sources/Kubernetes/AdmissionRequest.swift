package import JSON

/// What kube-apiserver asks: `request` of an AdmissionReview (k8s.io/api/admission/v1/types.go).
package struct AdmissionRequest: Sendable {
    /// Holds the object and the old object; their nodes belong to it.
    package var document: JSONDocument
    package var version: AdmissionVersion
    package var uid: String
    package var kind: GroupVersionKind
    /// Empty for the object itself, else for example `status`.
    package var subResource: String
    /// May be empty: `generateName` is resolved behind the mutating webhooks.
    package var name: String
    package var namespace: String
    package var operation: Operation
    package var userInfo: UserInfo
    /// Nil on DELETE.
    package var object: JSONNode?
    /// Nil on CREATE and CONNECT.
    package var oldObject: JSONNode?
    package var dryRun: Bool
}

/// Who asks.
package struct UserInfo: Hashable, Sendable {
    package var username: String
    package var groups: [String]

    package init(username: String = "", groups: [String] = []) {
        self.username = username
        self.groups = groups
    }
}

/// The version of the review itself: the answer has the version that asked.
package enum AdmissionVersion: String, Hashable, Sendable {
    case v1 = "admission.k8s.io/v1"
    case v1beta1 = "admission.k8s.io/v1beta1"
}
