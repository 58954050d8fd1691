"""Mermaid's own parser reads flowcharts: the files that are named in FLOWCHARTS, one a line.

Prints for each how many boxes and arrows it has.
"""

import json
import os
import pathlib
import sys

from browser import chromium

BUNDLE = "mermaid_parser/js/parser.bundle.js"


def bundle():
    for folder in map(pathlib.Path, sys.path):
        if (folder / BUNDLE).is_file():
            return (folder / BUNDLE).read_text(encoding="utf-8")
    sys.exit(f"{BUNDLE} is not installed")


with chromium() as browser:
    page = browser.new_page()
    page.add_script_tag(content="var module = { exports: {} }, exports = module.exports;\n" + bundle())
    for name in os.environ["FLOWCHARTS"].splitlines():
        text = pathlib.Path(name).read_text(encoding="utf-8")
        data = json.loads(page.evaluate("text => parse_mermaid(text)", text))["graph_data"]
        labels = [vertex["text"] for vertex in data["vertices"].values()]
        print(json.dumps({"boxes": len(labels), "arrows": len(data["edges"]), "labels": labels}))
