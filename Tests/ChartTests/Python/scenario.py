"""A release in a cluster whose Pods are processes, and what must hold whatever its certificate comes from."""

import re
import subprocess
import sys
import time
import unittest

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


def begin():
    """Called by a module's setUpModule."""
    global control, ours
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
    ours = {
        "certificates": {"mode": "existingSecret", "existingSecret": {"name": "our-certs", "caBundle": authority}},
        "clientAuthentication": {"enabled": True, "ca": authority, "allowedNames": ["kube-apiserver"]},
    }


def end():
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
        controlplane.wait(cls.is_refused, f"a denial; {[pod.child.tail() for pod in cls.pods.pods]}")
        seconds = time.monotonic() - began
        print(f"{cls.__name__}: from helm install to the first denial {seconds:.2f} s", file=sys.stderr)
        cls.pods.ready(2)
        controlplane.wait(cls.is_filled_in, "a default")

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
    def is_refused():
        return "[ALB102]" in control.request("POST", PATH, BAD)[1]

    @staticmethod
    def is_filled_in():
        return '"ingressClassName":"alb"' in control.request("POST", PATH, GOOD)[1]

    def assertNoneLost(self, load):
        print(f"{self.id().split('.', 1)[1]}: {load}", file=sys.stderr)
        self.assertEqual(load.failures, [])
        self.assertEqual(load.unchecked, 0, load)
        self.assertLessEqual(load.unfilled, load.answered / 20 + 1, load)
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
        problem, output = self.helm_test()
        self.assertIsNone(problem, output)
        self.assertIn("alb-admission.alb-admission.svc", output)

    def helm_test(self):
        """The error of Helm if there is one, and what the Pod said."""
        pod = self.pods.pods[0]
        kubelet = OneShot(control, "alb-admission", "alb-admission-test", f"{pod.address}:{pod.port}")
        kubelet.start()
        problem = None
        try:
            self.helm.test("alb-admission", timeout=60)
        except helm.HelmError as error:
            problem = error
        kubelet.join()
        return problem, kubelet.output

    def test_restart_of_the_api_server(self):
        with Load(control) as load:
            control.restart()
            load.until(60)
        self.assertNoneLost(load)
