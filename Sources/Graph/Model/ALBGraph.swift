package import ALBController
package import Admission
import Kubernetes
package import Routes

/// What ALBs look like: each listener's rules in the order in which they are asked, with what is wrong.
///
/// Texts that many rules share stand once in tables; other parts name them by index.
package struct ALBGraph: Sendable {
    package var albs: [ALBNode] = []
    package var ingresses: [IngressNode] = []
    package var rules: [RuleContent] = []
    package var services: [ServiceNode] = []
    package var findings: [Finding] = []
    /// Ingresses that are on no ALB, but should be on one.
    package var detached: [DetachedIngress] = []
    /// Findings of objects that are no part of the picture, such as Secrets.
    package var otherFindings: [(object: ObjectReference, finding: Finding)] = []
    /// What was taken for granted or left out, and what is not known.
    package var notes: [String] = []
}

package struct ALBNode: Sendable {
    package var name: ObjectName
    /// From the status of the AlbConfig; empty while it has none.
    package var dnsName: String
    package var findings: [Int] = []
    /// What keeps the controller from updating the ALB.
    package var stops: [RouteStop] = []
    package var listeners: [ListenerNode] = []
    package var unbuilt: [UnbuiltNode] = []
}

package struct ListenerNode: Sendable {
    /// As written: it may be a protocol that no ALB has.
    package var protocolText: String
    package var port: Int
    package var certificates: [String] = []
    /// In the order in which they are asked.
    package var groups: [RuleGroup] = []
    /// By priority: the priorities of the earlier rules that answer instead.
    package var unreached: [Int: [Int]] = [:]

    package var name: String { "\(protocolText) \(port)" }
    /// Whoever listens on the way reads all that is sent.
    package var isClearText: Bool { protocolText == "HTTP" }
}

/// Rules of one Ingress that follow each other.
package struct RuleGroup: Sendable {
    package var ingress: Int
    package var entries: [RuleEntry] = []
}

package struct RuleEntry: Hashable, Sendable {
    package var priority: Int
    package var rule: Int
}

/// What a rule is, whatever listener it is on.
package struct RuleContent: Hashable, Sendable {
    /// Empty for every host.
    package var host: String
    package var path: String
    /// Empty where none is written.
    package var pathType: String
    /// Beyond host and path.
    package var conditions: [String] = []
    /// But the forward to ``backends``.
    package var actions: [String] = []
    package var backends: [Backend] = []
    package var traits: Traits = []
    package var findings: [Int] = []

    package struct Backend: Hashable, Sendable {
        package var service: Int
        /// Of 100 requests; nil where weights make no share.
        package var percent: Int?
    }

    package struct Traits: OptionSet, Hashable, Sendable {
        package let rawValue: Int
        package static let canary = Traits(rawValue: 2)
        /// Its path is a regular expression.
        package static let regex = Traits(rawValue: 4)
        /// It looks at responses, and answers no request.
        package static let response = Traits(rawValue: 8)

        package init(rawValue: Int) { self.rawValue = rawValue }
    }

    /// What it sends to Services is open in clear text on a listener that is.
    package var isOpenInClearText: Bool { !backends.isEmpty && !traits.contains(.response) }
}

package struct IngressNode: Sendable {
    package var name: ObjectName
    package var order: Int
    package var isOrderWritten: Bool
    package var isCanary: Bool
    package var stopsALB = false
    /// Without those of its rules.
    package var findings: [Int] = []
}

/// A Service's port, or a server group that exists beside Kubernetes.
package struct ServiceNode: Hashable, Sendable {
    package var name: String
    /// Nil for a server group.
    package var port: Int?
    package var type: String?
    package var readyEndpoints: Int?
    package var fault: RouteFault?
}

/// A path of which the controller makes no rule.
package struct UnbuiltNode: Sendable {
    package var ingress: Int
    package var host: String
    package var path: String
    package var pathType: String
    package var reason: String
    package var fix: String
}

package struct DetachedIngress: Sendable {
    package var ingress: Int
    package var reason: String
    package var fix: String
}
