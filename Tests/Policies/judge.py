"""Judges requests by admission policies as the API server does, with Google's own implementation of CEL.

Arguments: YAML files. Standard input: one request a line. First prints the expressions of all policies, then a line for
each request: the messages of the validations that refuse it, whether a mutating policy matches it, and how many
expressions ended in an error.
"""

import ctypes
import json
import sys

import yaml
from cel_expr_python import cel

NAMES = ("object", "oldObject", "request", "variables")
ENVIRONMENT = cel.NewEnv(variables={name: cel.Type.DYN for name in NAMES})


class Failed(Exception):
    pass


class Expression:
    def __init__(self, text):
        self.text = text
        self.compiled = ENVIRONMENT.compile(text)

    def value(self, data):
        try:
            result = self.compiled.eval(data=data)
            if result.type().name() == "ERROR":
                raise Failed(result.plain_value())
            return result.plain_value()
        except (RuntimeError, TypeError, ValueError, UnicodeError) as error:
            raise Failed(str(error)) from error


class Policy:
    def __init__(self, document):
        spec = document["spec"]
        self.is_mutating = document["kind"] == "MutatingAdmissionPolicy"
        self.rules = spec["matchConstraints"]["resourceRules"]
        self.conditions = [Expression(condition["expression"]) for condition in spec["matchConditions"]]
        self.variables = [(each["name"], Expression(each["expression"])) for each in spec.get("variables", [])]
        self.validations = [(each["message"], Expression(each["expression"])) for each in spec.get("validations", [])]
        # The type Object is the API server's own.
        self.mutations = [each["applyConfiguration"]["expression"] for each in spec.get("mutations", [])]
        if spec["failurePolicy"] != "Ignore":
            raise SystemExit("a policy does not fail open")

    def expressions(self):
        compiled = self.conditions + [each for _, each in self.variables] + [each for _, each in self.validations]
        return [each.text for each in compiled] + self.mutations

    def takes(self, request):
        return any(
            request["group"] in rule["apiGroups"]
            and (request["version"] in rule["apiVersions"] or "*" in rule["apiVersions"])
            and request["operation"] in rule["operations"]
            and request["resource"] in rule["resources"]
            for rule in self.rules
        )

    def judge(self, request):
        """The messages, whether it matches, and the number of errors; a failing condition skips the policy."""
        data = {
            "object": request["object"],
            "oldObject": request["oldObject"],
            "request": {"operation": request["operation"], "namespace": request["namespace"]},
            "variables": {},
        }
        errors = 0
        matches = True
        for condition in self.conditions:
            try:
                if condition.value(data) is not True:
                    return [], False, errors
            except Failed:
                matches = False
                errors += 1
        if not matches:
            return [], False, errors
        for name, variable in self.variables:
            try:
                data["variables"][name] = variable.value(data)
            except Failed:
                errors += 1
        refused = []
        for message, validation in self.validations:
            try:
                if validation.value(data) is not True:
                    refused.append(message)
            except Failed:
                errors += 1
        return refused, True, errors


def keep_none():
    """Before Python 3.12 None is counted like any object, and cel-expr-python 0.1.3 gives back more than it takes."""
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40


def main():
    if sys.version_info < (3, 12):
        keep_none()
    policies = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            documents = [document for document in yaml.safe_load_all(file) if document]
        policies += [Policy(each) for each in documents if each["kind"].endswith("AdmissionPolicy")]
    print(json.dumps([policy.expressions() for policy in policies]))
    for line in sys.stdin.buffer:
        request = json.loads(line)
        answer = {"refused": [], "mutates": False, "errors": 0}
        for policy in policies:
            if not policy.takes(request):
                continue
            refused, matches, errors = policy.judge(request)
            answer["refused"] += refused
            answer["mutates"] |= matches and policy.is_mutating
            answer["errors"] += errors
        print(json.dumps(answer))


main()
