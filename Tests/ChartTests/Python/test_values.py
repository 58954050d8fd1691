"""What people may write into the values, and what they are told."""

import json
import re
import subprocess
import unittest

import helm_python as helm

import chart


def leaves(value, path=""):
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    else:
        yield path


class Values(unittest.TestCase):
    def test_lint_has_no_complaint(self):
        report = helm.lint(chart.FOLDER, strict=True)
        self.assertEqual(report["errors"], [])
        self.assertEqual([m for m in report["messages"] if m["severity"] > 1], [])

    def test_every_default_is_in_the_schema_and_nothing_else(self):
        def compare(value, schema, path):
            if "properties" not in schema or not value:
                return
            self.assertIs(schema.get("additionalProperties"), False, path)
            names = set(schema["properties"]) - {"global"}
            self.assertEqual(set(value), names, path)
            for key, inner in value.items():
                if isinstance(inner, dict):
                    compare(inner, schema["properties"][key], f"{path}.{key}")

        probes = {"livenessProbe", "readinessProbe", "startupProbe"}
        defaults = {key: value for key, value in chart.DEFAULTS.items() if key not in probes}
        schema = json.loads(json.dumps(chart.CHART.schema))
        for key in probes:
            del schema["properties"][key]
        compare(defaults, schema, "")

    def test_a_wrong_value_is_refused_with_its_key(self):
        for values, key in [
            ({"replicas": 3}, "replicas"),
            ({"replicaCount": "two"}, "replicaCount"),
            ({"image": {"tagg": "1"}}, "tagg"),
            ({"image": {"digest": "sha256:1"}}, "image/digest"),
            ({"certificates": {"mode": "selfSigned"}}, "certificates/mode"),
            ({"certificates": {"selfManaged": {"lifetime": "30d"}}}, "certificates/selfManaged/lifetime"),
            ({"webhooks": {"mutating": {"failurePolicy": "Fail"}}}, "failurePolicy"),
            ({"webhooks": {"mutating": {"timeoutSeconds": 10}}}, "webhooks/mutating/timeoutSeconds"),
            ({"webhooks": {"validating": {"kinds": {"pods": {}}}}}, "pods"),
            ({"webhooks": {"validating": {"kinds": {"services": {"failurePolicy": "fail"}}}}}, "failurePolicy"),
            ({"config": {"preset": "dry"}}, "config/preset"),
            ({"config": {"rule": {}}}, "rule"),
            ({"config": {"rules": {"ALB301": True}}}, "config/rules/ALB301"),
            ({"server": {"webhookPort": 0}}, "server/webhookPort"),
            ({"fullnameOverride": "x" * 49}, "fullnameOverride"),
            ({"fullnameOverride": "Gate"}, "fullnameOverride"),
            ({"clientAuthentication": {"names": []}}, "names"),
        ]:
            with self.subTest(values), self.assertRaises(helm.HelmValuesError) as raised:
                chart.render(values)
            self.assertIn(key, str(raised.exception))

    def test_a_missing_value_is_named(self):
        for values, key in [
            ({"certificates": {"mode": "existingSecret", "existingSecret": {"caBundle": chart.CA}}},
             "certificates.existingSecret.name"),
            ({"certificates": {"mode": "existingSecret", "existingSecret": {"name": "x"}}},
             "certificates.existingSecret.caBundle"),
            ({"certificates": {"mode": "supplied"}}, "certificates.supplied."),
            ({"clientAuthentication": {"enabled": True}}, "clientAuthentication.ca"),
        ]:
            with self.subTest(values), self.assertRaises(helm.HelmRenderError) as raised:
                chart.render(values)
            self.assertIn(key, str(raised.exception))

    def test_the_readme_is_what_the_comments_say(self):
        made = subprocess.run([chart.CHECKOUT / ".ci" / "chart-readme", "--check"], capture_output=True, text=True)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)

    def test_every_value_is_in_the_readme(self):
        text = (chart.FOLDER / "README.md").read_text()
        rows = set(re.findall(r"^\| `([^`]+)` \|", text, re.M))
        for path in leaves(chart.DEFAULTS):
            parts = path.split(".")
            known = {".".join(parts[: length + 1]) for length in range(len(parts))}
            self.assertTrue(known & rows, path)

    def test_what_the_readmes_tell_people_to_set(self):
        count = 0
        for path in (chart.FOLDER / "README.md", chart.CHECKOUT / "README.md"):
            for quoted, plain in re.findall(r"--set (?:'([^']+)'|([^\s`)]+))", path.read_text()):
                with self.subTest(quoted or plain):
                    chart.CHART.validate_schema(helm.parse_set_string(quoted or plain))
                count += 1
            for name in re.findall(r"-f (?:charts/alb-admission/)?(examples/\S+\.yaml)", path.read_text()):
                self.assertTrue((chart.FOLDER / name).is_file(), name)
        self.assertGreater(count, 6)

    def test_settings_that_the_schema_knows_are_those_of_the_program(self):
        readme = (chart.CHECKOUT / "README.md").read_text()
        sample = json.loads(re.search(r"## Settings.*?```json\n(.*?)```", readme, re.S)[1])
        schema = chart.CHART.schema["properties"]["config"]

        def compare(value, schema, path):
            self.assertEqual(set(value), set(schema["properties"]), path)
            for key, inner in value.items():
                if isinstance(inner, dict) and "properties" in schema["properties"][key]:
                    compare(inner, schema["properties"][key], f"{path}.{key}")

        compare(sample, schema, "config")


if __name__ == "__main__":
    unittest.main()
