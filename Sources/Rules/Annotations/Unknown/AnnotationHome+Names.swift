/// Names that people invent, by their letters.
extension AnnotationHome {
    /// Other words for an annotation that there is.
    static let annotations: [String: String] = table([
        ("ssl-redirect", "redirecthttps httpsredirect forcehttps redirect redirecttohttps forcesslredirect"),
        ("ssl-redirect", "httpredirect redirectssl tlsredirect redirecttls enablesslredirect sslredirectenabled"),
        ("rewrite-target", "rewrite rewriteurl rewritepath urlrewrite pathrewrite rewriteto"),
        ("use-regex", "regex enableregex regexenabled useregexp"),
        ("enable-cors", "cors corsenable corsenabled"),
        ("cors-allow-origin", "corsorigin corsorigins corsalloworigins corsallowedorigins alloworigin"),
        ("cors-allow-methods", "corsmethods corsallowmethod corsallowedmethods"),
        ("cors-allow-headers", "corsheaders corsallowheader corsallowedheaders"),
        ("cors-allow-credentials", "corscredentials corsallowcredential"),
        ("backend-protocol", "protocol backendproto upstreamprotocol targetprotocol"),
        ("backend-scheduler", "scheduler scheduling schedule algorithm lbalgorithm loadbalance balancingalgorithm"),
        ("backend-scheduler", "loadbalancealgorithm backendschedule backendscheduling"),
        ("backend-keepalive", "keepalive upstreamkeepalive backendkeepaliveenabled"),
        ("sticky-session", "sticky stickyenabled stickysessionenabled sessionsticky sessionaffinity affinity"),
        ("sticky-session", "persistence stickiness"),
        ("sticky-session-type", "stickytype sessiontype sessionstickytype"),
        ("cookie-timeout", "sessiontimeout stickysessiontimeout stickysessioncookietimeout stickytimeout"),
        ("traffic-limit-qps", "qps limitqps qpslimit rps"),
        ("traffic-limit-ip-qps", "qpsperip peripqps limitipqps ipqps"),
        ("healthcheck-enabled", "healthcheck healthcheckenable enablehealthcheck healthcheckswitch healthcheckflag"),
        ("healthcheck-path", "healthcheckuri healthcheckurl healthpath"),
        ("healthcheck-method", "healthcheckhttpmethod"),
        ("healthcheck-protocol", "healthcheckproto healthchecktype"),
        ("healthcheck-interval-seconds", "healthcheckinterval healthinterval"),
        ("healthcheck-timeout-seconds", "healthchecktimeout healthcheckconnecttimeout"),
        ("healthcheck-httpcode", "healthcheckcodes healthcheckhttpcodes healthcheckstatuscode healthcheckstatus"),
        ("healthy-threshold-count", "healthythreshold healthcheckhealthythreshold healthcheckhealthythresholdcount"),
        ("unhealthy-threshold-count", "unhealthythreshold healthcheckunhealthythreshold"),
        ("unhealthy-threshold-count", "healthcheckunhealthythresholdcount"),
        ("slow-start-enabled", "slowstart enableslowstart"),
        ("slow-start-duration", "slowstarttime slowstartseconds slowstarttimeout"),
        ("connection-drain-enabled", "connectiondrain connectiondraining drain draining connectiondrainingenabled"),
        ("connection-drain-timeout", "draintimeout connectiondrainingtimeout deregistrationdelay"),
        ("canary-weight", "weight canarypercent canarypercentage"),
        ("canary-by-header", "canaryheader"),
        ("canary-by-header-value", "canaryheadervalue"),
        ("canary-by-cookie", "canarycookie"),
        ("order", "priority ruleorder ingressorder"),
        ("listen-ports", "listeners ports listenport listenerports httpports httpsports"),
        ("albconfig.name", "albconfig albconfigref"),
        ("cross-zone-enabled", "crosszone crosszoneenable crosszoneload crosszoneloadbalancing enablecrosszone"),
    ])

    /// Settings of other objects.
    static let places: [String: String] = table([
        (
            "use spec.tls with a Secret, or spec.listeners[].certificates[].CertificateId of the AlbConfig",
            "certificateid certificateids certificate certificates certs cert certid certids sslcert sslcertid "
                + "sslcertificate tlscert tlscertificate servercertificateid tlssecret certificatename certidentifier "
                + "tls tlsenabled enabletls usetls ssl sslenabled enablessl https enablehttps httpsenabled"
        ),
        (
            "set spec.listeners[].securityPolicyId of the AlbConfig",
            "securitypolicy tlspolicy sslpolicyid tlscipherpolicy tlssecuritypolicy tlsversion tlsminversion "
                + "tlsciphers sslprotocols sslciphers cipherpolicy mintlsversion"
        ),
        ("set spec.config.id of the AlbConfig", "loadbalancerid albid lbid slbid instanceid existingid"),
        ("set spec.config.name of the AlbConfig", "loadbalancername albname lbname instancename"),
        (
            "set spec.config.zoneMappings[].vSwitchId of the AlbConfig",
            "vswitchid vswitch vswitches zones zone zoneid zoneids subnetids availabilityzones"
        ),
        ("set spec.config.zoneMappings[].allocationId of the AlbConfig", "eip eipid eipids eipallocationid"),
        ("set spec.config.securityGroupIds of the AlbConfig", "securitygroup securitygroupid"),
        (
            "set spec.listeners[].aclConfig of the AlbConfig",
            "acl aclid aclstatus accesscontrol sourceranges loadbalancersourceranges"
        ),
        (
            "set spec.config.billingConfig of the AlbConfig",
            "bandwidth billing paytype chargetype internetcharge bandwidthpackage"
        ),
        (
            "set spec.config.accessLogConfig of the AlbConfig",
            "accesslogs accesslogenabled accesslogproject accesslogstore log logging logs accesslogging sls"
        ),
        ("set spec.config.deletionProtectionEnabled of the AlbConfig", "deletionprotection deleteprotection"),
        ("set spec.config.modificationProtectionConfig of the AlbConfig", "modificationprotection"),
        ("set spec.config.addressIpVersion of the AlbConfig", "ipversion ipv6 dualstack addressipv ipstack"),
        (
            "set spec.config.addressType of the AlbConfig to Internet or Intranet",
            "networktype internal internet intranet internetfacing public private visibility addresstypes"
        ),
        ("set spec.config.edition of the AlbConfig", "editiontype"),
        ("set spec.config.edition of the AlbConfig to StandardWithWaf", "waf wafenabled enablewaf"),
        ("set spec.listeners[].gzipEnabled of the AlbConfig", "gzip compression enablegzip gzipenable"),
        ("set spec.listeners[].http2Enabled of the AlbConfig", "http2 enablehttp2 usehttp2 http2enable"),
        ("set spec.listeners[].quicConfig of the AlbConfig", "quic http3 enablequic quicenabled quicupgrade"),
        (
            "set spec.listeners[].xForwardedForConfig of the AlbConfig",
            "xforwardedfor xff forwardedfor xforwardedproto xforwardedheaders clientip realip"
        ),
        (
            "set spec.listeners[].requestTimeout of the AlbConfig",
            "readtimeout responsetimeout backendtimeout connectiontimeout timeout timeouts proxytimeout upstreamtimeout"
        ),
        ("set spec.listeners[].idleTimeout of the AlbConfig", "keepalivetimeout connectionidletimeout idle"),
        ("set spec.listeners[].logConfig.accessLogTracingConfig of the AlbConfig", "tracing xtrace opentelemetry"),
        (
            "set spec.listeners[].caEnabled and caCertificates of the AlbConfig",
            "mtls mutualtls clientca cacert cacertificate cacertificateid clientcertificate"
        ),
        (
            "set spec.ingressClassName",
            "ingressclass ingressclassname class classname"
        ),
        (
            "put the name of a Service of the paths behind it, as in actions.<Service>",
            "actions action conditions condition ruledirection"
        ),
        ("use a Rewrite action with Host in annotation actions.<Service>", "rewritehost upstreamvhost hostrewrite"),
        (
            "use a ForwardGroup action with weights in annotation actions.<Service>",
            "backendweight serviceweight weights"
        ),
        ("write the port in the backend of each path", "backendport serviceport targetport port"),
        ("set spec.listeners[].aScriptConfig of the AlbConfig", "ascript script ascripts"),
        ("add a path for all requests at the end of spec.rules", "defaultbackend defaultaction defaultactions"),
        ("use an IngressClass for each AlbConfig; all its Ingresses share the ALB", "group groupname ingressgroup"),
        (
            "set annotation service.beta.kubernetes.io/backend-type of the Service to eni",
            "backendtype targettype eni networkmode"
        ),
        (
            "use alb.ingress.kubernetes.io/traffic-limit-ip-qps for each client, or traffic-limit-qps for all together",
            "ratelimit ratelimits ratelimiting throttle throttling limit trafficlimit"
        ),
        ("set annotation alb.ingress.kubernetes.io/backend-protocol to grpc", "grpc enablegrpc grpcbackend"),
    ])

    /// What has no setting here.
    static let absent: [String: String] = table([
        ("an ALB has no specification, it grows by itself", "loadbalancerspec specification instancespec size"),
        ("an ALB passes WebSocket on without a setting", "websocket websockets enablewebsocket websocketservices"),
        ("the cookie of ALB has no such setting", "cookiename stickysessioncookie sessioncookiename"),
    ])

    private static func table(_ rows: [(String, String)]) -> [String: String] {
        var table: [String: String] = [:]
        for (meaning, names) in rows {
            for name in names.split(separator: " ") { table[String(name)] = meaning }
        }
        return table
    }
}
