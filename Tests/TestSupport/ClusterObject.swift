/// Objects of a small cluster as the API server lists them: without `apiVersion` and `kind` unless asked for.
package enum ClusterObject {
    package static func albConfig(
        _ name: String,
        id: String? = nil,
        ports: [Int] = [80],
        version: String = "1",
        isWhole: Bool = false
    ) -> String {
        let listeners = ports.map { #"{"port": \#($0), "protocol": "HTTP"}"# }.joined(separator: ",")
        let id = id.map { #""id": "\#($0)", "# } ?? ""
        return """
            {\(isWhole ? #""apiVersion": "alibabacloud.com/v1", "kind": "AlbConfig", "# : "")"metadata": \
            {"name": "\(name)", "resourceVersion": "\(version)"}, "spec": {"config": {\(id)"name": "\(name)", \
            "addressType": "Internet", "zoneMappings": [{"vSwitchId": "vsw-a1"}, {"vSwitchId": "vsw-b2"}]}, \
            "listeners": [\(listeners)]}}
            """
    }

    package static func ingressClass(_ name: String = "alb", albConfig: String = "alb") -> String {
        """
        {"metadata": {"name": "\(name)"}, "spec": {"controller": "ingress.k8s.alibabacloud/alb", \
        "parameters": {"apiGroup": "alibabacloud.com", "kind": "AlbConfig", "name": "\(albConfig)"}}}
        """
    }

    package static func service(_ name: String, namespace: String = "default") -> String {
        """
        {"metadata": {"name": "\(name)", "namespace": "\(namespace)"}, "spec": {"type": "NodePort", \
        "ports": [{"port": 80, "nodePort": 30080}]}}
        """
    }

    /// Needs a listener on each port of its ALB.
    package static func ingress(_ name: String, ports: [Int] = [80], isWhole: Bool = true) -> String {
        let ports = ports.map { #"{\"HTTP\": \#($0)}"# }.joined(separator: ", ")
        return """
            {\(isWhole ? #""apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "# : "")"metadata": \
            {"name": "\(name)", "namespace": "default", "annotations": {"alb.ingress.kubernetes.io/listen-ports": \
            "[\(ports)]"}}, "spec": {"ingressClassName": "alb", "rules": [{"host": "\(name).example", "http": {"paths": \
            [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}}]}}]}}
            """
    }

    package static func daemonSet(_ name: String) -> String {
        #"{"metadata": {"name": "\#(name)", "namespace": "kube-system"}, "spec": {}}"#
    }
}
