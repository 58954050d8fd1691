"""What the templates make of all kinds of values."""

import json
import unittest

import yaml

import chart


class Rendering(unittest.TestCase):
    def test_every_case_parses_and_every_object_is_whole(self):
        for name, values in chart.matrix():
            with self.subTest(name):
                objects = chart.render(values)
                seen = set()
                for value in objects:
                    metadata = value["metadata"]
                    key = (value["kind"], metadata.get("namespace"), metadata["name"], chart.is_hook(value))
                    self.assertNotIn(key, seen)
                    seen.add(key)
                    self.assertLessEqual(len(metadata["name"]), 63, key)
                    if metadata["name"].endswith(("-extra", "-text")):
                        continue
                    self.assertEqual(metadata["labels"]["app.kubernetes.io/part-of"], "alb-admission", key)

    def test_names_of_any_length(self):
        for release in ("a", "alb-admission", "r" * 53):
            for values in ({}, {"nameOverride": "n" * 48}, {"fullnameOverride": "f" * 48}):
                with self.subTest(release=release, values=values):
                    objects = chart.render(values, name=release, namespace="n" * 63)
                    for value in objects:
                        self.assertLessEqual(len(value["metadata"]["name"]), 63)
                        for text in value["metadata"].get("labels", {}).values():
                            self.assertLessEqual(len(text), 63)
                    service = chart.webhooks(objects)[0]["clientConfig"]["service"]
                    self.assertTrue(chart.only(objects, "Service", service["name"]))

    def test_selectors_find_the_pods_and_never_change(self):
        for name, values in chart.matrix():
            with self.subTest(name):
                objects = chart.render(values)
                deployment = chart.only(objects, "Deployment")["spec"]
                labels = deployment["template"]["metadata"]["labels"]
                selectors = [deployment["selector"]["matchLabels"]]
                selectors += [value["spec"]["selector"] for value in chart.kinds(objects, "Service")]
                selectors += [value["spec"]["selector"]["matchLabels"]
                              for value in chart.kinds(objects, "PodDisruptionBudget")]
                selectors += [value["spec"]["podSelector"]["matchLabels"]
                              for value in chart.kinds(objects, "NetworkPolicy")]
                for selector in selectors:
                    self.assertLessEqual(selector.items(), labels.items())
                    self.assertEqual(set(selector), {f"app.kubernetes.io/{key}"
                                                     for key in ("name", "instance", "component")})
                test = [value for value in objects if value["kind"] == "Pod"]
                self.assertFalse(selectors[0].items() <= test[0]["metadata"]["labels"].items())

    def test_the_configurations_call_a_service_that_is_there(self):
        for name, values in chart.matrix():
            with self.subTest(name):
                objects = chart.render(values)
                for hook in chart.webhooks(objects):
                    target = hook["clientConfig"]["service"]
                    service = chart.only(objects, "Service", target["name"])
                    self.assertEqual(service["metadata"]["namespace"], target["namespace"])
                    port = service["spec"]["ports"][0]
                    self.assertEqual(port["port"], target["port"])
                    container = chart.only(objects, "Deployment")["spec"]["template"]["spec"]["containers"][0]
                    ports = {value["name"]: value["containerPort"] for value in container["ports"]}
                    bind = [value for value in container["args"] if value.startswith("--bind-address=")][0]
                    self.assertTrue(bind.endswith(f":{ports[port['targetPort']]}"))

    def test_the_configurations_cannot_hurt_others(self):
        for name, values in chart.matrix():
            with self.subTest(name):
                for hook in chart.webhooks(chart.render(values)):
                    self.assertEqual(hook["sideEffects"], "None")
                    self.assertLessEqual(hook["timeoutSeconds"], 3)
                    operations = {word for rule in hook["rules"] for word in rule["operations"]}
                    self.assertFalse({"*", "CONNECT"} & operations)
                    for rule in hook["rules"]:
                        self.assertFalse([word for word in rule["resources"] if "/" in word or "*" in word])
                    expressions = hook["namespaceSelector"]["matchExpressions"]
                    excluded = expressions[0]["values"]
                    self.assertIn("kube-system", excluded)
                    self.assertIn(hook["clientConfig"]["service"]["namespace"], excluded)
                    if "DELETE" in operations:
                        self.assertEqual(operations, {"DELETE"})
                    if "DELETE" in operations or hook["name"].startswith("mutate."):
                        self.assertEqual(hook["failurePolicy"], "Ignore")
                    if "reinvocationPolicy" in hook:
                        self.assertEqual(operations, {"CREATE"})

    def test_fail_is_for_the_kind_that_asks_for_it(self):
        values = {"webhooks": {"validating": {"kinds": {"albConfigs": {"failurePolicy": "Fail"}}}}}
        policies = {hook["name"]: hook["failurePolicy"] for hook in chart.webhooks(chart.render(values))}
        self.assertEqual(policies.pop("albconfigs.validate.alb-admission.internal"), "Fail")
        self.assertEqual(set(policies.values()), {"Ignore"})

    def test_the_registration_is_the_one_that_is_proven(self):
        """The rules of certs/webhook-configurations.yaml, whatever entry they stand in."""
        def rules(hooks):
            return {
                (operation, group, version, resource)
                for hook in hooks for rule in hook["rules"] for operation in rule["operations"]
                for group in rule["apiGroups"] for version in rule["apiVersions"] for resource in rule["resources"]
            }

        text = (chart.CHECKOUT / "certs" / "webhook-configurations.yaml").read_text()
        written = [hook for value in yaml.safe_load_all(text) for hook in value["webhooks"]]
        self.assertEqual(rules(chart.webhooks(chart.render())), rules(written))

    def test_where_the_ca_comes_from(self):
        for mode in chart.CERTIFICATE_MODES:
            with self.subTest(mode):
                objects = chart.render(chart.certificates(mode))
                bundles = {hook["clientConfig"].get("caBundle") for hook in chart.webhooks(objects)}
                is_written = mode in ("existingSecret", "supplied")
                self.assertEqual(None in bundles, not is_written)
                self.assertEqual(len(bundles), 1)
                configuration = chart.only(objects, "ValidatingWebhookConfiguration")
                injected = configuration["metadata"].get("annotations", {}).get("cert-manager.io/inject-ca-from")
                if mode.startswith("certManager"):
                    certificate = chart.only(objects, "Certificate", "alb-admission")
                    self.assertEqual(injected, "alb-admission/alb-admission")
                    volumes = chart.only(objects, "Deployment")["spec"]["template"]["spec"]["volumes"]
                    names = [volume["secret"]["secretName"] for volume in volumes if "secret" in volume]
                    self.assertEqual(names, [certificate["spec"]["secretName"]])
                    self.assertIn("alb-admission.alb-admission.svc", certificate["spec"]["dnsNames"])
                else:
                    self.assertIsNone(injected)

    def test_rendering_twice_gives_the_same(self):
        for mode in chart.CERTIFICATE_MODES:
            self.assertEqual(chart.render(chart.certificates(mode)), chart.render(chart.certificates(mode)))

    def test_the_grace_period_is_longer_than_the_drain(self):
        for delay in (0, 10, 60):
            objects = chart.render({"server": {"shutdownDelaySeconds": delay}})
            grace = next(chart.pod_specs(objects))["terminationGracePeriodSeconds"]
            # README, "Limits and deadlines": 20 s for what has begun, 3 s for whatever is left.
            self.assertGreaterEqual(grace, delay + 20 + 3)

    def test_what_is_applied_by_others_has_no_hooks_but_the_test(self):
        """With helm template and Argo CD a hook of the configurations' own name would overwrite them."""
        for mode in chart.CERTIFICATE_MODES:
            for value in chart.render(chart.certificates(mode)):
                if chart.is_hook(value):
                    self.assertEqual(value["metadata"]["annotations"]["helm.sh/hook"], "test")

    def test_one_replica_has_no_budget(self):
        self.assertEqual(chart.kinds(chart.render({"replicaCount": 1}), "PodDisruptionBudget"), [])

    def test_notes_say_how_to_get_out(self):
        notes = chart.CHART.render({"webhooks": {"validating": {"kinds": {"services": {"failurePolicy": "Fail"}}}},
                                    "replicaCount": 1}, name="r", namespace="n")["alb-admission/templates/NOTES.txt"]
        self.assertIn("delete validatingwebhookconfiguration,mutatingwebhookconfiguration r-alb-admission", notes)
        self.assertIn("failurePolicy Fail for services with one replica", notes)
        self.assertIn("helm test -n n r", notes)

    def test_settings_reach_the_file_as_written(self):
        config = {"profile": "lbc", "rules": {"ALB301": "warn", "ALB302": False}, "ingressClasses": ["alb", "x"]}
        text = chart.only(chart.render({"config": config}), "ConfigMap")["data"]["settings.json"]
        self.assertEqual(json.loads(text), chart.merged(config, {"rules": {"ALB302": "off"}}))


if __name__ == "__main__":
    unittest.main()
