extension ControllerError {
    static let services = [
        ControllerError(
            "CLUSTER_SVC_ENI_MODE",
            "cluster service type just support eni mode for alb ingress",
            ["cluster service type just support eni mode"],
            rules: ["ALB408"],
            meaning:
                "A Service behind the Ingress has type ClusterIP, and this cluster's network (Flannel) gives Pods no "
                + "address that an ALB reaches.",
            fix: "Point the Ingress to a Service of type NodePort or LoadBalancer, or use a Terway cluster."
        ),
        ControllerError(
            "BACKEND_NOT_FOUND",
            "backend not found: unable to find port ... on service",
            ["backend not found unable to find port", "unable to find port ... on service"],
            rules: ["ALB409"],
            meaning:
                "A path names a port that its Service does not have, and nothing on this ALB is updated until it does.",
            fix: "Name one of spec.ports[].port of the Service, or its name: not targetPort, not nodePort."
        ),
        ControllerError(
            "GRPC_TLS_LISTENER_REQUIRED",
            "'grpc' backend protocol must be use TLS listener only",
            ["grpc backend protocol must be use tls listener"],
            rules: ["ALB313"],
            meaning:
                "The Ingress has backend-protocol grpc and is served on an HTTP listener, where ALB speaks no gRPC.",
            fix: "Leave only HTTPS in listen-ports, or redirect HTTP with ssl-redirect \"true\"."
        ),
        ControllerError(
            "GRPC_TLS_SPEC_REQUIRED",
            "'grpc' backend protocol must be use with TLS listener(Ingress.Spec.TLS)",
            ["grpc backend protocol must be use with tls listener"],
            rules: ["ALB313"],
            meaning: "The Ingress has backend-protocol grpc and no spec.tls, so it would be served in clear text.",
            fix: "Add spec.tls with the hosts, and listen-ports '[{\"HTTPS\": 443}]'."
        ),
    ]

    static let listeners = [
        ControllerError(
            "LISTENER_NOT_EXIST",
            "listener is not exist in alb",
            ["listener is not exist in", "listener does not exist in alb"],
            rules: ["ALB301"],
            meaning:
                "The Ingress wants the port and protocol that the event names, and the AlbConfig has no such listener. "
                + "An Ingress with spec.tls wants 443/HTTPS.",
            fix:
                "Add the listener to spec.listeners of the AlbConfig, beside those that are there, or leave the port "
                + "out of the annotation listen-ports.",
            source: EventSource.listeners
        ),
        ControllerError(
            "LISTENER_NOT_FOUND",
            "listener not found for (443/HTTPS)",
            ["listener not found for"],
            rules: ["ALB301"],
            meaning: "Rules are to be put on a listener that the ALB does not have.",
            fix:
                "Declare the listener in spec.listeners of the AlbConfig; if it is there, look for the error of its creation.",
            source: EventSource.listeners
        ),
        ControllerError(
            "LISTENER_NOT_FULFILLED",
            "Listener is not fulfilled yet: 80-HTTP",
            ["listener is not fulfilled yet"],
            rules: ["ALB704"],
            meaning: "A listener has no ID yet: it stands twice in the AlbConfig, or its creation failed before.",
            fix: "Merge the two entries of spec.listeners; if there is one only, fix the error that came before.",
            source: EventSource.listeners
        ),
        ControllerError(
            "LISTENER_IN_USE",
            "listener already in use ... forceOverride",
            ["listener already in use"],
            meaning:
                "A reused ALB has a listener on this port that somebody else made, and the AlbConfig must not touch it.",
            fix:
                "Set spec.config.forceOverride: true if the cluster may take the listener over with all its rules, or "
                + "use another port.",
            unseen: "listeners that others made on a reused ALB are known to the cloud only",
            source: EventSource.instances
        ),
        ControllerError(
            "LISTENER_ID_MANDATORY",
            "ListenerID is mandatory for this action",
            ["listenerid is mandatory"],
            meaning: "A rule was to be made for a listener that does not exist, since its own creation failed.",
            fix: "Look for the first error of the AlbConfig in 'kubectl describe albconfig' and fix that.",
            unseen: "follows from a listener that could not be created; the error before it is the cause"
        ),
        ControllerError(
            "VIP_STATUS_NOT_SUPPORT",
            "VipStatusNotSupport",
            ["vipstatusnotsupport"],
            meaning: "The ALB is in a state in which it takes no change: it is being made or changed, or it is locked.",
            fix: "Wait until it is active; if it is locked, pay what is due or lift the lock in the console.",
            unseen: "the state of the ALB is known to the cloud only"
        ),
    ]
}
