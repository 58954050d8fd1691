import ALBController
import JSON
import Kubernetes

/// An answer for programs: one document; members that are not known are null.
package struct RouteJSON {
    private var json = JSONWriter(capacity: 4096)

    package static func write(_ report: RouteReport) -> [UInt8] {
        var writer = RouteJSON()
        writer.add(report)
        return writer.json.bytes
    }

    private mutating func add(_ report: RouteReport) {
        object {
            $0.json.key("version")
            $0.json.integer(1)
            $0.text("url", report.question.url)
            $0.text("method", report.question.method)
            $0.json.key("answers")
            $0.json.boolean(report.answers)
            $0.list("albs", report.albs) { $0.add($1) }
            $0.list("otherAlbConfigs", report.otherALBs) { $0.json.string($1.description) }
            $0.list("notBuilt", report.unbuilt) { writer, path in
                writer.object {
                    $0.text("ingress", path.ingress.description)
                    $0.text("field", path.field.description)
                    $0.text("host", path.host)
                    $0.text("path", path.path)
                    $0.text("pathType", path.pathType)
                    $0.text("reason", path.reason)
                    $0.text("fix", path.fix)
                }
            }
            $0.number("moreNotBuilt", report.moreUnbuilt)
            $0.list("notes", report.notes) { $0.json.string($1) }
        }
    }

    private mutating func add(_ alb: ALBRoute) {
        object {
            $0.text("albConfig", alb.albConfig.description)
            $0.text("dnsName", alb.dnsName.isEmpty ? nil : alb.dnsName)
            $0.json.key("listener")
            $0.object {
                $0.number("port", alb.listener.port)
                $0.text("protocol", alb.listener.listenerProtocol.rawValue)
                $0.json.key("exists")
                $0.json.boolean(alb.hasListener)
                $0.number("rules", alb.ruleCount)
            }
            $0.list("otherListeners", alb.otherListeners) { $0.json.string($1.description) }
            $0.json.key("certificate")
            if let certificate = alb.certificate { $0.add(certificate) } else { $0.json.null() }
            $0.json.key("rule")
            if let rule = alb.rule { $0.add(rule) } else { $0.json.null() }
            $0.list("backends", alb.backends) { $0.add($1) }
            $0.json.key("answer")
            $0.add(alb.answer)
            $0.list("alternatives", alb.alternatives) { $0.add($1) }
            $0.list("undecided", alb.undecided) { $0.add($1) }
            $0.list("runnersUp", alb.runnersUp) { $0.add($1) }
            $0.number("moreRunnersUp", alb.moreRunnersUp)
            $0.list("nearMisses", alb.nearMisses) { $0.add($1) }
            $0.number("moreNearMisses", alb.moreNearMisses)
            $0.list("stoppedBy", alb.stops) { writer, stop in
                writer.object {
                    $0.text("object", stop.object.description)
                    $0.text("field", stop.field.description)
                    $0.list("findings", stop.findings) { $0.json.string($1) }
                }
            }
        }
    }

    private mutating func add(_ certificate: ServedCertificate) {
        object {
            switch certificate.source {
            case .none: $0.text("source", "none")
            case .fixed(let id):
                $0.text("source", "AlbConfig")
                $0.text("id", id)
            case .secret(let name):
                $0.text("source", "Secret")
                $0.text("secret", name.description)
            case .discovered: $0.text("source", "discovery")
            }
            $0.json.key("covers")
            if let covers = certificate.covers { $0.json.boolean(covers) } else { $0.json.null() }
            $0.list("names", certificate.names) { $0.json.string($1) }
            $0.json.key("default")
            $0.json.boolean(certificate.isDefault)
        }
    }

    private mutating func add(_ matched: MatchedRule) {
        object {
            $0.members(matched.rule)
            $0.list("conditions", matched.conditions) { $0.json.string(ActionWords.text($1)) }
            $0.list("actions", matched.actions) { writer, action in
                writer.object {
                    $0.text("type", action.kind.rawValue)
                    $0.text("text", ActionWords.text(action))
                }
            }
            $0.json.key("regex")
            $0.json.boolean(matched.usesRegex)
        }
    }

    private mutating func add(_ note: RuleNote) {
        object {
            $0.members(note.rule)
            $0.text("listener", note.listener.description)
            $0.list("reasons", note.reasons) { $0.json.string($1) }
        }
    }

    private mutating func members(_ rule: RuleName) {
        text("ingress", rule.ingress.description)
        text("field", rule.field.description)
        text("host", rule.host)
        text("path", rule.path)
        text("pathType", rule.pathType)
        number("priority", rule.priority)
        number("order", rule.order)
        json.key("canary")
        json.boolean(rule.isCanary)
    }

    private mutating func add(_ backend: RouteBackend) {
        object {
            switch backend.target {
            case .serverGroup(let id): $0.text("serverGroup", id)
            case .service(let name, let port):
                $0.text("service", name.description)
                $0.number("port", port)
            }
            $0.text("ingress", backend.ingress?.description)
            $0.number("weight", backend.weight)
            $0.number("percent", backend.percent)
            $0.text("type", backend.serviceType)
            $0.number("readyEndpoints", backend.readyEndpoints)
            $0.text("fault", backend.fault?.reason)
            $0.text("fix", backend.fault?.fix)
        }
    }

    private mutating func add(_ status: RouteStatus) {
        object {
            switch status.outcome {
            case .application: $0.text("outcome", "application")
            case .status: $0.text("outcome", "status")
            case .noAnswer: $0.text("outcome", "none")
            }
            $0.number("status", status.code)
            $0.text("location", status.location.isEmpty ? nil : status.location)
            $0.text("reason", status.reason)
            $0.text("fix", status.fix)
        }
    }

    private mutating func object(_ body: (inout RouteJSON) -> Void) {
        json.beginObject()
        body(&self)
        json.endObject()
    }

    private mutating func list<Element>(
        _ key: StaticString,
        _ elements: [Element],
        _ body: (inout RouteJSON, Element) -> Void
    ) {
        json.key(key)
        json.beginArray()
        for element in elements { body(&self, element) }
        json.endArray()
    }

    private mutating func text(_ key: StaticString, _ value: String?) {
        json.key(key)
        if let value { json.string(value) } else { json.null() }
    }

    private mutating func number(_ key: StaticString, _ value: Int?) {
        json.key(key)
        if let value { json.integer(value) } else { json.null() }
    }
}
