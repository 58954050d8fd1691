"""Pages to test with: sample.py FILE [INGRESSES], a small one with everything or one with so many Ingresses."""

import html
import json
import pathlib
import sys

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Graph" / "Page"
SCRIPTS = ["data.js", "search.js", "dom.js", "rule.js", "tree.js", "address.js", "header.js", "keys.js", "page.js"]
RULES_OF_INGRESS = 16
CANARY, REGEX, RESPONSES = 2, 4, 8


def page(data):
    """As `GraphPage.html` puts it together."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    result = (SOURCES / "page.html").read_text()
    result = result.replace("{{title}}", html.escape(data["title"] or "ALBs", quote=False))
    result = result.replace("{{style}}", (SOURCES / "page.css").read_text())
    head, tail = result.split("{{data}}")
    return head + text + tail.replace("{{script}}", "".join((SOURCES / name).read_text() for name in SCRIPTS))


class Tables:
    def __init__(self):
        self.texts, self.findings, self.services, self.rules, self.ingresses = [], [], [], [], []
        self.places = {}

    def text(self, text):
        if text not in self.places:
            self.places[text] = len(self.texts)
            self.texts.append(text)
        return self.places[text]

    def finding(self, *finding):
        self.findings.append(list(finding))
        return len(self.findings) - 1

    def service(self, name, port, kind="ClusterIP", ready=-1, fault=None, fix=None):
        texts = [self.text(text) if text else -1 for text in (kind, fault, fix)]
        self.services.append([name, port, texts[0], ready, texts[1], texts[2]])
        return len(self.services) - 1

    def ingress(self, namespace, name, order=10, written=0, stops=0, findings=()):
        self.ingresses.append([namespace, name, order, written, stops, list(findings)])
        return len(self.ingresses) - 1

    def rule(self, host, path, kind="Prefix", services=(), actions=(), conditions=(), flags=0, findings=()):
        texts = [[self.text(text) for text in group] for group in (actions, conditions)]
        rule = [self.text(host), path, self.text(kind), list(services), *texts, flags, list(findings)]
        while rule[-1] in ([], 0):
            rule.pop()
        self.rules.append(rule)
        return len(self.rules) - 1

    def document(self, title, albs, detached=(), notes=()):
        return {
            "version": 1,
            "title": title,
            "notes": list(notes),
            "texts": self.texts,
            "findings": self.findings,
            "services": self.services,
            "rules": self.rules,
            "ingresses": self.ingresses,
            "albs": albs,
            "detached": list(detached),
        }


def small():
    """Each feature once; names are those of people who try to break the page, where that is asked for."""
    t = Tables()
    https = ["redirect Protocol=HTTPS HttpCode=308"]
    cart, site = t.service("shop/cart", 80, ready=3), t.service("shop/site", 80, "NodePort", 2)
    beta = t.service("shop/cart-beta", 80, ready=1)
    gone = t.service("shop/search", 8080, "", -1, "503: there is no Service shop/search",
                     "create it, or correct spec.rules[1].http.paths[0].backend.service.name")
    group, api = t.service("server group sgp-7x2k", 0, ""), t.service("payments/api", 8443, ready=4)
    regex = t.finding("ALB201", "warn", "metadata.annotations[alb.ingress.kubernetes.io/use-regex]",
                      "[ALB201] metadata.annotations[alb.ingress.kubernetes.io/use-regex]: use-regex makes every Prefix path of this Ingress a regular expression. Fix: move /media to an "
                      "Ingress of its own.")
    share = t.finding("ALB408", "deny", "spec.rules[0].http.paths[0].path",
                      "the path has a wildcard and pathType Exact, so the controller makes no rule. Fix: set pathType "
                      "ImplementationSpecific.")
    slow = t.finding("ALB117", "warn", "spec.config", "access logs are off. Fix: set accessLogConfig.")
    web = t.ingress("shop", "web", 10, 1)
    canary = t.ingress("shop", "web-canary", 5, 1)
    media = t.ingress("shop", "media", 20, 1, 0, [regex])
    plain = t.ingress("team-b", "status")
    pay = t.ingress("payments", "api", 1, 1, 1, [share])
    lost = t.ingress("team-c", "forgotten")
    first = t.rule("shop.example.com", "/cart", "Prefix", [beta, 100], conditions=["header x-next is yes"], flags=CANARY)
    redirects = [t.rule("shop.example.com", path, kind, actions=https)
                 for path, kind in [("/cart", "Prefix"), ("/", "Prefix"), ("/health", "Exact")]]
    served = [
        t.rule("shop.example.com", "/cart", "Prefix", [cart, 90, beta, 10]),
        t.rule("shop.example.com", "/", "Prefix", [site, 100]),
        t.rule("shop.example.com", "/health", "Exact", actions=["answer 200 text/plain: ok"], flags=RESPONSES),
    ]
    t.rule("shop.example.com", r"/media/(.*)\.(png|jpg)", "Prefix", [group, 100], ["rewrite to /assets/${1}"],
           flags=REGEX, findings=[regex])
    t.rule("*.example.com", "/search", "Prefix", [gone, 100])
    status = t.rule("", "/status", "ImplementationSpecific", [site, 100], conditions=["source 10.0.0.0/8"])
    pays = t.rule("pay.example.com", "/v1", "Prefix", [api, 100], ["limit to 200 QPS"])
    albs = [
        {
            "name": "default",
            "dns": "alb-4f6x9d.cn-hangzhou.alb.aliyuncsslb.com",
            "findings": [slow],
            "stops": [],
            "listeners": [
                {"name": "HTTP 80", "clear": True, "certificates": [],
                 "groups": [[web, 1, redirects[0], 3], [plain, 4, [status]]], "unreached": []},
                {"name": "HTTPS 443", "clear": False,
                 "certificates": ["shop/shop-tls: shop.example.com, *.example.com", "cert-8842 of the AlbConfig"],
                 "groups": [[canary, 1, first, 1], [web, 2, served[0], 3], [media, 5, served[2] + 1, 2]],
                 "unreached": [[4, [3]], [5, [2, 3]]]},
            ],
            "unbuilt": [[media, "shop.example.com", "/media/*", "Exact", "Exact takes no wildcard",
                         "set pathType ImplementationSpecific"]],
        },
        {
            "name": "payments",
            "dns": "alb-9k2m1c.cn-hangzhou.alb.aliyuncsslb.com",
            "findings": [],
            "stops": [["Ingress payments/api", pay, "spec.rules[0].http.paths[0].path",
                       ["[ALB408] spec.rules[0].http.paths[0].path: * is not allowed in an Exact path. Fix: use a prefix."]]],
            "listeners": [{"name": "HTTPS 443", "clear": False, "certificates": ["payments/pay-tls: pay.example.com"],
                           "groups": [[pay, 1, pays, 1]], "unreached": []}],
            "unbuilt": [],
        },
    ]
    detached = [[lost, "its IngressClass nginx is of another controller", "set spec.ingressClassName: alb"]]
    return t.document("deploy/", albs, detached, ["No Secret was read: names of certificates are those of the files."])


HOSTILE = ["</script><img src=x onerror=alert(1)>", "<!--<script>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
           "{{script}} $& $1", "\u2028\u2029\u202e", "__proto__", "&lt;b&gt;", "x" * 300]


def hostile():
    """The small page, with every text that is not the page's own replaced by an attack."""
    data, turn = small(), iter(range(10**6))

    def attack(value):
        if isinstance(value, str):
            return value if value in ("deny", "warn") else HOSTILE[next(turn) % len(HOSTILE)]
        if isinstance(value, list):
            return [attack(entry) for entry in value]
        if isinstance(value, dict):
            return {key: attack(entry) for key, entry in value.items()}
        return value

    return attack(data)


def large(ingresses, albs=8):
    """So many Ingresses of 16 rules each, on HTTPS listeners of so many ALBs; each tenth is on HTTP."""
    t = Tables()
    services = [t.service(f"team-{n % 200}/service-{n}", 80, ready=n % 4) for n in range(ingresses)]
    for at, service in enumerate(services):
        if at % 97 == 0:
            t.services[service][4:] = [t.text("503: no endpoint is ready"), t.text("look at its Pods")]
    finding = t.finding("ALB305", "warn", "spec.rules[0]", "two rules of this Ingress ask for the same")
    documents = []
    for alb in range(albs):
        listeners = [{"name": "HTTPS 443", "clear": False, "certificates": ["default: *.example.com"]},
                     {"name": "HTTP 80", "clear": True, "certificates": []}]
        for listener in listeners:
            listener.update(groups=[], unreached=[])
        for n in range(alb, ingresses, albs):
            listener = listeners[1 if n // albs % 10 == 0 else 0]
            ingress = t.ingress(f"team-{n % 200}", f"web-{n}", 10, 0, 0, [finding] if n % 50 == 0 else [])
            first = len(t.rules)
            for path in range(RULES_OF_INGRESS):
                t.rule(f"app-{n}.team-{n % 200}.example.com", f"/v{path % 4}/section-{path}", "Prefix", [services[n], 100])
            priority = len(listener["groups"]) * RULES_OF_INGRESS + 1
            listener["groups"].append([ingress, priority, first, RULES_OF_INGRESS])
            if n % 100 == 0:
                listener["unreached"].append([priority + 1, [priority]])
        documents.append({"name": f"alb-{alb}", "dns": f"alb-{alb}.cn-hangzhou.alb.aliyuncsslb.com", "findings": [],
                          "stops": [], "listeners": listeners, "unbuilt": []})
    return t.document(f"{ingresses} Ingresses", documents)


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).write_text(page(large(int(sys.argv[2])) if len(sys.argv) > 2 else small()))
