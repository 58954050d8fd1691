import ALBController
import Admission
import CLI
import Foundation
import Kubernetes
import Rules
import Testing

struct RulesCommandTests {
    private var rules: [RuleDescription] { RuleCatalog.standard.descriptions }

    @Test func listsEveryRuleWithinAHundredColumns() throws {
        let run = CommandRun(["rules"])
        #expect(run.code == .clean && run.err == "")
        let lines = run.out.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 100 })
        let heads = lines.filter { !$0.hasPrefix(" ") }
        #expect(heads.count == rules.count)
        for (line, rule) in zip(heads, rules) { #expect(line.hasPrefix(rule.id + "  " + rule.name + " ")) }
        let words = run.out.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        for rule in rules { #expect(words.contains(rule.summary), "\(rule.id)") }
        let width = rules.map(\.name.count).max() ?? 0
        let first =
            "ALB100  malformed-object" + String(repeating: " ", count: width - 16) + "  ack=deny  lbc=deny  legacy=deny"
        #expect(lines[0] == first[...])
        #expect(lines[1] == "        Every field must have the JSON type that the Kubernetes API gives it.")
    }

    /// `{"version": 1, "rules": [{"id", "name", "summary", "kinds", "severity": {profile: ...}}]}` and more beside it.
    @Test func jsonHasItsSchema() throws {
        let run = CommandRun(["rules", "-o", "json"])
        #expect(run.code == .clean && run.err == "" && run.out.hasSuffix("}\n"))
        let document = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
        #expect(document.map { Set($0.keys) } == ["version", "rules"])
        #expect(document?["version"] as? Int == 1)
        let list = try #require(document?["rules"] as? [[String: Any]])
        #expect(list.map { $0["id"] as? String } == rules.map(\.id))
        for (item, rule) in zip(list, rules) {
            #expect(item["name"] as? String == rule.name)
            #expect(item["summary"] as? String == rule.summary)
            #expect(item["kinds"] as? [String] == rule.kinds.map(\.rawValue))
            let severity = item["severity"] as? [String: String]
            #expect(severity.map { Set($0.keys) } == Set(ControllerProfile.allCases.map(\.rawValue)))
            #expect(severity?["ack"] == rule.severity.ack.rawValue)
            #expect(item["sources"] as? [String] == rule.sources)
        }
    }

    @Test func markdownIsATable() {
        let run = CommandRun(["rules", "--output=markdown"])
        let lines = run.out.split(separator: "\n")
        #expect(lines.count == rules.count + 2)
        #expect(lines[0] == "| Rule | Name | Kinds | ack | lbc | legacy | What must hold |")
        let columns = lines.map { $0.replacing("\\|", with: "").count { $0 == "|" } }
        #expect(Set(columns) == [8])
    }

    @Test func explainsOneRuleByIdOrName() {
        let run = CommandRun(["rules", "ALB102"])
        let expected = """
            ALB102 ingress-reserved-name

              The name of an ALB Ingress must not start with "aliyun".

            Why
              Alibaba Cloud reserves the prefix; the server groups of the Ingress cannot be tagged.

            Example
              metadata: {name: aliyun-shop}

            Fix
              Choose a name that does not start with aliyun.

            Judges
              Ingress on CREATE

            Settings
              default  ack: deny, lbc: warn, legacy: deny
              change   {"rules": {"ALB102": "deny|warn|off"}}, or by name "ingress-reserved-name"

            Sources
              https://www.alibabacloud.com/help/en/ack/serverless-kubernetes/user-guide/alb-ingress-quick-start

            """
        #expect(run == CommandRun(out: expected, .clean))
        #expect(CommandRun(["rules", "alb102"]) == run)
        #expect(CommandRun(["rules", "Ingress-Reserved-Name"]) == run)
    }

    @Test func oneRuleAsJSONIsAListOfOne() throws {
        let run = CommandRun(["rules", "ALB303", "-o", "json"])
        let document = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
        #expect((document?["rules"] as? [[String: Any]])?.map { $0["id"] as? String } == ["ALB303"])
    }

    @Test(arguments: [
        ("listen-port-syntax", "; did you mean listen-ports-syntax?"), ("xyzzy", ""),
        ("ingress-reserved-names", "; did you mean ingress-reserved-name?"), ("ABL303", "; did you mean ALB303?"),
        ("scheduler", "; did you mean backend-scheduler-value?"), ("ALB999", ""), ("ALB30", ""),
    ])
    func anUnknownRuleIsNotFound(_ name: String, _ hint: String) {
        let run = CommandRun(["rules", name])
        #expect(run == CommandRun(err: "alb-admission: rules: no rule \"\(name)\"\(hint)\n", .unreadable))
    }

    @Test(arguments: [("M1", "default-ingress-class"), ("m2", "default-listen-ports")])
    func explainsWhatIsFilledIn(_ id: String, _ name: String) throws {
        let run = CommandRun(["rules", id])
        #expect(run.code == .clean && run.err == "")
        #expect(run.out.hasPrefix("\(id.uppercased()) \(name)\n"))
        for part in ["\nWhy\n", "\nNothing is filled in where\n", "\nSettings\n  defaulting.", "\nSources\n"] {
            #expect(run.out.contains(part))
        }
        #expect(CommandRun(["rules", name]) == run)
        let json = CommandRun(["rules", id, "-o", "json"])
        let document = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
        #expect((document?["mutations"] as? [[String: Any]])?.map { $0["name"] as? String } == [name])
    }

    @Test func twoRulesAreTooMany() {
        let run = CommandRun(["rules", "ALB100", "ALB101"])
        #expect(run == CommandRun(err: "alb-admission: rules: takes one rule at most\n", .usage))
    }
}
