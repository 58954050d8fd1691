/// JSON Schema (draft 2020-12) of what `-o json` prints.
package enum CheckReportSchema {
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "The report of alb-admission check and audit, version 1",
          "type": "object",
          "required": ["version", "findings", "suppressed", "notes", "problems", "summary"],
          "additionalProperties": false,
          "properties": {
            "version": {"const": 1},
            "findings": {
              "description": "By file in the order of the input, then by place.",
              "type": "array",
              "items": {"$ref": "#/$defs/finding", "unevaluatedProperties": false}
            },
            "suppressed": {
              "description": "What a comment or the baseline keeps quiet.",
              "type": "array",
              "items": {"$ref": "#/$defs/suppressed", "unevaluatedProperties": false}
            },
            "notes": {
              "description": "What the defaulting of new objects would do, and why it does not.",
              "type": "array",
              "items": {"$ref": "#/$defs/note"}
            },
            "problems": {
              "description": "What could not be read, and remarks on comments.",
              "type": "array",
              "items": {"$ref": "#/$defs/problem"}
            },
            "summary": {"$ref": "#/$defs/summary"}
          },
          "$defs": {
            "finding": {
              "type": "object",
              "required": ["rule", "severity", "message", "field", "object", "location", "fix", "fingerprint"],
              "properties": {
                "rule": {
                  "type": "object",
                  "required": ["id", "name"],
                  "additionalProperties": false,
                  "properties": {
                    "id": {"type": "string", "pattern": "^ALB[0-9]+$"},
                    "name": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
                  }
                },
                "severity": {"enum": ["deny", "warn"]},
                "message": {"description": "What is wrong and what comes of it.", "type": "string", "minLength": 1},
                "field": {"description": "Such as spec.rules[0].host; empty for the whole object.", "type": "string"},
                "object": {"$ref": "#/$defs/object"},
                "location": {"$ref": "#/$defs/location"},
                "fix": {"description": "A way out in words; empty where the message says it all.", "type": "string"},
                "edits": {
                  "description": "Changes of the file that carry out the fix; left out where there are none.",
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "object",
                    "required": ["line", "column", "endLine", "endColumn", "offset", "length", "text"],
                    "additionalProperties": false,
                    "properties": {
                      "line": {"$ref": "#/$defs/position"},
                      "column": {"$ref": "#/$defs/position"},
                      "endLine": {"$ref": "#/$defs/position"},
                      "endColumn": {"$ref": "#/$defs/position"},
                      "offset": {"description": "In bytes from the start of the file.", "$ref": "#/$defs/count"},
                      "length": {"description": "Bytes that are replaced.", "$ref": "#/$defs/count"},
                      "text": {"type": "string"}
                    }
                  }
                },
                "fingerprint": {
                  "description": "The same in every run as long as rule, object, field and value are; no two in a report are equal.",
                  "type": "string",
                  "pattern": "^[0-9a-f]{32}$"
                }
              }
            },
            "suppressed": {
              "$ref": "#/$defs/finding",
              "required": ["by"],
              "properties": {
                "by": {"enum": ["comment", "baseline"]},
                "reason": {"description": "What the comment says; may be empty.", "type": "string"},
                "commentLine": {"$ref": "#/$defs/position"}
              },
              "if": {"properties": {"by": {"const": "comment"}}},
              "then": {"required": ["reason", "commentLine"]},
              "else": {"properties": {"reason": false, "commentLine": false}}
            },
            "object": {
              "type": "object",
              "required": ["apiVersion", "kind", "namespace", "name"],
              "additionalProperties": false,
              "properties": {
                "apiVersion": {"type": "string"},
                "kind": {"type": "string"},
                "namespace": {"description": "Empty for what has none.", "type": "string"},
                "name": {"type": "string"}
              }
            },
            "location": {
              "description": "Lines and columns count from 1, columns in Unicode code points; the end is behind the last one. An object of a cluster has a name instead of a file, and no lines.",
              "type": "object",
              "required": ["file"],
              "additionalProperties": false,
              "dependentRequired": {
                "line": ["column", "endLine", "endColumn"],
                "column": ["line"],
                "endLine": ["line"],
                "endColumn": ["line"]
              },
              "properties": {
                "file": {"description": "Or such as ingresses/team-a/web.", "type": "string"},
                "line": {"$ref": "#/$defs/position"},
                "column": {"$ref": "#/$defs/position"},
                "endLine": {"$ref": "#/$defs/position"},
                "endColumn": {"$ref": "#/$defs/position"}
              }
            },
            "note": {
              "type": "object",
              "required": ["message", "object", "location"],
              "additionalProperties": false,
              "properties": {
                "message": {"type": "string", "minLength": 1},
                "object": {"$ref": "#/$defs/object"},
                "location": {"$ref": "#/$defs/location"}
              }
            },
            "problem": {
              "type": "object",
              "required": ["file", "message", "fatal"],
              "additionalProperties": false,
              "properties": {
                "file": {"type": "string"},
                "line": {"$ref": "#/$defs/position"},
                "column": {"$ref": "#/$defs/position"},
                "message": {"type": "string", "minLength": 1},
                "fatal": {"description": "Whether a part of the input was not judged; the exit code is 3 then.", "type": "boolean"}
              },
              "dependentRequired": {"line": ["column"], "column": ["line"]}
            },
            "summary": {
              "type": "object",
              "required": [
                "files", "objects", "notJudged", "denials", "warnings", "ignored", "known", "omitted",
                "omittedDenials", "defaulted"
              ],
              "additionalProperties": false,
              "properties": {
                "files": {"$ref": "#/$defs/count"},
                "objects": {"description": "Objects that were judged.", "$ref": "#/$defs/count"},
                "notJudged": {"description": "Objects of other kinds and controllers.", "$ref": "#/$defs/count"},
                "denials": {"$ref": "#/$defs/count"},
                "warnings": {"$ref": "#/$defs/count"},
                "ignored": {"description": "Findings that a comment keeps quiet.", "$ref": "#/$defs/count"},
                "known": {"description": "Findings that are in the baseline.", "$ref": "#/$defs/count"},
                "omitted": {"description": "Findings beyond those that are listed.", "$ref": "#/$defs/count"},
                "omittedDenials": {"description": "Those of them that are denials.", "$ref": "#/$defs/count"},
                "defaulted": {"description": "Objects that get defaults at creation.", "$ref": "#/$defs/count"},
                "namespaces": {
                  "description": "By name; audit has it, check has not.",
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["namespace", "objects", "denials", "warnings"],
                    "additionalProperties": false,
                    "properties": {
                      "namespace": {"description": "Empty for cluster-scoped objects.", "type": "string"},
                      "objects": {"$ref": "#/$defs/count"},
                      "denials": {"$ref": "#/$defs/count"},
                      "warnings": {"$ref": "#/$defs/count"}
                    }
                  }
                }
              }
            },
            "position": {"type": "integer", "minimum": 1},
            "count": {"type": "integer", "minimum": 0}
          }
        }

        """#
}
