"""matchConditions keep other controllers' Ingresses away and nothing that a rule judges."""

import json
import unittest

from cel_expr_python import cel

import chart

# As in the API server: objects are of no known type.
ENVIRONMENT = cel.NewEnv(variables={name: cel.Type.DYN for name in ("object", "oldObject", "request")})


def conditions(values=None):
    """The compiled conditions of each webhook, by name."""
    result = {}
    for hook in chart.webhooks(chart.render(values)):
        texts = [condition["expression"] for condition in hook.get("matchConditions", [])]
        result[hook["name"]] = [ENVIRONMENT.compile(text) for text in texts]
    return result


def matches(programs, request):
    data = {"object": request.get("object"), "oldObject": request.get("oldObject"), "request": {
        "resource": request.get("resource", {}), "operation": request["operation"]}}
    results = [program.eval(data=data).value() for program in programs]
    # An error would be no match, or with Fail a refusal.
    assert all(result in (True, False) for result in results), results
    return all(results)


def ingress(class_name=None, annotations=None):
    metadata = {"name": "a", **({"annotations": annotations} if annotations is not None else {})}
    return {"metadata": metadata, "spec": {"ingressClassName": class_name} if class_name is not None else {}}


def request(new, old=None, operation=None):
    operation = operation or ("UPDATE" if old else "CREATE")
    return {"operation": operation, "resource": {"resource": "ingresses"}, "object": new, "oldObject": old}


LEGACY = "kubernetes.io/ingress.class"
ALB = "alb.ingress.kubernetes.io/listen-ports"
FOREIGN = [
    request(ingress("nginx")),
    request(ingress("traefik", {"a": "b"})),
    request(ingress(None, {LEGACY: "nginx"})),
    request(ingress("nginx"), ingress("nginx", {})),
    request(ingress("nginx"), ingress(None, {LEGACY: "nginx"})),
]
OURS = [
    request(ingress("alb")),
    request(ingress("internal")),
    request(ingress("albb")),
    request(ingress("")),
    request(ingress()),
    request(ingress(None, {})),
    request(ingress(None, {"kubernetes.io/ingress-class": "alb"})),
    request(ingress(None, {LEGACY: "alb"})),
    request(ingress("nginx", {ALB: "[]"})),
    request(ingress("nginx", {LEGACY: "alb"})),
    request(ingress("alb", {LEGACY: "nginx"})),
    request(ingress("nginx"), ingress("alb")),
    request(ingress("alb"), ingress("nginx")),
    request(ingress(), ingress("alb")),
    request(ingress("nginx"), ingress("nginx", {ALB: "[]"})),
]


class Conditions(unittest.TestCase):
    def test_whose_ingresses_come(self):
        programs = conditions()
        for name in ("mutate.alb-admission.internal", "ingresses.validate.alb-admission.internal"):
            for case in FOREIGN:
                self.assertFalse(matches(programs[name], case), case)
            for case in OURS:
                self.assertTrue(matches(programs[name], case), case)

    def test_deletions(self):
        programs = conditions()["deletions.validate.alb-admission.internal"]
        self.assertFalse(matches(programs, request(None, ingress("nginx"), "DELETE")))
        self.assertTrue(matches(programs, request(None, ingress("alb"), "DELETE")))
        service = {"operation": "DELETE", "resource": {"resource": "services"}, "oldObject": {"metadata": {}}}
        self.assertTrue(matches(programs, service))

    def test_named_classes_only(self):
        values = {"webhooks": {"matchConditions": {"ingressClasses": ["alb", "edge"]}}}
        programs = conditions(values)["ingresses.validate.alb-admission.internal"]
        for case, expected in [
            (request(ingress("alb")), True), (request(ingress("edge")), True), (request(ingress("internal")), False),
            (request(ingress()), True), (request(ingress("internal", {ALB: "[]"})), True),
            (request(ingress("internal"), ingress("edge")), True), (request(ingress(None, {LEGACY: "x"})), False),
        ]:
            self.assertEqual(matches(programs, case), expected, case)

    def test_a_class_of_the_settings_is_not_another_controllers(self):
        programs = conditions({"config": {"ingressClasses": ["alb", "nginx"]}})
        self.assertTrue(matches(programs["mutate.alb-admission.internal"], request(ingress("nginx"))))

    def test_nothing_that_a_rule_says_something_about_stays_away(self):
        """The rules' own fixtures, as far as they are judged under settings without other class names."""
        programs = conditions()
        judged = 0
        for path in sorted((chart.CHECKOUT / "Tests" / "AdmissionTests" / "Fixtures").glob("*/*.json")):
            review = json.loads(path.read_text())
            asked = review["request"]
            if not review["findings"] or asked["resource"].get("resource") != "ingresses":
                continue
            is_deletion = asked["operation"] == "DELETE"
            entry = "deletions" if is_deletion else "ingresses"
            with self.subTest(path.name):
                self.assertTrue(matches(programs[f"{entry}.validate.alb-admission.internal"], asked))
            judged += 1
        self.assertGreater(judged, 500)

    def test_only_where_the_server_has_them(self):
        never = {"webhooks": {"matchConditions": {"mode": "never"}}}
        self.assertFalse([hook for hook in chart.webhooks(chart.render(never)) if "matchConditions" in hook])


if __name__ == "__main__":
    unittest.main()
