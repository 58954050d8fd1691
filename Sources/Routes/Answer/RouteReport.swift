package import ALBController
package import Kubernetes

/// What answers a request, on each ALB that it may be meant for.
package struct RouteReport: Sendable {
    package var question: RouteQuestion
    package var albs: [ALBRoute] = []
    /// ALBs that were left out, with the reason; names of AlbConfigs.
    package var otherALBs: [ObjectName] = []
    /// Paths that would fit and of which the controller makes no rule.
    package var unbuilt: [UnbuiltPath] = []
    /// How many more of those there are.
    package var moreUnbuilt = 0
    /// What was taken for granted, and what is not known.
    package var notes: [String] = []

    /// Whether something answers with 2xx or 3xx, as far as that is known.
    package var answers: Bool { albs.contains { $0.answer.isAnswer } }
}

/// One ALB's part.
package struct ALBRoute: Sendable {
    package var albConfig: ObjectName
    /// From the status of the AlbConfig; empty while it has none.
    package var dnsName: String
    package var listener: ListenerKey
    package var hasListener: Bool
    /// Those that it has, when the right one is missing.
    package var otherListeners: [ListenerKey] = []
    package var certificate: ServedCertificate?
    package var rule: MatchedRule?
    /// How many rules the listener has.
    package var ruleCount = 0
    package var backends: [RouteBackend] = []
    package var answer: RouteStatus
    /// What a client sees where things go wrong behind the ALB, and other answers that are possible.
    package var alternatives: [RouteStatus] = []
    /// Earlier rules of which it cannot be said whether they match.
    package var undecided: [RuleNote] = []
    /// Later rules that match too.
    package var runnersUp: [RuleNote] = []
    package var moreRunnersUp = 0
    package var nearMisses: [RuleNote] = []
    package var moreNearMisses = 0
    /// What keeps the controller from updating the ALB; the first few.
    package var stops: [RouteStop] = []
    /// The Ingresses whose rules it has.
    package var members: [ObjectName] = []

    /// How many objects are named that stop it.
    package static let stopLimit = 3
}

/// A rule of a listener, as people find it again.
package struct RuleName: Hashable, Sendable {
    package var ingress: ObjectName
    package var field: FieldPath
    /// Empty for every host.
    package var host: String
    package var path: String
    /// Empty where none is written.
    package var pathType: String
    package var priority: Int
    /// The order of its Ingress among those of the ALB.
    package var order: Int
    package var isOrderWritten: Bool
    package var isCanary: Bool
}

package struct MatchedRule: Sendable {
    package var rule: RuleName
    package var conditions: [RuleCondition]
    package var actions: [RuleAction]
    /// Path conditions are regular expressions, read as nginx does.
    package var usesRegex: Bool
}

/// A rule with what is to be said of it.
package struct RuleNote: Sendable {
    package var rule: RuleName
    package var listener: ListenerKey
    package var reasons: [String]
}

/// Where a part of the traffic of a rule goes.
package struct RouteBackend: Sendable {
    package enum Target: Hashable, Sendable {
        /// An existing server group of the cloud.
        case serverGroup(id: String)
        case service(ObjectName, port: Int)
    }

    package var target: Target
    /// The Ingress that the server group is made for; nil for an existing one.
    package var ingress: ObjectName?
    package var weight: Int
    /// Of 100 requests, rounded; nil where weights make no share.
    package var percent: Int?
    /// Type of the Service, when it is known.
    package var serviceType: String?
    /// Addresses that take requests, when that is known.
    package var readyEndpoints: Int?
    /// Why nothing answers there.
    package var fault: RouteFault?
}

package struct RouteFault: Hashable, Sendable {
    package var reason: String
    package var fix: String
}

package struct RouteStatus: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The application's own answer.
        case application
        case status(Int)
        /// No HTTP answer at all.
        case noAnswer
    }

    package var outcome: Outcome
    package var reason: String
    package var fix = ""
    /// Where a redirect leads.
    package var location = ""

    package var code: Int? {
        if case .status(let code) = outcome { return code }
        return nil
    }

    var isAnswer: Bool {
        switch outcome {
        case .application: true
        case .status(let code): 200...399 ~= code
        case .noAnswer: false
        }
    }
}

/// The certificate that a TLS client gets for the host.
package struct ServedCertificate: Sendable {
    package enum Source: Hashable, Sendable {
        case none
        /// Named in the AlbConfig.
        case fixed(id: String)
        case secret(ObjectName)
        /// What the certificate service has for the host.
        case discovered
    }

    package var source: Source
    /// Nil when its names are not known.
    package var covers: Bool?
    package var names: [String] = []
    /// Nothing is for the host, so the listener's default one is served.
    package var isDefault = false
}

/// An object that stops the controller, so that what is served may be older than what is written.
package struct RouteStop: Sendable {
    package var object: ObjectReference
    package var field: FieldPath
    /// What rules say about it; filled in by who has them.
    package var findings: [String] = []

    package init(object: ObjectReference, field: FieldPath, findings: [String] = []) {
        self.object = object
        self.field = field
        self.findings = findings
    }
}

/// A path that fits the request and is no rule.
package struct UnbuiltPath: Sendable {
    package var ingress: ObjectName
    package var field: FieldPath
    package var host: String
    package var path: String
    package var pathType: String
    package var reason: String
    package var fix: String
}
