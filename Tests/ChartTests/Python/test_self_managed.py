"""Certificates that the replicas make, renew and register while creates go on."""

import base64
import re
import sys
import unittest

import chart
import controlplane
import scenario
from load import Load
from scenario import Common, Installed


def setUpModule():
    scenario.begin()


def tearDownModule():
    scenario.end()


class SelfManaged(Common, Installed):
    """The default: the replicas make, renew and register their certificates, here every few seconds."""

    @classmethod
    def prepare(cls):
        lives = {"lifetime": "15s", "caLifetime": "45s"}
        cls.values = chart.merged(scenario.CLOSED, {"certificates": {"selfManaged": lives}})

    def test_renewals(self):
        """Of the serving certificate, and of the CA with old and new one trusted meanwhile."""
        before = self.authorities()
        ends = {pod: pod.metric("alb_admission_certificate_not_after_timestamp_seconds") for pod in self.pods.pods}
        with Load(scenario.control) as load:
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
            for hook in scenario.control.get(path)["webhooks"]:
                text = base64.b64decode(hook["clientConfig"].get("caBundle", "")).decode()
                found.append(set(re.findall(r"BEGIN CERTIFICATE-----\n(.*?)-----END", text, re.S)))
        return set.intersection(*found)

    def test_a_secret_that_is_deleted_is_made_again(self):
        with Load(scenario.control) as load:
            scenario.control.prepare("-n", "alb-admission", "delete", "secret", "alb-admission-certs")
            path = "/api/v1/namespaces/alb-admission/secrets/alb-admission-certs"
            controlplane.wait(lambda: scenario.control.get(path), "the Secret", 120)
            load.until(60)
        self.assertNoneLost(load)

    def test_an_entry_that_is_new_gets_the_ca(self):
        self.upgrade({"webhooks": {"validating": {"kinds": {"secrets": {"enabled": True}}}}})
        self.addCleanup(self.upgrade)
        controlplane.wait(self.authorities, "a CA that is in every entry")


if __name__ == "__main__":
    unittest.main()
