"""The chart, rendered by Helm's own engine."""

import json
import os
import pathlib
import subprocess

import helm_python as helm
import yaml

CHECKOUT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = CHECKOUT / "charts" / "alb-admission"
BINARY = os.environ.get("ALB_ADMISSION_BINARY", str(CHECKOUT / ".build" / "debug" / "alb-admission"))

CHART = helm.Chart.load(FOLDER)
# The package takes a values payload even where there are none.
DEFAULTS = CHART.values

CA = "-----BEGIN CERTIFICATE-----\nQ0E=\n-----END CERTIFICATE-----\n"
CERTIFICATE_MODES = {
    "selfManaged": {},
    "certManager": {},
    "certManager-issuer": {"certManager": {"issuerRef": {"kind": "ClusterIssuer", "name": "corporate"}}},
    "existingSecret": {"existingSecret": {"name": "our-certs", "caBundle": CA}},
    "supplied": {"supplied": {"cert": CA, "key": CA, "caCert": CA}},
}


def certificates(mode):
    return {"certificates": {"mode": mode.split("-")[0], **CERTIFICATE_MODES[mode]}}


def merged(*values):
    """Later ones win, map by map."""
    result = {}
    for value in values:
        for key, inner in value.items():
            both = isinstance(inner, dict) and isinstance(result.get(key), dict)
            result[key] = merged(result[key], inner) if both else inner
    return result


def parse(manifests):
    """The objects of rendered templates; NOTES.txt is no manifest."""
    text = [text for path, text in manifests.items() if path.endswith(".yaml")]
    return [value for part in text for value in yaml.safe_load_all(part) if value is not None]


def render(values=None, name="alb-admission", namespace="alb-admission"):
    return parse(CHART.render(values or {}, name=name, namespace=namespace))


def is_hook(value):
    return "helm.sh/hook" in value["metadata"].get("annotations", {})


def kinds(objects, kind, hooks=False):
    return [value for value in objects if value["kind"] == kind and is_hook(value) == hooks]


def only(objects, kind, name=None):
    found = [value for value in kinds(objects, kind) if name in (None, value["metadata"]["name"])]
    assert len(found) == 1, f"{len(found)} objects of kind {kind} named {name}"
    return found[0]


def pod_specs(objects):
    for value in objects:
        if value["kind"] == "Deployment":
            yield value["spec"]["template"]["spec"]
        elif value["kind"] == "Pod":
            yield value["spec"]


def arguments(objects):
    return only(objects, "Deployment")["spec"]["template"]["spec"]["containers"][0]["args"]


def webhooks(objects):
    return [
        hook
        for kind in ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
        for configuration in kinds(objects, kind)
        for hook in configuration["webhooks"]
    ]


def run(arguments, **more):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=60, **more)


ON = [
    {"networkPolicy": {"enabled": True, "webhookFrom": [{"ipBlock": {"cidr": "10.0.0.0/8"}}],
                       "extraEgress": [{"ports": [{"port": 53, "protocol": "UDP"}]}]}},
    {"serviceMonitor": {"enabled": True, "interval": "30s", "scrapeTimeout": "5s", "additionalLabels": {"a": "b"}}},
    {"prometheusRule": {"enabled": True, "additionalLabels": {"a": "b"}, "alertLabels": {"team": "x"}}},
    {"grafanaDashboard": {"enabled": True, "annotations": {"folder": "ALB"}}},
    {"clientAuthentication": {"enabled": True, "ca": CA, "allowedNames": ["kube-apiserver", "front-proxy"]}},
    {"clientAuthentication": {"enabled": True, "existingConfigMap": "their-ca", "key": "client-ca.crt"}},
    {"clusterContext": {"secrets": True, "metricsObjectNames": True, "staleAfter": "5m"}},
    {"webhooks": {"validating": {"kinds": {"secrets": {"enabled": True}}}}},
    {"webhooks": {"validating": {"kinds": {"ingresses": {"failurePolicy": "Fail"}}}}},
    {"webhooks": {"matchConditions": {"ingressClasses": ["alb", "alb-prod"], "extra": [
        {"name": "no-bots", "expression": "request.userInfo.username != 'bot'"}]}}},
    {"webhooks": {"annotations": {"a": "b"}, "labels": {"c": "d"}, "objectSelector": {"matchLabels": {"x": "y"}},
                  "namespaceSelectorExpressions": [{"key": "team", "operator": "Exists"}]}},
    {"server": {"threads": 2, "logLevel": "debug", "logFormat": "text", "tlsMinVersion": "VersionTLS13",
                "bindHost": "[::]", "webhookPort": 10250, "shutdownDelaySeconds": 30}},
    {"config": {"profile": "lbc", "rules": {"ALB301": False}, "ingressClasses": ["alb", "kong"]}},
    {"image": {"registry": "registry.example.com", "digest": "sha256:" + "a" * 64},
     "imagePullSecrets": [{"name": "regcred"}]},
    {"commonLabels": {"team": "platform"}, "podLabels": {"p": "q"}, "podAnnotations": {"r": "s"}},
    {"priorityClassName": "system-cluster-critical", "tolerations": [{"operator": "Exists"}],
     "affinity": {"nodeAffinity": {}}, "hostNetwork": True, "dnsPolicy": "ClusterFirstWithHostNet",
     "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "kubernetes.io/hostname",
                                    "whenUnsatisfiable": "ScheduleAnyway"}]},
    {"extraArgs": ["--threads=3"], "extraEnv": [{"name": "A", "value": "B"}],
     "extraVolumes": [{"name": "v", "emptyDir": {}}], "extraVolumeMounts": [{"name": "v", "mountPath": "/v"}],
     "extraObjects": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{ .Release.Name }}-extra"}},
                      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '{{ .Release.Name }}-text'}"]},
    {"service": {"annotations": {"a": "b"}, "ipFamilyPolicy": "PreferDualStack", "ipFamilies": ["IPv4", "IPv6"]}},
    {"podDisruptionBudget": {"minAvailable": 1, "unhealthyPodEvictionPolicy": "AlwaysAllow"}},
    {"serviceAccount": {"name": "theirs", "annotations": {"a": "b"}}},
    {"terminationGracePeriodSeconds": 90, "replicaCount": 3},
]
OFF = [
    {"replicaCount": 1},
    {"clusterContext": {"enabled": False}},
    {"rbac": {"create": False}},
    {"serviceAccount": {"create": False, "name": "theirs", "automountServiceAccountToken": False}},
    {"metrics": {"enabled": False}, "serviceMonitor": {"enabled": True}},
    {"podDisruptionBudget": {"enabled": False}},
    {"webhooks": {"mutating": {"enabled": False}}},
    {"webhooks": {"validating": {"enabled": False}}},
    {"webhooks": {"deletion": {"enabled": False}}},
    {"webhooks": {"validating": {"enabled": False}, "deletion": {"enabled": False}}},
    {"webhooks": {"validating": {"kinds": {"ingresses": {"enabled": False}}}, "optOutLabel": ""}},
    {"webhooks": {"matchConditions": {"mode": "never"}}},
]
NAMES = [
    {"nameOverride": "gate"},
    {"fullnameOverride": "gate"},
    {"fullnameOverride": "a" + "b" * 47},
    {"namespaceOverride": "elsewhere"},
]


def examples():
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted((FOLDER / "examples").glob("*.yaml"))}


def matrix():
    """A name and values for each feature on and off, each way to get a certificate, and the examples."""
    cases = [({"defaults": 0}, {})]
    cases += [(value, value) for value in ON + OFF + NAMES]
    for mode in CERTIFICATE_MODES:
        cases += [({mode: "alone"}, certificates(mode))]
        cases += [({mode: "without context"}, merged(certificates(mode), {"clusterContext": {"enabled": False}}))]
        cases += [({mode: "all"}, merged(*ON, certificates(mode)))]
    cases += [({"example": name}, value) for name, value in examples().items()]
    return [(json.dumps(name)[:120], values) for name, values in cases]
