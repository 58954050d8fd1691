import ALBController
import Admission
import Kubernetes

/// An annotation that is on or off.
struct BooleanAnnotation {
    enum Kind {
        case plain
        /// Sends clients to port 443.
        case redirect
    }

    var key: StaticString
    var kind = Kind.plain
    /// The same annotation of the other prefix.
    var twin: StaticString?
    /// Whether ACK's webhook checks it.
    var isRefused = false
    /// Whether blanks around the value are dropped.
    var isTrimmed = false
    /// Whether the oldest controller reads it; there the others are told as a whole.
    var isReadByOldest = true
    /// What anything but the two words means.
    var otherwise = "false"

    /// Behind the prefix.
    var name: String { String(key.description.drop { $0 != "/" }.dropFirst()) }

    var field: FieldPath { FieldPath.annotation(key) }

    /// As the controller compares it; nil when there is nothing to compare.
    func value(in annotations: Annotations) -> String? {
        let value = isTrimmed ? annotations.trimmed(key) : annotations[key]
        return value?.isEmpty == false ? value : nil
    }

    static let all = [
        BooleanAnnotation(
            key: AnnotationKey.sslRedirect,
            kind: .redirect,
            twin: AnnotationKey.nginxSSLRedirect,
            isRefused: true
        ),
        BooleanAnnotation(
            key: AnnotationKey.canary,

            twin: AnnotationKey.nginxCanary,
            isRefused: true
        ),
        BooleanAnnotation(key: AnnotationKey.enableCors, isRefused: true, isTrimmed: true, isReadByOldest: false),
        BooleanAnnotation(
            key: AnnotationKey.corsAllowCredentials,
            isRefused: true,
            isTrimmed: true,
            isReadByOldest: false,
            otherwise: "true"
        ),
        BooleanAnnotation(key: AnnotationKey.nginxSSLRedirect, kind: .redirect, twin: AnnotationKey.sslRedirect),
        BooleanAnnotation(key: AnnotationKey.nginxCanary, twin: AnnotationKey.canary),
        BooleanAnnotation(key: AnnotationKey.healthCheckEnabled),
        BooleanAnnotation(key: AnnotationKey.stickySession, isReadByOldest: false),
        BooleanAnnotation(key: AnnotationKey.backendKeepalive, isReadByOldest: false),
        BooleanAnnotation(key: AnnotationKey.slowStartEnabled, isReadByOldest: false),
        BooleanAnnotation(key: AnnotationKey.connectionDrainEnabled, isReadByOldest: false),
    ]
}
