"""The chart in a real API server: what it accepts, what is there after install, upgrade and uninstall, and in which
order."""

import base64
import json
import unittest

import helm_python as helm
from helm_python import _native

import chart
import controlplane

NEWER_THAN_1_20 = {"cert-manager.io/v1", "monitoring.coreos.com/v1"}


def setUpModule():
    global control
    if controlplane.MISSING:
        raise unittest.SkipTest(controlplane.HINT)
    control = controlplane.ControlPlane()
    control.prepare("create", "namespace", "alb-admission")


def tearDownModule():
    control.stop()


class Lifecycle(unittest.TestCase):
    def setUp(self):
        self.helm = helm.Config(kubeconfig_path=control.kubeconfig, namespace="alb-admission")
        self.addCleanup(self.helm.uninstall, "alb-admission", ignore_not_found=True)

    def install(self, values=None, **more):
        return self.helm.install(chart.FOLDER, "alb-admission", values or {}, namespace="alb-admission", **more)

    def upgrade(self, values=None):
        return self.helm.upgrade(chart.FOLDER, "alb-admission", values or {}, namespace="alb-admission",
                                 reset_values=True)

    def bundles(self):
        return {
            hook["name"]: hook["clientConfig"].get("caBundle")
            for kind in ("mutating", "validating")
            for hook in control.get(f"/apis/admissionregistration.k8s.io/v1/{kind}webhookconfigurations/alb-admission")[
                "webhooks"]
        }

    def write_bundles(self, bundle):
        """As the server does it: a patch of each entry."""
        for kind in ("mutating", "validating"):
            path = f"/apis/admissionregistration.k8s.io/v1/{kind}webhookconfigurations/alb-admission"
            count = len(control.get(path)["webhooks"])
            patch = [{"op": "add", "path": f"/webhooks/{index}/clientConfig/caBundle", "value": bundle}
                     for index in range(count)]
            status, text = control.request("PATCH", path, patch, content="application/json-patch+json")
            self.assertEqual(status, 200, text)

    def test_the_api_server_takes_every_object(self):
        objects = {}
        for name, values in chart.matrix():
            values = chart.merged(values, {"webhooks": {"matchConditions": {"mode": "never"}},
                                           "podDisruptionBudget": {"unhealthyPodEvictionPolicy": ""},
                                           "namespaceOverride": "alb-admission"})
            for value in chart.render(values):
                if value["apiVersion"] not in NEWER_THAN_1_20:
                    if value["apiVersion"] == "policy/v1":
                        value["apiVersion"] = "policy/v1beta1"
                    objects.setdefault(json.dumps(value, sort_keys=True), name)
        items = [json.loads(text) for text in objects]
        self.assertGreater(len(items), 150)
        text = json.dumps({"apiVersion": "v1", "kind": "List", "items": items})
        result = control.kubectl("create", "--dry-run=server", "-f", "-", input=text)
        self.assertEqual(result.returncode, 0, result.stderr[-3000:])

    def test_capabilities_of_an_old_server(self):
        release = self.install({"webhooks": {"matchConditions": {"mode": "auto"}}}, dry_run="server")
        self.assertIn("policy/v1beta1", release["manifest"])
        self.assertNotIn("matchConditions", release["manifest"])

    def test_installed_last_and_removed_first(self):
        self.install()
        made = [event for event in control.audited() if event["stage"] == "ResponseComplete"
                and event["verb"] in ("create", "patch") and event["responseStatus"]["code"] == 201
                and event["objectRef"].get("name", "").startswith("alb-admission")]
        order = [event["objectRef"]["resource"] for event in made]
        self.assertEqual(set(order[-2:]), {"mutatingwebhookconfigurations", "validatingwebhookconfigurations"})
        self.assertIn("deployments", order)
        control.prepare("-n", "alb-admission", "create", "secret", "generic", "alb-admission-certs")
        seen = len(control.audited())
        hooks = self.helm.get_all("alb-admission")["hooks"]
        events = sorted((event, hook["kind"]) for hook in hooks for event in hook["events"] if event != "test")
        self.assertEqual(events, [("post-delete", "Secret"), ("pre-delete", "MutatingWebhookConfiguration"),
                                  ("pre-delete", "ValidatingWebhookConfiguration")])
        self.helm.uninstall("alb-admission")
        gone = [event["objectRef"] for event in control.audited()[seen:] if event["stage"] == "ResponseComplete"
                and event["verb"] == "delete" and event["responseStatus"]["code"] == 200]
        order = [reference["resource"] for reference in gone]
        first = min(order.index("deployments"), order.index("services"))
        for kind in ("mutatingwebhookconfigurations", "validatingwebhookconfigurations"):
            self.assertLess(order.index(kind), first, order)
            self.assertIsNone(control.get(f"/apis/admissionregistration.k8s.io/v1/{kind}/alb-admission"))
        left = control.prepare("get", "all,secrets,configmaps,sa,roles,rolebindings,pdb", "-n", "alb-admission", "-o",
                               "name").split()
        self.assertEqual([name for name in left if "alb-admission" in name], [])
        left = control.prepare("get", "clusterroles,clusterrolebindings", "-o", "name").split()
        self.assertEqual([name for name in left if "alb-admission" in name], [])

    def test_upgrades_leave_the_ca_that_the_server_wrote(self):
        self.install()
        self.assertEqual(set(self.bundles().values()), {None})
        self.write_bundles("Q0E=")
        for values in (
            {},
            {"webhooks": {"mutating": {"timeoutSeconds": 1}, "annotations": {"a": "b"}}},
            {"webhooks": {"validating": {"kinds": {"services": {"failurePolicy": "Fail"}}}}},
            {"config": {"preset": "advisory"}},
            {"webhooks": {"validating": {"kinds": {"albConfigs": {"enabled": False}}}}},
        ):
            with self.subTest(values):
                self.upgrade(values)
                self.assertEqual(set(self.bundles().values()), {"Q0E="})
        self.assertNotIn("albconfigs.validate.alb-admission.internal", self.bundles())
        # An entry that is new has none until the server has seen it.
        self.upgrade({"webhooks": {"validating": {"kinds": {"secrets": {"enabled": True}}}}})
        bundles = self.bundles()
        self.assertIsNone(bundles.pop("secrets.validate.alb-admission.internal"))
        bundles.pop("albconfigs.validate.alb-admission.internal")
        self.assertEqual(set(bundles.values()), {"Q0E="})

    def test_so_does_the_merge_of_three_ways(self):
        """As Helm 3 and kubectl apply do it."""
        def apply(values):
            objects = [value for value in chart.render(values) if value["kind"].endswith("WebhookConfiguration")
                       and not chart.is_hook(value)]
            control.prepare("apply", "-f", "-", input=json.dumps(
                {"apiVersion": "v1", "kind": "List", "items": objects}))

        plain = {"webhooks": {"matchConditions": {"mode": "never"}}}
        apply(plain)
        self.addCleanup(control.prepare, "delete", "mutatingwebhookconfiguration,validatingwebhookconfiguration",
                        "alb-admission")
        self.write_bundles("Q0E=")
        apply(chart.merged(plain, {"webhooks": {"mutating": {"timeoutSeconds": 1}, "deletion": {"timeoutSeconds": 1}}}))
        self.assertEqual(set(self.bundles().values()), {"Q0E="})

    def test_an_upgrade_repairs_what_fails_closed(self):
        """No replica answers, everything is Fail, and the Namespace has no label in 1.20: Helm still gets through."""
        kinds = {kind: {"enabled": True, "failurePolicy": "Fail"}
                 for kind in chart.DEFAULTS["webhooks"]["validating"]["kinds"]}
        self.install({"webhooks": {"validating": {"kinds": kinds}}})
        controlplane.wait(lambda: control.kubectl("-n", "default", "create", "service", "clusterip", "x", "--tcp=80",
                                                  "--dry-run=server").returncode != 0, "the webhooks are in effect")
        self.upgrade({"service": {"annotations": {"a": "b"}}})

    def test_modes_can_change(self):
        """A Secret that the server made is in nobody's way."""
        self.install()
        control.prepare("-n", "alb-admission", "create", "secret", "generic", "alb-admission-certs")
        self.write_bundles("b3RoZXI=")
        with self.assertRaises(helm.HelmError) as raised:
            self.upgrade(chart.certificates("supplied"))
        self.assertIn("conflict", str(raised.exception))
        # README: --force-conflicts, which the package has no argument for.
        options = {"namespace": "alb-admission", "reset_values": True, "force_conflicts": True}
        values = json.dumps(chart.certificates("supplied"))
        _native.call_string("helm_upgrade", self.helm._raw(), _native.HANDLE(0), _native.HANDLE(0), str(chart.FOLDER),
                            "alb-admission", values, json.dumps(options))
        written = base64.b64encode(chart.CA.encode()).decode()
        self.assertEqual(set(self.bundles().values()), {written})
        self.upgrade()
        self.upgrade(chart.certificates("existingSecret"))

    def test_a_secret_of_the_users_own_stays(self):
        own = {"certificates": {"mode": "existingSecret", "existingSecret": {
            "name": "alb-admission-certs", "caBundle": chart.CA}}}
        control.prepare("-n", "alb-admission", "create", "secret", "generic", "alb-admission-certs")
        self.install(own)
        self.helm.uninstall("alb-admission")
        control.prepare("-n", "alb-admission", "delete", "secret", "alb-admission-certs")

    def test_a_second_release_of_the_same_name_is_refused(self):
        self.install()
        with helm.Config(kubeconfig_path=control.kubeconfig, namespace="other") as other:
            with self.assertRaises(helm.HelmError) as raised:
                other.install(chart.FOLDER, "alb-admission", {}, namespace="other", create_namespace=True)
        self.assertIn("alb-admission", str(raised.exception))


if __name__ == "__main__":
    unittest.main()
