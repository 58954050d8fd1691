"""The policies that stand in for the webhook, as Helm renders them."""

import unittest

import yaml

import chart


class Policies(unittest.TestCase):
    def render(self, policy, **others):
        return chart.render({"admissionPolicy": policy, **others})

    def test_nothing_by_default(self):
        for kind in ("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy"):
            self.assertEqual(chart.kinds(chart.render(), kind), [])

    def test_every_policy_is_bound_and_keeps_off_others(self):
        objects = self.render({"enabled": True, "action": "Warn", "ingressClasses": ["inside", "outside"]})
        policies = chart.kinds(objects, "ValidatingAdmissionPolicy")
        bindings = chart.kinds(objects, "ValidatingAdmissionPolicyBinding")
        self.assertTrue(policies)
        self.assertEqual({value["metadata"]["name"] for value in policies},
                         {value["spec"]["policyName"] for value in bindings})
        for value in bindings:
            self.assertEqual(value["spec"]["validationActions"], ["Warn"])
        for value in policies:
            self.assertEqual(value["spec"]["failurePolicy"], "Ignore")
            expressions = value["spec"]["matchConstraints"]["namespaceSelector"]["matchExpressions"]
            excluded = next(each for each in expressions if each["operator"] == "NotIn")["values"]
            self.assertLessEqual({"kube-system", "alb-admission"}, set(excluded))
            self.assertIn("DoesNotExist", [each["operator"] for each in expressions])
        ingresses = next(value for value in policies if "ingress" in value["metadata"]["name"])
        self.assertIn('["inside","outside"]', "".join(
            condition["expression"] for condition in ingresses["spec"]["matchConditions"]))

    def rules(self, objects):
        return {validation["message"].split("[", 1)[1].split("]", 1)[0]
                for value in chart.kinds(objects, "ValidatingAdmissionPolicy")
                for validation in value["spec"]["validations"]}

    def test_a_rule_that_is_made_milder_does_not_deny_here(self):
        every = self.rules(self.render({"enabled": True}))
        self.assertIn("ALB401", every)
        self.assertIn("ALB515", every)
        milder = self.render({"enabled": True, "without": ["ALB515"]}, config={"rules": {"ALB401": "warn"}})
        self.assertEqual(self.rules(milder), every - {"ALB401", "ALB515"})
        advisory = self.render({"enabled": True}, config={"preset": "advisory"})
        for value in chart.kinds(advisory, "ValidatingAdmissionPolicyBinding"):
            self.assertEqual(value["spec"]["validationActions"], ["Warn"])

    def test_the_class_is_filled_in_where_it_is_asked_for(self):
        objects = self.render({"ingressClass": {"enabled": True}, "ingressClasses": ["inside"]})
        self.assertEqual(chart.kinds(objects, "ValidatingAdmissionPolicy"), [])
        policy = chart.only(objects, "MutatingAdmissionPolicy")
        self.assertIn("inside", yaml.safe_dump(policy["spec"]["mutations"]))

    def test_a_wrong_value_is_refused_with_its_key(self):
        for policy, key in (({"enable": True}, "enable"), ({"action": "deny"}, "action"),
                            ({"without": ["exact-path-wildcard"]}, "without")):
            with self.subTest(policy), self.assertRaises(Exception) as error:
                self.render(policy)
            self.assertIn(key, str(error.exception))


if __name__ == "__main__":
    unittest.main()
