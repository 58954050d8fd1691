import ALBController
import Admission
import JSON
import Rules
import Testing

struct SettingsTests {
    @Test func readsTheWholeConfiguration() throws {
        let settings = try Settings(
            parsing: Array(
                #"""
                {"profile": "lbc", "preset": "strict",
                 "rules": {"ALB303": "warn", "duplicate-alb-binding": "off", "alb102": "deny"},
                 "defaulting": {"ingressClass": {"name": "internal", "mode": "annotated"}, "listenPorts": {"mode": "safe"}},
                 "network": {"plugin": "flannel"},
                 "exempt": {"namespaces": ["kube-system"], "users": ["ann"], "groups": ["ops", "dev"]},
                 "ingressClasses": ["alb", "edge"], "controllers": ["example.com/alb"]}
                """#.utf8
            )
        )
        #expect(settings.profile == .lbc)
        #expect(settings.rules.preset == .strict)
        #expect(settings.rules.overrides == ["ALB303": .warn, "ALB601": .off, "ALB102": .deny])
        #expect(settings.defaulting.ingressClass.name == "internal")
        #expect(settings.defaulting.ingressClass.mode == .annotated)
        #expect(settings.defaulting.listenPorts == .safe)
        #expect(settings.network.plugin == .flannel)
        #expect(settings.exempt.namespaces == ["kube-system"])
        #expect(settings.exempt.users == ["ann"])
        #expect(settings.exempt.groups == ["ops", "dev"])
        #expect(settings.ingressClasses == ["alb", "edge"])
        #expect(settings.controllers == ["example.com/alb"])
    }

    @Test(arguments: ["{}", #"{"rules": {}, "defaulting": {}, "network": {}, "exempt": {}}"#])
    func whatIsNotSaidHasItsDefault(_ text: String) throws {
        let settings = try Settings(parsing: Array(text.utf8))
        #expect(settings.profile == .ack)
        #expect(settings.rules.preset == .default)
        #expect(settings.rules.overrides.isEmpty)
        #expect(settings.defaulting.ingressClass.name == "alb")
        #expect(settings.defaulting.ingressClass.mode == .auto)
        #expect(settings.defaulting.listenPorts == .seed)
        #expect(settings.network.plugin == .auto)
        #expect(settings.exempt.namespaces.isEmpty && settings.exempt.users.isEmpty && settings.exempt.groups.isEmpty)
        #expect(settings.ingressClasses == ["alb"])
        #expect(settings.controllers == ["ingress.k8s.alibabacloud/alb"])
    }

    @Test(
        arguments: [
            (#"{"profil": "ack"}"#, "1:2 profil: unknown key; did you mean \"profile\"?"),
            (#"{"x": 1}"#, "1:2 x: unknown key"),
            (
                #"{"defaulting": {"ingresClass": {}}}"#,
                "1:17 defaulting.ingresClass: unknown key; did you mean \"ingressClass\"?"
            ),
            (
                #"{"defaulting": {"ingressClass": {"nmae": "a"}}}"#,
                "1:34 defaulting.ingressClass.nmae: unknown key; did you mean \"name\"?"
            ),
            (
                #"{"defaulting": {"listenPorts": {"Mode": "off"}}}"#,
                "1:33 defaulting.listenPorts.Mode: unknown key; did you mean \"mode\"?"
            ),
            (#"{"network": {"plugins": "x"}}"#, "1:14 network.plugins: unknown key; did you mean \"plugin\"?"),
            (#"{"exempt": {"namespace": []}}"#, "1:13 exempt.namespace: unknown key; did you mean \"namespaces\"?"),
            (#"{"rules": {"ALB99": "off"}}"#, "1:12 rules.ALB99: no such rule"),
            (
                #"{"rules": {"listen-port-syntax": "off"}}"#,
                "1:12 rules.listen-port-syntax: no such rule; did you mean listen-ports-syntax?"
            ),
        ] as [(String, String)]
    )
    func anUnknownKeyIsAnErrorWithTheNearest(_ text: String, _ expected: String) {
        let actual = Self.error(text)
        // What is nearest to a rule's id changes with the catalogue.
        if expected.hasSuffix("no such rule") {
            #expect(actual?.hasPrefix(expected) == true)
        } else {
            #expect(actual == expected)
        }
    }

    @Test(
        arguments: [
            ("[]", "1:1 must be an object, is a list"),
            ("7", "1:1 must be an object, is a number"),
            (#"{"profile": 1}"#, "1:13 profile: must be a string, is a number"),
            (#"{"profile": null}"#, "1:13 profile: must be a string, is null"),
            (
                #"{"profile": "akc"}"#,
                "1:13 profile: must be one of ack, lbc, legacy, is \"akc\"; did you mean \"ack\"?"
            ),
            (
                #"{"preset": "Strict"}"#,
                "1:12 preset: must be one of advisory, default, strict, is \"Strict\"; did you mean \"strict\"?"
            ),
            (#"{"rules": []}"#, "1:11 rules: must be an object, is a list"),
            (#"{"rules": {"ALB303": true}}"#, "1:22 rules.ALB303: must be a string, is a boolean"),
            (#"{"rules": {"ALB303": "error"}}"#, "1:22 rules.ALB303: must be one of off, warn, deny, is \"error\""),
            (
                #"{"rules": {"ALB303": "off", "listen-ports-syntax": "off"}}"#,
                "1:29 rules.listen-ports-syntax: the rule is set twice, as ALB303 and as listen-ports-syntax"
            ),
            (#"{"rules": {"ALB303": "off", "ALB303": "off"}}"#, "1:29 rules.ALB303: duplicate key"),
            (#"{"defaulting": "x"}"#, "1:16 defaulting: must be an object, is a string"),
            (#"{"defaulting": {"ingressClass": []}}"#, "1:33 defaulting.ingressClass: must be an object, is a list"),
            (
                #"{"defaulting": {"ingressClass": {"name": ""}}}"#,
                "1:42 defaulting.ingressClass.name: must not be empty"
            ),
            (
                #"{"defaulting": {"listenPorts": {"mode": "on"}}}"#,
                "1:41 defaulting.listenPorts.mode: must be one of seed, safe, off, is \"on\""
            ),
            (#"{"exempt": {"users": "ann"}}"#, "1:22 exempt.users: must be a list of strings, is a string"),
            (#"{"exempt": {"users": ["ann", 1]}}"#, "1:30 exempt.users: must hold strings only, holds a number"),
            (#"{"ingressClasses": {}}"#, "1:20 ingressClasses: must be a list of strings, is an object"),
            ("", "1:1 no JSON value; the input is empty"),
            ("{\n  \"profile\": ack}", "2:14 unexpected 'a', expected a value"),
        ] as [(String, String)]
    )
    func aWrongValueIsAnErrorWithItsPlace(_ text: String, _ expected: String) {
        #expect(Self.error(text) == expected)
    }

    /// The example that the documentation shows; two of its rules may not be in the catalogue of every build.
    @Test func theDocumentedExampleIsRead() throws {
        var text = #"""
            {"profile": "ack", "preset": "default",
             "rules": {"ALB301": "deny", "default-backend-ignored": "off"},
             "defaulting": {"ingressClass": {"name": "alb", "mode": "auto"}, "listenPorts": {"mode": "seed"}},
             "network": {"plugin": "flannel"},
             "exempt": {"namespaces": ["kube-system"], "users": [], "groups": []}}
            """#
        if RuleCatalog.standard.rule("ALB301") == nil { text = text.replacing("ALB301", with: "ALB303") }
        if RuleCatalog.standard.rule("default-backend-ignored") == nil {
            text = text.replacing("default-backend-ignored", with: "duplicate-alb-binding")
        }
        let settings = try Settings(parsing: Array(text.utf8))
        #expect(settings.rules.overrides.count == 2)
        #expect(settings.network.plugin == .flannel)
    }

    private static func error(_ text: String) -> String? {
        do throws(SettingsError) {
            _ = try Settings(parsing: Array(text.utf8))
            return nil
        } catch {
            let place = "\(error.position.line):\(error.position.column) "
            return place + (error.path.isEmpty ? error.problem : "\(error.path): \(error.problem)")
        }
    }
}
