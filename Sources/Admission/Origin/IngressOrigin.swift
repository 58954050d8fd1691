import ALBController
package import Kubernetes

/// For which controller an Ingress seems to have been written, told from its annotations.
package struct IngressOrigin: Sendable {
    package struct ForeignKey: Sendable {
        package var key: String
        /// Such as `ingress-nginx`.
        package var controller: String
        /// The ALB controller reads it too; see ``AnnotationKey/honouredNginxKeys``.
        package var isReadByALB: Bool
    }

    package struct ClassKey: Sendable {
        package var key: String
        package var value: String
        package var isLabel: Bool
    }

    /// A key that is nearly the one that names the class, or that very key among the labels.
    package private(set) var misspeltClass: ClassKey?
    /// The first key of another controller; one that ALB reads too only if there is no other.
    package private(set) var foreign: ForeignKey?
    /// An annotation that only ALB reads, or one that does not tell but stands beside none of the AWS controller.
    package private(set) var hasOwn = false

    package init(_ metadata: ObjectMeta) {
        var shared = false
        for (name, value) in metadata.annotations.names(where: Self.mayTell) {
            if name.hasPrefix("\(AnnotationKey.prefix)") {
                let rest = name.dropFirst(AnnotationKey.prefix.utf8CodeUnitCount)
                if AWSNames.isOnly(rest) {
                    note(ForeignKey(key: name, controller: "the AWS Load Balancer Controller", isReadByALB: false))
                } else if AWSNames.isShared(rest) {
                    shared = true
                } else if ClassKeyLikeness.isMisspelt(name) {
                    noteClass(name, value(), isLabel: false)
                } else {
                    hasOwn = true
                }
            } else if ClassKeyLikeness.isMisspelt(name) {
                noteClass(name, value(), isLabel: false)
            } else if let controller = ForeignController.owner(of: name)?.name, !Self.isOfCertManager(name, value()) {
                let rest = name.dropFirst(AnnotationKey.nginxPrefix.utf8CodeUnitCount)
                let isRead =
                    name.hasPrefix("\(AnnotationKey.nginxPrefix)")
                    && AnnotationKey.honouredNginxKeys.contains(String(rest))
                note(ForeignKey(key: name, controller: controller, isReadByALB: isRead))
            }
        }
        if shared, foreign.map({ !$0.key.hasPrefix("\(AnnotationKey.prefix)") }) ?? true { hasOwn = true }
        guard misspeltClass == nil, metadata.labels.node != nil else { return }
        for (name, value) in metadata.labels.names(where: ClassKeyLikeness.mayBe)
        where name == "\(AnnotationKey.ingressClass)" || ClassKeyLikeness.isMisspelt(name) {
            noteClass(name, value(), isLabel: true)
        }
    }

    /// A quick look at a key that most do not pass.
    private static func mayTell(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        key.starts(with: AnnotationKey.prefix) || ForeignController.mayOwn(key) || ClassKeyLikeness.mayBe(key)
    }

    /// Annotations of ALB's and of nobody else.
    package var isMeantForALB: Bool { hasOwn && foreign?.isReadByALB ?? true }

    /// Written for the AWS controller, whose class is often called `alb` too; costs little where none of its keys is there.
    static func isAWS(_ metadata: ObjectMeta) -> Bool {
        guard awsMarks.contains(where: metadata.annotations.contains) else { return false }
        return !IngressOrigin(metadata).hasOwn
    }

    private static let awsMarks: [StaticString] = [
        "alb.ingress.kubernetes.io/scheme", "alb.ingress.kubernetes.io/target-type",
        "alb.ingress.kubernetes.io/certificate-arn", "alb.ingress.kubernetes.io/group.name",
        "alb.ingress.kubernetes.io/subnets",
    ]

    private mutating func note(_ key: ForeignKey) {
        guard foreign == nil || foreign?.isReadByALB == true && !key.isReadByALB else { return }
        foreign = key
    }

    private mutating func noteClass(_ key: String, _ value: String, isLabel: Bool) {
        if misspeltClass == nil { misspeltClass = ClassKey(key: key, value: value, isLabel: isLabel) }
    }

    /// cert-manager opens every HTTP-01 solver this way, whatever controller it is for (pkg/issuer/acme/http/ingress.go).
    private static func isOfCertManager(_ name: String, _ value: @autoclosure () -> String) -> Bool {
        name == "nginx.ingress.kubernetes.io/whitelist-source-range" && value().contains("0.0.0.0/0")
    }
}
