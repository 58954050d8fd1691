extension CompactText {
    /// Pieces that most objects have, in the orders of Go's structs and of sorted keys.
    static let dictionary: [UInt8] = Array(
        #"""
        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"","namespace":"default","labels":{
        "annotations":{"alb.ingress.kubernetes.io/listen-ports":"[{\"HTTP\": 80}, {\"HTTPS\": 443}]",
        "alb.ingress.kubernetes.io/listen-ports":"[{\"HTTP\":80},{\"HTTPS\":443}]",
        "alb.ingress.kubernetes.io/ssl-redirect":"true","alb.ingress.kubernetes.io/backend-protocol":"grpc",
        "alb.ingress.kubernetes.io/healthcheck-enabled":"true","alb.ingress.kubernetes.io/healthcheck-path":"/",
        "alb.ingress.kubernetes.io/healthcheck-protocol":"HTTP","alb.ingress.kubernetes.io/healthcheck-method":"HEAD",
        "alb.ingress.kubernetes.io/healthcheck-interval-seconds":"alb.ingress.kubernetes.io/healthcheck-timeout-seconds
        "alb.ingress.kubernetes.io/healthy-threshold-count":"alb.ingress.kubernetes.io/unhealthy-threshold-count":"3",
        "alb.ingress.kubernetes.io/rewrite-target":"/${2}","alb.ingress.kubernetes.io/use-regex":"true",
        "alb.ingress.kubernetes.io/backend-scheduler":"alb.ingress.kubernetes.io/sticky-session":"true",
        "alb.ingress.kubernetes.io/canary":"true","alb.ingress.kubernetes.io/canary-weight":"
        "alb.ingress.kubernetes.io/canary-by-header":"alb.ingress.kubernetes.io/order":"
        "alb.ingress.kubernetes.io/enable-cors":"true","alb.ingress.kubernetes.io/cors-allow-origin":"
        "alb.ingress.kubernetes.io/actions."alb.ingress.kubernetes.io/conditions.[{\"type\":\"
        "nginx.ingress.kubernetes.io/"kubernetes.io/ingress.class":"alb","cert-manager.io/cluster-issuer":"
        "meta.helm.sh/release-name":"","meta.helm.sh/release-namespace":"
        "tls":[{"hosts":[".example.com"],"secretName":"-tls"}],"secretName":"tls-"}]
        "backend":{"service":{"name":"-svc","port":{"number":80}}},"path":"/","pathType":"Prefix"},
        "spec":{"ingressClassName":"alb","rules":[{"host":".com","http":{"paths":[{"path":"/","pathType":"Prefix",
        "backend":{"service":{"name":"","port":{"number":80}}}}]}}]},"port":{"name":"http"}
        "pathType":"ImplementationSpecific","pathType":"Exact","port":{"number":8080}}}
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"svc-","namespace":"
        "spec":{"clusterIP":"10.96.","clusterIP":"None","ports":[{"name":"http","port":80,"protocol":"TCP","targetPort":
        8080,"nodePort":30000}],"selector":{"app.kubernetes.io/instance":"","app.kubernetes.io/name":"app":"
        "type":"ClusterIP"}}"type":"NodePort","selector":{"app":""}"type":"LoadBalancer"
        {"apiVersion":"v1","kind":"Secret","type":"kubernetes.io/tls","data":{"tls.crt":"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS
        """#.utf8
    )
}
