"""Creates go on while Pods, certificates, chart and API server change, and none of them fails."""

import base64
import re
import signal
import ssl
import subprocess
import sys
import time
import unittest
import urllib.request

import helm_python as helm

import chart
import controlplane
from load import BAD, GOOD, PATH, Load
from pods import OneShot, Pods

FIXTURES = chart.CHECKOUT / "Tests" / "EndToEndTests" / "Fixtures"
CLASS = """
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: alb}
spec:
  controller: ingress.k8s.alibabacloud/alb
  parameters: {apiGroup: alibabacloud.com, kind: AlbConfig, name: default}
---
apiVersion: alibabacloud.com/v1
kind: AlbConfig
metadata: {name: default}
spec:
  config: {addressType: Internet, zoneMappings: [{vSwitchId: vsw-a1}, {vSwitchId: vsw-b2}]}
  listeners: [{port: 80, protocol: HTTP}]
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: default}
spec: {type: NodePort, ports: [{port: 80, nodePort: 30080}]}
"""
CLOSED = {"webhooks": {"validating": {"kinds": {"ingresses": {"failurePolicy": "Fail"}}}}}


def make_certificates(folder, *flags):
    """A new serving certificate; a CA that is there stays."""
    made = subprocess.run([chart.CHECKOUT / "certs" / "make-development-certs", "--namespace", "alb-admission", *flags,
                           folder], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr


def client_certificate(folder):
    """What the chart's README says about the API server's side, with other paths."""
    make_certificates(folder / "made", "--client", "kube-apiserver")
    text = (chart.FOLDER / "README.md").read_text()
    section = text.split("## The API server's certificate")[1].split("\n## ")[0]
    blocks = re.findall(r"```yaml\n(.*?)```", section, re.S)
    for name, block in zip(("admission.yaml", "kubeconfig.yaml"), blocks, strict=True):
        block = block.replace("/etc/kubernetes/alb-admission/client", str(folder / "made" / "client"))
        (folder / name).write_text(block.replace("/etc/kubernetes/alb-admission", str(folder)))
    return [f"--admission-control-config-file={folder / 'admission.yaml'}"]


def setUpModule():
    global control, OURS
    if controlplane.MISSING:
        raise unittest.SkipTest(controlplane.HINT)
    if controlplane.own_address() is None:
        raise unittest.SkipTest("needs an address that is not loopback")
    control = controlplane.ControlPlane(client_certificate)
    control.prepare("apply", "-f", str(FIXTURES / "albconfig-crd.yaml"))
    control.prepare("wait", "--for=condition=Established", "crd/albconfigs.alibabacloud.com")
    control.prepare("apply", "-f", "-", input=CLASS)
    control.prepare("create", "namespace", "alb-admission")
    made = control.folder / "made"
    control.prepare("-n", "alb-admission", "create", "secret", "tls", "our-certs", f"--cert={made}/tls.crt",
                    f"--key={made}/tls.key")
    authority = (made / "ca.crt").read_text()
    OURS = {
        "certificates": {"mode": "existingSecret", "existingSecret": {"name": "our-certs", "caBundle": authority}},
        "clientAuthentication": {"enabled": True, "ca": authority, "allowedNames": ["kube-apiserver"]},
    }


def tearDownModule():
    control.stop()


class Installed(unittest.TestCase):
    """A release with its Pods, for all tests of a class."""

    values = {}

    @classmethod
    def setUpClass(cls):
        cls.helm = helm.Config(kubeconfig_path=control.kubeconfig, namespace="alb-admission")
        cls.prepare()
        began = time.monotonic()
        cls.helm.install(chart.FOLDER, "alb-admission", cls.release(), namespace="alb-admission")
        cls.pods = Pods(control, "alb-admission", "alb-admission")
        cls.addClassCleanup(cls.helm.uninstall, "alb-admission")
        cls.addClassCleanup(cls.pods.stop)
        cls.pods.begin()
        controlplane.wait(cls.isRefused, f"a denial; {[pod.child.tail() for pod in cls.pods.pods]}")
        print(f"{cls.__name__}: from helm install to the first denial {time.monotonic() - began:.2f} s", file=sys.stderr)
        cls.pods.ready(2)
        controlplane.wait(cls.isFilledIn, "a default")

    @classmethod
    def prepare(cls):
        pass

    @classmethod
    def release(cls, *more):
        # Two seconds of delay do here: there is no kube-proxy that hears late that a Pod is gone.
        return chart.merged({"server": {"shutdownDelaySeconds": 2}, "minReadySeconds": 0}, cls.values, *more)

    @classmethod
    def upgrade(cls, *more):
        cls.helm.upgrade(chart.FOLDER, "alb-admission", cls.release(*more), namespace="alb-admission",
                         reset_values=True)

    @staticmethod
    def isRefused():
        return "[ALB102]" in control.request("POST", PATH, BAD)[1]

    @staticmethod
    def isFilledIn():
        return '"ingressClassName":"alb"' in control.request("POST", PATH, GOOD)[1]

    def assertNoneLost(self, load):
        print(f"{self.id().split('.', 1)[1]}: {load}", file=sys.stderr)
        self.assertEqual(load.failures, [])
        self.assertEqual(load.unchecked, 0, load)
        self.assertGreater(load.kubectls, 0)
        self.assertEqual(load.broken > 0, load.restarts > 0, load)


class Common:
    """What holds whatever the certificate comes from. Every lost call is a failure: the policy is Fail."""

    def test_rolling_restart(self):
        with Load(control) as load:
            self.assertEqual(self.pods.roll(), [0, 0])
            load.until(30)
        self.assertNoneLost(load)

    def test_upgrade_of_the_chart(self):
        with Load(control) as load:
            self.upgrade({"server": {"logLevel": "debug"}, "podAnnotations": {"a": "b"},
                          "webhooks": {"mutating": {"timeoutSeconds": 3}, "labels": {"c": "d"}}})
            self.assertEqual(self.pods.roll(), [0, 0])
            load.until(30)
            self.upgrade()
            self.assertEqual(self.pods.roll(), [0, 0])
            load.until(30)
        self.assertNoneLost(load)

    def test_helm_test(self):
        """certs check with the rights of the test's own ServiceAccount."""
        pod = self.pods.pods[0]
        kubelet = OneShot(control, "alb-admission", "alb-admission-test", f"{pod.address}:{pod.port}")
        kubelet.start()
        self.helm.test("alb-admission", timeout=60)
        kubelet.join()
        self.assertIn("alb-admission.alb-admission.svc", kubelet.output)

    def test_restart_of_the_api_server(self):
        with Load(control) as load:
            control.restart()
            load.until(60)
        self.assertNoneLost(load)


class ExistingSecret(Common, Installed):
    @classmethod
    def prepare(cls):
        cls.values = chart.merged(OURS, CLOSED)
        cls.made = control.folder / "made"

    def test_secret_replaced(self):
        before = [self.reloads(pod) for pod in self.pods.pods]
        with Load(control) as load:
            for _ in range(2):
                make_certificates(self.made)
                self.replace({name: (self.made / name).read_bytes() for name in ("tls.crt", "tls.key")})
                controlplane.wait(lambda: all(self.reloads(pod) > count for pod, count in zip(self.pods.pods, before)),
                                  "the new certificate is in use")
                before = [self.reloads(pod) for pod in self.pods.pods]
                load.until(30)
        self.assertNoneLost(load)

    def test_a_broken_secret_leaves_the_old_one_in_use(self):
        name = "certwatcher_read_certificate_errors_total"
        before = [pod.metric(name) for pod in self.pods.pods]
        with Load(control) as load:
            self.replace({"tls.crt": (self.made / "ca.crt").read_bytes()})
            controlplane.wait(lambda: all(pod.metric(name) > count for pod, count in zip(self.pods.pods, before)),
                              "the pair that does not fit is counted")
            load.until(30)
            self.assertIn("tls.crt", self.pods.pods[0].child.tail())
            self.replace({name: (self.made / name).read_bytes() for name in ("tls.crt", "tls.key")})
        self.assertNoneLost(load)

    @staticmethod
    def replace(files):
        data = {name: base64.b64encode(text).decode() for name, text in files.items()}
        status, text = control.request("PATCH", "/api/v1/namespaces/alb-admission/secrets/our-certs", {"data": data},
                                       content="application/merge-patch+json")
        assert status == 200, text

    @staticmethod
    def reloads(pod):
        return pod.metric("alb_admission_certificate_reloads_total")

    def test_callers_without_the_certificate_are_turned_away(self):
        pod = self.pods.pods[0]
        trust = ssl.create_default_context(cafile=self.made / "ca.crt")
        trust.check_hostname = False
        with self.assertRaises(OSError):
            urllib.request.urlopen(f"https://{pod.address}:{pod.port}/validate", b"{}", context=trust, timeout=5)

    def test_settings_that_cannot_be_used_leave_the_old_ones(self):
        self.upgrade({"config": {"rules": {"no-such-rule": "deny"}}})
        name = "alb_admission_config_last_reload_successful"
        controlplane.wait(lambda: all(pod.metric(name) == 0 for pod in self.pods.pods), "the alert's metric")
        self.assertIn("no-such-rule", self.pods.pods[0].child.tail())
        self.assertTrue(self.isRefused())
        self.upgrade()
        controlplane.wait(lambda: all(pod.metric(name) == 1 for pod in self.pods.pods), "good settings again")

    def test_stopped_replicas_cost_both_timeouts_and_no_more(self):
        """With Ignore: a create that waits for two seconds and for three passes."""
        self.upgrade({"webhooks": {"validating": {"kinds": {"ingresses": {"failurePolicy": "Ignore"}}}}})
        self.addCleanup(self.upgrade)
        controlplane.wait(lambda: all(self.isRefused() for _ in range(10)), "the entry is in effect")
        for pod in self.pods.pods:
            pod.child.process.send_signal(signal.SIGSTOP)
            self.addCleanup(pod.child.process.send_signal, signal.SIGCONT)
        self.pods.isPaused = True
        self.addCleanup(setattr, self.pods, "isPaused", False)
        # 5 s, and some for a machine that is busy; the API server ends the request when they are over.
        status, text = control.request("POST", f"{PATH}&timeout=9s", BAD)
        self.assertEqual(status, 201, f"{[pod.child.state for pod in self.pods.pods]} {text}")

    def test_a_setting_is_taken_into_use_without_a_restart(self):
        pods = [pod.child.process.pid for pod in self.pods.pods]
        self.upgrade({"config": {"preset": "advisory"}})
        controlplane.wait(lambda: control.request("POST", PATH, BAD)[0] == 201, "denials are warnings")
        self.upgrade()
        controlplane.wait(self.isRefused, "denials are back")
        self.assertEqual([pod.child.process.pid for pod in self.pods.pods], pods)
        controlplane.wait(lambda: all(control.request("POST", PATH, BAD)[0] == 422 for _ in range(20)), "on both")

    def test_a_killed_replica_fails_no_create(self):
        """With Ignore. What was in its hands passes unchecked; the other one checks the rest."""
        self.upgrade({"webhooks": {"validating": {"kinds": {"ingresses": {"failurePolicy": "Ignore"}}}}})
        self.addCleanup(self.upgrade)
        controlplane.wait(lambda: all(self.isRefused() for _ in range(10)), "the entry is in effect")
        with Load(control) as load:
            killed = self.pods.pods[0]
            killed.isTerminating = True
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
            pod.isTerminating = True
            pod.child.stop(signal.SIGKILL)
            self.pods.forget(pod)
        self.pods.ready(0)
        before = self.calls("false")
        for _ in range(5):
            status, text = control.request("POST", PATH, BAD)
            self.assertEqual(status, 201, text)
        # 1.20 has no apiserver_admission_webhook_fail_open_count yet, but a call that nobody answered and that was
        # let through stands here.
        self.assertEqual(self.calls("false"), before + 5)
        for _ in range(2):
            self.pods.add()
        self.pods.ready(2)
        controlplane.wait(self.isRefused, "denials are back")

    @staticmethod
    def calls(rejected):
        text = control.get("/metrics", raw=True)
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


class SelfManaged(Common, Installed):
    """The default: the replicas make, renew and register their certificates, here every few seconds."""

    @classmethod
    def prepare(cls):
        lives = {"lifetime": "15s", "caLifetime": "45s"}
        cls.values = chart.merged(CLOSED, {"certificates": {"selfManaged": lives}})

    def test_renewals(self):
        """Of the serving certificate, and of the CA with old and new one trusted meanwhile."""
        before = self.authorities()
        ends = {pod: pod.metric("alb_admission_certificate_not_after_timestamp_seconds") for pod in self.pods.pods}
        with Load(control) as load:
            controlplane.wait(lambda: self.authorities() - before, "another CA is registered", 120)
            controlplane.wait(lambda: not self.authorities() & before, "the old CA is gone", 180)
            load.until(30)
        for pod, end in ends.items():
            self.assertGreater(pod.metric("alb_admission_certificate_not_after_timestamp_seconds"), end)
        renewals = sum(pod.metric("alb_admission_certificate_reloads_total") for pod in self.pods.pods)
        print(f"certificates taken into use by both replicas: {renewals:.0f}", file=sys.stderr)
        self.assertNoneLost(load)

    @staticmethod
    def authorities():
        """What is registered in every entry of both configurations."""
        found = []
        for kind in ("mutating", "validating"):
            path = f"/apis/admissionregistration.k8s.io/v1/{kind}webhookconfigurations/alb-admission"
            for hook in control.get(path)["webhooks"]:
                text = base64.b64decode(hook["clientConfig"].get("caBundle", "")).decode()
                found.append(set(re.findall(r"BEGIN CERTIFICATE-----\n(.*?)-----END", text, re.S)))
        return set.intersection(*found)

    def test_a_secret_that_is_deleted_is_made_again(self):
        with Load(control) as load:
            control.prepare("-n", "alb-admission", "delete", "secret", "alb-admission-certs")
            controlplane.wait(lambda: control.get("/api/v1/namespaces/alb-admission/secrets/alb-admission-certs"),
                              "the Secret", 120)
            load.until(60)
        self.assertNoneLost(load)

    def test_an_entry_that_is_new_gets_the_ca(self):
        self.upgrade({"webhooks": {"validating": {"kinds": {"secrets": {"enabled": True}}}}})
        self.addCleanup(self.upgrade)
        controlplane.wait(self.authorities, "a CA that is in every entry")


class WithoutRights(Installed):
    """A cluster whose administrators make no roles: the Pods say what they may not do, and judge all the same."""

    @classmethod
    def prepare(cls):
        cls.values = chart.merged(OURS, {"rbac": {"create": False}})

    def test_it_is_said_and_the_rest_works(self):
        self.assertTrue(self.isRefused())
        pod = self.pods.pods[0]
        name = 'alb_admission_context_failures_total{kind="Ingress",reason="forbidden"}'
        controlplane.wait(lambda: pod.metric(name) > 0, "the metric")
        self.assertIn("forbidden", pod.child.tail())
        self.assertIn("context-ingress", pod.page(pod.probes, "/readyz?verbose"))


if __name__ == "__main__":
    unittest.main()
