"""Creates go on while Pods, certificates, settings and API server change, and none of them fails."""

import base64
import re
import signal
import ssl
import sys
import unittest
import urllib.request

import chart
import controlplane
import scenario
from load import BAD, GOOD, PATH, Load
from scenario import Common, Installed


def setUpModule():
    scenario.begin()


def tearDownModule():
    scenario.end()


class ExistingSecret(Common, Installed):
    @classmethod
    def prepare(cls):
        cls.values = chart.merged(scenario.ours, scenario.CLOSED)
        cls.made = scenario.control.folder / "made"

    def test_secret_replaced(self):
        before = [self.reloads(pod) for pod in self.pods.pods]
        with Load(scenario.control) as load:
            for _ in range(2):
                scenario.make_certificates(self.made)
                self.replace({name: (self.made / name).read_bytes() for name in ("tls.crt", "tls.key")})
                controlplane.wait(lambda: all(self.reloads(pod) > count for pod, count in zip(self.pods.pods, before)),
                                  "the new certificate is in use")
                before = [self.reloads(pod) for pod in self.pods.pods]
                load.until(30)
        self.assertNoneLost(load)

    def test_a_broken_secret_leaves_the_old_one_in_use(self):
        name = "certwatcher_read_certificate_errors_total"
        before = [pod.metric(name) for pod in self.pods.pods]
        good = {name: (self.made / name).read_bytes() for name in ("tls.crt", "tls.key")}
        self.addCleanup(self.replace, good)
        with Load(scenario.control) as load:
            self.replace({"tls.crt": (self.made / "ca.crt").read_bytes()})
            controlplane.wait(lambda: all(pod.metric(name) > count for pod, count in zip(self.pods.pods, before)),
                              "the pair that does not fit is counted")
            load.until(30)
        self.assertIn("private key does not match certificate", self.pods.pods[0].child.text())
        self.assertNoneLost(load)

    @staticmethod
    def replace(files):
        data = {name: base64.b64encode(text).decode() for name, text in files.items()}
        path = "/api/v1/namespaces/alb-admission/secrets/our-certs"
        status, text = scenario.control.request("PATCH", path, {"data": data}, content="application/merge-patch+json")
        assert status == 200, text

    @staticmethod
    def reloads(pod):
        return pod.metric("alb_admission_certificate_reloads_total")

    def test_helm_test_fails_where_another_ca_is_registered(self):
        other = scenario.control.folder / "other"
        scenario.make_certificates(other)
        secret = {"caBundle": (other / "ca.crt").read_text()}
        self.addCleanup(controlplane.wait, self.is_refused, "denials are back")
        self.addCleanup(self.upgrade)
        self.upgrade({"certificates": {"existingSecret": secret}})
        problem, output = self.helm_test()
        self.assertIsNotNone(problem, output)
        self.assertIn("ingresses.validate.alb-admission.internal", output)

    def test_callers_without_the_certificate_are_turned_away(self):
        pod = self.pods.pods[0]
        trust = ssl.create_default_context(cafile=self.made / "ca.crt")
        trust.check_hostname = False
        with self.assertRaises(OSError):
            urllib.request.urlopen(f"https://{pod.address}:{pod.port}/validate", b"{}", context=trust, timeout=5)

    def test_other_names_of_callers_are_taken_into_use_without_a_restart(self):
        """The policy is Fail, so that nobody gets in is a create that fails."""
        self.addCleanup(controlplane.wait, self.is_refused, "the API server is let in")
        self.addCleanup(self.upgrade)
        for names, expected in ((["somebody-else"], 500), (["somebody-else", "kube-apiserver"], 201)):
            self.upgrade({"clientAuthentication": {"allowedNames": names}})
            controlplane.wait(lambda: self.create_status() == expected, f"{names}: {expected}")

    @staticmethod
    def create_status():
        return scenario.control.request("POST", PATH, GOOD)[0]

    def test_settings_that_cannot_be_used_leave_the_old_ones(self):
        self.upgrade({"config": {"rules": {"no-such-rule": "deny"}}})
        self.addCleanup(self.upgrade)
        name = "alb_admission_config_last_reload_successful"
        controlplane.wait(lambda: all(pod.metric(name) == 0 for pod in self.pods.pods), "the alert's metric")
        self.assertIn("no-such-rule", self.pods.pods[0].child.text())
        self.assertTrue(self.is_refused())
        self.upgrade()
        controlplane.wait(lambda: all(pod.metric(name) == 1 for pod in self.pods.pods), "good settings again")

    def test_stopped_replicas_cost_both_timeouts_and_no_more(self):
        """With Ignore: a create that waits for two seconds and for three passes."""
        self.upgrade({"webhooks": {"validating": {"kinds": {"ingresses": {"failurePolicy": "Ignore"}}}}})
        self.addCleanup(self.upgrade)
        controlplane.wait(lambda: all(self.is_refused() for _ in range(10)), "the entry is in effect")
        for pod in self.pods.pods:
            pod.child.process.send_signal(signal.SIGSTOP)
            self.addCleanup(pod.child.process.send_signal, signal.SIGCONT)
        self.pods.is_paused = True
        self.addCleanup(setattr, self.pods, "is_paused", False)
        # 5 s, and some for a machine that is busy; the API server ends the request when they are over.
        status, text = scenario.control.request("POST", f"{PATH}&timeout=9s", BAD)
        self.assertEqual(status, 201, f"{[pod.child.state for pod in self.pods.pods]} {text}")

    def test_a_setting_is_taken_into_use_without_a_restart(self):
        pods = [pod.child.process.pid for pod in self.pods.pods]
        self.upgrade({"config": {"preset": "advisory"}})
        controlplane.wait(lambda: scenario.control.request("POST", PATH, BAD)[0] == 201, "denials are warnings")
        self.upgrade()
        controlplane.wait(self.is_refused, "denials are back")
        self.assertEqual([pod.child.process.pid for pod in self.pods.pods], pods)
        controlplane.wait(lambda: all(self.is_refused() for _ in range(20)), "on both")

    def test_a_killed_replica_fails_no_create(self):
        """With Ignore. What was in its hands passes unchecked; the other one checks the rest."""
        self.upgrade({"webhooks": {"validating": {"kinds": {"ingresses": {"failurePolicy": "Ignore"}}}}})
        self.addCleanup(self.upgrade)
        controlplane.wait(lambda: all(self.is_refused() for _ in range(10)), "the entry is in effect")
        with Load(scenario.control) as load:
            killed = self.pods.pods[0]
            killed.is_terminating = True
            killed.child.stop(signal.SIGKILL)
            self.pods.ready(1)
            load.until(30)
            unchecked = load.unchecked
            load.until(100)
            self.assertEqual(load.unchecked, unchecked, "the killed replica is out of the way")
            self.pods.forget(killed)
            self.pods.add()
            self.pods.ready(2)
            load.until(30)
        print(f"{self.id().split('.', 1)[1]}: {load}", file=sys.stderr)
        self.assertEqual(load.failures, [])
        self.assertEqual(load.unchecked, unchecked)

    def test_with_both_replicas_down_creates_pass_and_the_api_server_counts_it(self):
        self.upgrade({"webhooks": {"validating": {"kinds": {"ingresses": {"failurePolicy": "Ignore"}}}}})
        self.addCleanup(self.upgrade)
        for pod in list(self.pods.pods):
            pod.is_terminating = True
            pod.child.stop(signal.SIGKILL)
            self.pods.forget(pod)
        self.pods.ready(0)
        before = self.calls("false")
        for _ in range(5):
            status, text = scenario.control.request("POST", PATH, BAD)
            self.assertEqual(status, 201, text)
        # 1.20 has no apiserver_admission_webhook_fail_open_count yet, but a call that nobody answered and that was
        # let through stands here.
        self.assertEqual(self.calls("false"), before + 5)
        for _ in range(2):
            self.pods.add()
        self.pods.ready(2)
        controlplane.wait(self.is_refused, "denials are back")

    @staticmethod
    def calls(rejected):
        text = scenario.control.get("/metrics", raw=True)
        rows = re.findall(r"^apiserver_admission_webhook_admission_duration_seconds_count\{(.*)\} (\d+)", text, re.M)
        return sum(int(count) for labels, count in rows if f'rejected="{rejected}"' in labels
                   and 'name="ingresses.validate.alb-admission.internal"' in labels)

    def test_the_rights_are_enough(self):
        """The live context works with the token of the chart's ServiceAccount."""
        def synced():
            page = self.pods.pods[0].metrics()
            rows = dict(re.findall(r'^alb_admission_context_synced\{kind="(\w+)"\} (\d)', page, re.M))
            return len(rows) > 4 and set(rows.values()) == {"1"}

        controlplane.wait(synced, "every kind is followed")


class WithoutRights(Installed):
    """A cluster whose administrators make no roles: the Pods say what they may not do, and judge all the same."""

    @classmethod
    def prepare(cls):
        cls.values = chart.merged(scenario.ours, {"rbac": {"create": False}})

    def test_it_is_said_and_the_rest_works(self):
        self.assertTrue(self.is_refused())
        pod = self.pods.pods[0]
        name = 'alb_admission_context_failures_total{kind="Ingress",reason="forbidden"}'
        controlplane.wait(lambda: pod.metric(name) > 0, "the metric")
        self.assertIn("forbidden", pod.child.text())
        self.assertIn("context-ingress", pod.page(pod.probes, "/readyz?verbose"))


if __name__ == "__main__":
    unittest.main()
