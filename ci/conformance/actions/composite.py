"""Runs a composite action as GitHub's runner does: its steps' scripts by bash, with the environment that the action's
own metadata gives them. Prints the exit code and the outputs as JSON.

  composite.py ACTION CONTEXT [INPUT=VALUE…]

ACTION is the folder of action.yml, CONTEXT a JSON file with what the runner knows (`github`). Refuses an expression
inside a script: a value there would be code. Understands names joined by `||`, and no other expression.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*")


def value(name, context):
    if not NAME.fullmatch(name):
        sys.exit(f"`{name}` is an expression that this runner does not know")
    found = context
    for part in name.split("."):
        found = found.get(part, "") if isinstance(found, dict) else ""
    return {True: "true", False: "false", None: ""}.get(found, found)


def text(template, context):
    def one(match):
        values = [value(name.strip(), context) for name in match[1].split("||")]
        return str(next((each for each in values if each), ""))
    return EXPRESSION.sub(one, str(template))


def inputs(action, given, context):
    unknown = given.keys() - action["inputs"].keys()
    if unknown:
        sys.exit(f"the action has no input `{sorted(unknown)[0]}`")
    return {
        name: given.get(name, text(entry.get("default", ""), context))
        for name, entry in action["inputs"].items()
    }


def run(step, folder, context):
    if "${{" in step["run"]:
        sys.exit("a script holds an expression: its value would be code")
    if step["shell"] != "bash":
        sys.exit(f"`{step['shell']}` is a shell that this runner does not know")
    with tempfile.TemporaryDirectory() as temp:
        script, output = pathlib.Path(temp, "step.sh"), pathlib.Path(temp, "output")
        script.write_text(step["run"])
        output.touch()
        environment = {
            **os.environ,
            **{name: text(each, context) for name, each in step.get("env", {}).items()},
            "GITHUB_ACTION_PATH": str(folder),
            "GITHUB_OUTPUT": str(output),
        }
        code = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            env=environment, stdout=sys.stderr, check=False).returncode
        told = dict(line.split("=", 1) for line in output.read_text().splitlines())
    return code, told


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    action = yaml.safe_load((folder / "action.yml").read_text())
    context = json.loads(pathlib.Path(sys.argv[2]).read_text())
    given = dict(one.split("=", 1) for one in sys.argv[3:])
    context["inputs"] = inputs(action, given, context)
    context["steps"] = {}
    code = 0
    for step in action["runs"]["steps"]:
        code, outputs = run(step, folder, context)
        context["steps"][step["id"]] = {"outputs": outputs}
        if code:
            break
    told = {name: text(one["value"], context) for name, one in action["outputs"].items()}
    print(json.dumps({"code": code, "outputs": told}))


main()
