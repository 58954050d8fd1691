import ALBController
import Admission
import JSON
import Kubernetes

/// Other names for fields of an AlbConfig: those of the cloud's API, of Terraform, and what people invent.
enum FieldAliases {
    /// The field of the table that a name stands for, by its letters alone or by another word for it.
    static func field(_ name: String, in table: AlbConfigSchema.Table) -> AlbConfigSchema.Field? {
        let letters = Letters.of(name)
        for candidate in Letters.withoutOwner(letters) {
            if let same = table.fields.first(where: { Letters.of($0.name) == candidate }) { return same }
            if let alias = aliases[candidate], let field = alias.lazy.compactMap(table.field).first { return field }
        }
        return nil
    }

    /// Whether an entry of certificates has its ID under another name, which is reported as that.
    static func namesCertificate(_ entry: JSONValue) -> Bool {
        entry.members.contains { key, _ in
            let letters = Letters.of(key)
            return key != "CertificateId"
                && (letters == "certificateid" || aliases[letters]?.contains("CertificateId") == true)
        }
    }

    /// The key of a listener that says the port or the protocol under another name, with that a finding of its own.
    static func written(_ name: String, in listener: AlbConfigListener) -> String? {
        guard let field = AlbConfigSchema.listener.field(name) else { return nil }
        return listener.value.members.lazy.map(\.key).first { key in
            key != name && FieldAliases.field(key, in: AlbConfigSchema.listener)?.name == field.name
        }
    }

    /// Whether `spec.config` has a setting under another name than the one that is read.
    static func holds(_ name: String, _ config: JSONValue) -> Bool {
        config.members.contains { key, _ in key != name && Letters.of(key) == name.lowercased() }
    }

    /// Gives it the right name.
    static func renaming(
        _ name: String,
        in listener: AlbConfigListener,
        _ review: ObjectReview<AlbConfig>
    ) -> Fix? {
        guard let written = written(name, in: listener) else { return nil }
        var trial = FixTrial(review)
        let edit = Edit.move(listener.field.key(written), to: listener.field.key(name), in: review.object.source)
        return trial.fix(
            Fix("rename \(written.clipped) to \(name)", edit),
            else: Fix("give \(written.clipped) the name \(name), and mend what that brings to light")
        )
    }

    /// Where a setting lives that no field of an AlbConfig is for; in words.
    static func elsewhere(_ name: String) -> String? {
        let letters = Letters.of(name)
        if let annotation = annotations[letters] {
            return "set it on the Ingress, as annotation alb.ingress.kubernetes.io/\(annotation)"
        }
        return places[letters]
    }

    private static let annotations: [String: String] = {
        var byLetters: [String: String] = [:]
        for name in KnownAnnotations.alb where !name.contains(".") && name != "order" {
            byLetters[Letters.of(name)] = name
        }
        for (letters, name) in AnnotationHome.annotations where letters.utf8.count > 8 { byLetters[letters] = name }
        return byLetters
    }()

    private static let places: [String: String] = [
        "rules": "write rules in Ingresses", "hosts": "write hosts in Ingresses", "tls": "use spec.tls of the Ingress",
        "ingressclass": "have an IngressClass name this AlbConfig in spec.parameters",
        "ingressclassname": "have an IngressClass name this AlbConfig in spec.parameters",
        "servergroups": "server groups are made from the Services of Ingresses",
        "vpcid": "the VPC follows from spec.config.zoneMappings",
        "regionid": "the region is that of the cluster",
        "httpdefaultactions": "requests that no rule matches get 503; add a path for all requests to an Ingress",
        "defaultaction": "requests that no rule matches get 503; add a path for all requests to an Ingress",
    ]

    /// By letters; the first that the table has is meant.
    private static let aliases: [String: [String]] = [
        "certidentifier": ["CertificateId", "certificateId"], "certid": ["CertificateId", "certificateId"],
        "certificate": ["certificates", "CertificateId"], "certificateids": ["certificates"],
        "certificatelist": ["certificates"], "certs": ["certificates"], "servercertificates": ["certificates"],
        "id": ["CertificateId"], "defaultcert": ["defaultCertificate"],
        "cacert": ["caCertificates"], "cacertificateids": ["caCertificates"], "clientca": ["caCertificates"],
        "mtls": ["caEnabled"], "mutualtls": ["caEnabled"],
        "securitypolicy": ["securityPolicyId"], "tlspolicy": ["securityPolicyId"],
        "tlscipherpolicy": ["securityPolicyId"], "sslpolicy": ["securityPolicyId"],
        "vswitch": ["vSwitchId"], "vswitchids": ["zoneMappings"],
        "subnetids": ["zoneMappings"], "subnets": ["zoneMappings"], "subnetid": ["vSwitchId"],
        "vswitches": ["zoneMappings"], "zones": ["zoneMappings"],
        "zone": ["zoneId"], "eipid": ["allocationId"], "eip": ["allocationId"],
        "securitygroups": ["securityGroupIds"], "securitygroupid": ["securityGroupIds"],
        "resourcegroup": ["resourceGroupId"], "deletionprotection": ["deletionProtectionEnabled"],
        "deleteprotection": ["deletionProtectionEnabled"], "modificationprotection": ["modificationProtectionConfig"],
        "accesslog": ["accessLogConfig"], "billing": ["billingConfig"], "paymenttype": ["payType"],
        "bandwidthpackage": ["bandWidthPackageId"], "commonbandwidthpackageid": ["bandWidthPackageId"],
        "ipversion": ["addressIpVersion"], "project": ["logProject"], "store": ["logStore"],
        "gzip": ["gzipEnabled"], "http2": ["http2Enabled"], "quic": ["quicConfig"],
        "xforwardedfor": ["xForwardedForConfig"],
        "acl": ["aclConfig"], "aclid": ["aclIds"], "entries": ["aclEntries"], "ascript": ["aScriptConfig"],
        "ascripts": ["aScriptConfig"], "keepalivetimeout": ["idleTimeout"],
    ]
}
