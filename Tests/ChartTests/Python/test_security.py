"""Pod Security "restricted", and no right that no feature needs."""

import json
import re
import unittest

import yaml

import chart

READ = {"get", "list", "watch"}


def granted(objects, hooks=False):
    """What the roles let the Pods do: (verb, group, resource, name or None, namespace or None)."""
    result = set()
    for value in objects:
        if value["kind"] not in ("Role", "ClusterRole") or chart.is_hook(value) != hooks:
            continue
        for rule in value["rules"]:
            for verb in rule["verbs"]:
                for group in rule["apiGroups"]:
                    for resource in rule["resources"]:
                        for name in rule.get("resourceNames", [None]):
                            result.add((verb, group, resource, name, value["metadata"].get("namespace")))
    return result


def reads(group, *resources, namespace=None):
    return {(verb, group, resource, None, namespace) for verb in READ for resource in resources}


CONTEXT = (
    reads("networking.k8s.io", "ingresses", "ingressclasses") | reads("alibabacloud.com", "albconfigs")
    | reads("", "services", "namespaces") | reads("apps", "daemonsets", namespace="kube-system")
)
CERTIFICATES = {
    (verb, "admissionregistration.k8s.io", f"{kind}webhookconfigurations", "alb-admission", None)
    for verb in ("get", "patch") for kind in ("validating", "mutating")
} | {
    ("get", "", "secrets", "alb-admission-certs", "alb-admission"),
    ("patch", "", "secrets", "alb-admission-certs", "alb-admission"),
    ("create", "", "secrets", None, "alb-admission"),
}


class Security(unittest.TestCase):
    def test_pod_security_restricted(self):
        """https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"""
        for name, values in chart.matrix():
            if values.get("hostNetwork"):
                continue
            with self.subTest(name):
                for spec in chart.pod_specs(chart.render(values)):
                    for key in ("hostNetwork", "hostPID", "hostIPC"):
                        self.assertFalse(spec.get(key))
                    pod = spec["securityContext"]
                    self.assertTrue(pod["runAsNonRoot"])
                    self.assertGreater(pod["runAsUser"], 0)
                    self.assertEqual(pod["seccompProfile"]["type"], "RuntimeDefault")
                    self.assertEqual(set(pod) & {"seLinuxOptions", "windowsOptions", "sysctls"}, set())
                    allowed = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim",
                               "projected", "secret", "name"}
                    for volume in spec.get("volumes", []):
                        self.assertLessEqual(set(volume), allowed)
                    for container in spec["containers"]:
                        context = container["securityContext"]
                        self.assertIs(context["allowPrivilegeEscalation"], False)
                        self.assertIs(context["readOnlyRootFilesystem"], True)
                        self.assertEqual(context["capabilities"], {"drop": ["ALL"]})
                        self.assertNotIn("privileged", context)
                        for port in container.get("ports", []):
                            self.assertNotIn("hostPort", port)

    def test_rights_are_those_of_the_features(self):
        without = {"clusterContext": {"enabled": False}}
        supplied = chart.certificates("supplied")
        for values, expected in [
            ({}, CONTEXT | CERTIFICATES),
            (without, CERTIFICATES),
            (supplied, CONTEXT),
            (chart.merged(supplied, {"clusterContext": {"secrets": True}}), CONTEXT | reads("", "secrets")),
            (chart.merged(without, supplied), set()),
            ({"rbac": {"create": False}}, set()),
        ]:
            with self.subTest(json.dumps(values)[:100]):
                self.assertEqual(granted(chart.render(values)), expected)

    def test_the_readme_asks_for_the_same(self):
        """The roles that the project's README prints for the live context and for self-managed certificates."""
        text = (chart.CHECKOUT / "README.md").read_text()
        for mark, mode in (("role", "supplied"), ("certificate-role", "selfManaged")):
            with self.subTest(mark):
                block = re.search(rf"<!-- {mark} -->\n```yaml\n(.*?)```", text, re.S)[1]
                needed = granted([value for value in yaml.safe_load_all(block) if value])
                given = granted(chart.render(chart.certificates(mode), namespace="ingress-system"))
                self.assertLessEqual(needed, given)

    def test_the_test_pod_may_only_look_at_the_configurations(self):
        expected = {("get", "admissionregistration.k8s.io", f"{kind}webhookconfigurations", "alb-admission", None)
                    for kind in ("validating", "mutating")}
        self.assertEqual(granted(chart.render(), hooks=True), expected)

    def test_a_token_is_mounted_only_where_it_is_used(self):
        for mode in chart.CERTIFICATE_MODES:
            for context in (True, False):
                with self.subTest(mode=mode, context=context):
                    values = chart.merged(chart.certificates(mode), {"clusterContext": {"enabled": context}})
                    objects = chart.render(values)
                    spec = chart.only(objects, "Deployment")["spec"]["template"]["spec"]
                    is_used = any(value.startswith("--kube-api=") for value in chart.arguments(objects))
                    self.assertEqual(spec["automountServiceAccountToken"], is_used)
                    self.assertEqual(is_used, context or mode == "selfManaged")

    def test_network_policy_is_closed(self):
        enabled = {"networkPolicy": {"enabled": True}}
        closed = chart.merged(enabled, chart.certificates("supplied"), {"clusterContext": {"enabled": False}})
        self.assertEqual(chart.only(chart.render(closed), "NetworkPolicy")["spec"]["egress"], [])
        spec = chart.only(chart.render(enabled), "NetworkPolicy")["spec"]
        self.assertEqual(spec["policyTypes"], ["Ingress", "Egress"])
        self.assertEqual([port["port"] for rule in spec["egress"] for port in rule["ports"]], [443, 6443])
        self.assertEqual([rule["ports"][0]["port"] for rule in spec["ingress"]], [9443, 8081, 8080])


if __name__ == "__main__":
    unittest.main()
