"""Alerts and dashboard ask for metrics that exist, with labels that they have."""

import json
import re
import tempfile
import unittest
import urllib.request

import chart
from controlplane import Child, free_ports, wait

# https://github.com/kubernetes/apiserver/blob/v0.35.0/pkg/admission/metrics/metrics.go
API_SERVER = {
    "apiserver_admission_webhook_fail_open_count": {"name", "type"},
    "apiserver_admission_webhook_rejection_count": {"name", "type", "operation", "error_type", "rejection_code"},
}
# What Prometheus adds to each series of a scrape by way of a ServiceMonitor.
TARGET = {"namespace", "service", "pod", "instance", "job", "endpoint", "container"}
WORD = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
NOT_METRICS = {
    "sum", "max", "min", "by", "and", "on", "rate", "increase", "absent", "time", "histogram_quantile",
}


def selectors(expression):
    """(metric, labels that are matched) of an expression."""
    text = re.sub(r"\b(by|on) ?\([^)]*\)", "", expression)
    found = []
    for name, _, inner in re.findall(rf"\b({WORD})(\{{([^}}]*)\}})?", text):
        if name in NOT_METRICS or re.search(rf"[\"$]\S*{name}", text) or re.search(rf"\d{name}\b", text):
            continue
        found.append((name, set(re.findall(rf"({WORD})(?:=~|!=|=)", inner))))
    return found


def grouped(expression):
    return {label.strip() for _, text in re.findall(r"\b(by|on) ?\(([^)]*)\)", expression) for label in text.split(",")}


def expressions():
    objects = chart.render({"prometheusRule": {"enabled": True}, "grafanaDashboard": {"enabled": True}})
    rules = chart.only(objects, "PrometheusRule")["spec"]["groups"][0]["rules"]
    result = [(rule["alert"], rule["expr"]) for rule in rules]
    dashboard = json.loads(chart.only(objects, "ConfigMap", "alb-admission-dashboard")["data"]["alb-admission.json"])
    for panel in dashboard["panels"]:
        result += [(panel["title"], target["expr"]) for target in panel["targets"]]
    return result


def exported():
    """Families of a running server, with the labels that stand on its page."""
    with tempfile.TemporaryDirectory() as folder:
        ports = free_ports(4)
        server = Child([
            chart.BINARY, "serve", f"--bind-address=127.0.0.1:{ports[0]}",
            f"--health-probe-bind-address=127.0.0.1:{ports[1]}", f"--metrics-bind-address=127.0.0.1:{ports[2]}",
            # Nobody is there, which is all that the page needs to name what it would say of the cluster.
            f"--kube-api=http://127.0.0.1:{ports[3]}", "--cert-secret=default/certs", "--cert-dns-names=a.default.svc",
            "--cert-webhook-configurations=a",
        ], f"{folder}/log")

        def page():
            assert server.is_running, server.tail()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{ports[2]}/metrics", timeout=5) as response:
                    return response.read().decode()
            except OSError:
                return None

        try:
            text = wait(page, "the page of metrics")
        finally:
            server.stop()
    families = {}
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)", text, re.M):
        for series in [name] if kind != "histogram" else [f"{name}_bucket", f"{name}_sum", f"{name}_count"]:
            families[series] = set()
    for name, labels in re.findall(rf"^({WORD})(?:\{{(.*)\}})? \S+$", text, re.M):
        families.setdefault(name, set()).update(re.findall(rf"({WORD})=", labels))
    return families


class Metrics(unittest.TestCase):
    def test_every_expression_asks_for_something_that_exists(self):
        families = {**exported(), **API_SERVER}
        # Series of these appear with what they count.
        families["alb_admission_findings_total"] |= {"rule", "severity"}
        families["alb_admission_mutations_total"] |= {"mutation"}
        families["alb_admission_reviews_total"] |= {"operation", "kind", "verdict", "dry_run"}
        families["alb_admission_stopped_albs"] |= {"rule"}
        families["alb_admission_context_age_seconds"] |= {"kind"}
        count = 0
        for name, expression in expressions():
            with self.subTest(name):
                found = selectors(expression)
                self.assertTrue(found, expression)
                known = set()
                for metric, labels in found:
                    self.assertIn(metric, families)
                    self.assertLessEqual(labels, families[metric] | TARGET, metric)
                    known |= families[metric]
                self.assertLessEqual(grouped(expression), known | TARGET | {"le"}, expression)
            count += 1
        self.assertGreater(count, 20)

    def test_alerts_select_the_service_that_is_scraped(self):
        objects = chart.render({"prometheusRule": {"enabled": True}, "serviceMonitor": {"enabled": True}}, name="r",
                               namespace="n")
        service = chart.only(objects, "Service", "r-alb-admission-metrics")
        self.assertEqual(service["metadata"]["labels"]["alb-admission/service"], "metrics")
        monitor = chart.only(objects, "ServiceMonitor")["spec"]
        self.assertLessEqual(monitor["selector"]["matchLabels"].items(), service["metadata"]["labels"].items())
        self.assertEqual(monitor["endpoints"][0]["port"], service["spec"]["ports"][0]["name"])
        text = json.dumps(chart.only(objects, "PrometheusRule"))
        self.assertIn('namespace=\\"n\\",service=\\"r-alb-admission-metrics\\"', text)

    def test_names_of_webhooks_match(self):
        for hook in chart.webhooks(chart.render()):
            self.assertRegex(hook["name"], r"^.*\.alb-admission\.internal$")

    def test_alerts_say_what_to_know(self):
        rules = chart.only(chart.render({"prometheusRule": {"enabled": True, "alertLabels": {"team": "x"}}}),
                           "PrometheusRule")["spec"]["groups"][0]["rules"]
        for rule in rules:
            self.assertEqual(set(rule["annotations"]), {"summary", "description"}, rule["alert"])
            self.assertEqual(rule["labels"]["team"], "x")
            self.assertIn(rule["labels"]["severity"], ("critical", "warning", "info"))


if __name__ == "__main__":
    unittest.main()
