extension ControllerError {
    static let certificates = [
        ControllerError(
            "HTTPS_EMPTY_CERT",
            "empty https listener default certs",
            [
                "empty https listener default cert~",
                "listenerport # ... errmsgs ... empty ... https ... default ... certs",
            ],
            rules: ["ALB304", "ALB708"],
            meaning:
                "An HTTPS listener has no default certificate from any of the three places: AlbConfig, Secret, discovery.",
            fix:
                "Give the Ingress spec.tls with a Secret, or hosts for which the certificate service has a certificate, "
                + "or give the listener one certificate with IsDefault: true.",
            source: EventSource.certificates
        ),
        ControllerError(
            "CERT_NOT_FOUND",
            "none certificate found for host",
            ["none certificate found for host", "no certificate found for host"],
            meaning: "Discovery looked for a certificate of this host in the certificate service and found none.",
            fix:
                "Upload or buy one for this host, or a wildcard of its domain, or name a Secret in spec.tls[].secretName.",
            unseen: "what the certificate service holds is known to the cloud only",
            source: EventSource.certificates
        ),
        ControllerError(
            "CERT_EXPIRED",
            "Failed to create SSL Certificate ... certificate has expired",
            ["failed to create ssl certificate", "证书已经过期"],
            rules: ["ALB310"],
            meaning:
                "The certificate of a Secret cannot be uploaded to the certificate service, mostly because it has expired.",
            fix: "Renew the certificate in the Secret; the controller uploads the new one by itself.",
            source: EventSource.certificates
        ),
        ControllerError(
            "CERT_NAME_REPEAT",
            "failed to createSSLCertificateWithName ... NameRepeat",
            [
                "failed to createsslcertificatewithname ... namerepeat", "failed to createsslcertificatewithname",
                "namerepeat", "名称重复 ... 请重新输入",
            ],
            meaning: "A certificate of the same name is in the certificate service already, left by an earlier upload.",
            fix: "Delete the old certificate there if nothing uses it, or change the name of the Secret.",
            unseen: "names in the certificate service are known to the cloud only",
            source: EventSource.certificates
        ),
        ControllerError(
            "CERTS_NOT_VALID",
            "Certificates is not valid",
            ["certificates is not valid"],
            rules: ["ALB709"],
            meaning: "A CertificateId of the AlbConfig names no certificate that this ALB may use.",
            fix:
                "Copy the ID from the certificate service with its region behind it, such as 12345678-cn-hangzhou, of "
                + "the same account.",
            unseen: "only an ID of the wrong form is seen, not a certificate that is not valid",
            source: EventSource.certificates
        ),
        ControllerError(
            "CERT_ID_EXPIRED_ALBCONFIG",
            "certificate IDs have expired",
            ["certificate ids have expired"],
            meaning: "A certificate that a listener of the AlbConfig names by ID has expired.",
            fix:
                "Put the ID of the renewed certificate into spec.listeners[].certificates: a renewal has an ID of its own.",
            unseen: "what stands behind an ID is known to the cloud only",
            source: EventSource.certificates
        ),
        ControllerError(
            "HTTPS_CERT_CN_EMPTY",
            "HttpsCertCommonNameEmpty",
            ["httpscertcommonnameempty"],
            rules: ["ALB310"],
            meaning: "The certificate has no common name, and ALB takes none without.",
            fix: "Request the certificate with a common name, which may be one of its DNS names.",
            source: EventSource.certificates
        ),
        ControllerError(
            "UNMARSHAL_CERT_ISDEFAULT",
            "cannot unmarshal string into Go struct field Certificate ... IsDefault of type bool",
            [
                "cannot unmarshal string into go struct field certificate ... isdefault ... bool",
                "isdefault of type bool",
            ],
            rules: ["ALB612"],
            meaning: "IsDefault of a certificate stands in quotes, and no AlbConfig of the cluster is read any more.",
            fix: "Write IsDefault: true without quotes."
        ),
        ControllerError(
            "EXTRA_CERT_UPDATE_FAILED",
            "UpdateALBListenerExtraCertificates",
            ["updatealblistenerextracertificates"],
            meaning: "Further certificates of a listener could not be changed; the reason stands behind it.",
            fix: "Fix the certificate that the reason names, and look at the quota of certificates of a listener.",
            unseen: "a call to the cloud that failed; its reason stands behind it",
            source: EventSource.certificates
        ),
        ControllerError(
            "CERT_AUTO_DISCOVER_STALE",
            "no event: a renewed certificate is not found by discovery",
            ["auto discover stale cert", "renewed certificate is not found by discovery"],
            meaning: "The certificate was renewed in the certificate service, and the ALB still shows the old one.",
            fix:
                "Change something of the Ingress, such as an annotation, so that the controller looks again; delete the "
                + "old certificate from the service.",
            unseen: "nothing in the cluster changes when a certificate is renewed in the service",
            source: EventSource.certificates
        ),
    ]
}
