"""Holds the findings of cloudsplaining against those of IAM-02, principal by principal."""

import json
import os
import subprocess
import sys
from pathlib import Path

from cloudsplaining.scan.authorization_details import AuthorizationDetails

LISTS = {"user": "users", "group": "groups", "role": "roles"}
POLICIES = ("inline_policies", "customer_managed_policies", "aws_managed_policies")

# Methods that lack a step: with their actions alone nobody gets further.
INCOMPLETE = {
    "PassExistingRoleToNewDataPipeline": "a pipeline does nothing before `datapipeline:PutPipelineDefinition`",
}


def theirs(export):
    """Methods by principal, each with the actions it needs and the policies it was found in."""
    results = AuthorizationDetails(export).results
    methods = {}
    for kind, listed in LISTS.items():
        for one in results[listed].values():
            held = methods.setdefault((kind, one["name"]), {})
            named = one.get("groups") or {}
            groups = [group for group in results["groups"].values() if group["name"] in named]
            for holder in [one, *groups]:
                for policies in POLICIES:
                    for policy in holder[policies]:
                        for found in results[policies][policy]["PrivilegeEscalation"]["findings"]:
                            held.setdefault(found["type"], set(found["actions"]))
    return methods


def evidence(root, file):
    """What Seaworthy reads in the export."""
    run = subprocess.run(
        [os.environ.get("SEAWORTHY", str(root / "seaworthy")), "collect", "--format", "json", str(file)],
        stdout=subprocess.PIPE,
        check=False,
    )
    snapshot = json.loads(run.stdout)
    return [
        {"id": i, "subject": one["subject"], "content": one["content"]}
        for i, one in enumerate(snapshot["evidence"])
        if one["kind"] == "iam/principal"
    ]


def evaluated(root, query, document):
    run = subprocess.run(
        ["opa", "eval", "--format", "values", "--stdin-input", "--data", "policies/lib", "--data", "policies/iam", query],
        cwd=root,
        input=json.dumps(document).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(run.stdout)[0]


def ours(root, principals):
    """Paths by principal, and those to whom the right to everything was given."""
    parameters = json.loads((root / "policies/iam/data.json").read_text())["parameters"]
    document = {
        "now": 0,
        "parameters": {name: one["default"] for name, one in parameters.items()},
        "evidence": {"iam/principal": principals},
    }
    paths = {}
    everything = set()
    by_id = {one["id"]: (one["content"]["type"], one["content"]["name"]) for one in principals}
    for finding in evaluated(root, "data.seaworthy.iam.iam_02.findings", document):
        who = by_id[finding["on"]]
        if finding["rule"] == "privilege-escalation":
            paths.setdefault(who, set()).update(finding["paths"])
        if finding["rule"] == "wildcard-action" and finding["action"] == "*":
            everything.add(who)
    known = evaluated(root, "data.seaworthy.lib.aws_escalations.paths", {})
    return paths, everything, {name: {action.lower() for action in needed} for name, needed in known.items()}


def grants(principals):
    return {(one["content"]["type"], one["content"]["name"]): one["content"] for one in principals}


def covers(pattern, action):
    head, star, tail = pattern.lower().partition("*")
    return action.startswith(head) and (action.endswith(tail) if star else action == head)


def explanation(method, needed, content):
    """Why a method of theirs is no path: a denial, a boundary, or a right on named resources only."""
    if method in INCOMPLETE:
        return INCOMPLETE[method]
    if content["attributes"].get("boundary"):
        return "the permissions boundary stops it"
    for grant in content["grants"]:
        if grant["effect"] == "deny" and any(covers(p, a) for p in grant["actions"] for a in needed):
            return "denied by `%s`" % grant["origin"]["name"]
    for action in sorted(needed):
        allowing = [
            grant
            for grant in content["grants"]
            if grant["effect"] == "allow" and any(covers(pattern, action) for pattern in grant["actions"])
        ]
        if allowing and not any("*" in resource for grant in allowing for resource in grant["resources"]):
            return "`%s` is allowed on named resources only" % action
        if allowing and not any(
            resource == "*" or resource.endswith((":role/*", ":user/*", ":group/*", ":policy/*", ":*"))
            for grant in allowing
            for resource in grant["resources"]
        ):
            return "`%s` reaches a part of the resources only" % action
    return None


def compare(root, file):
    export = json.loads(file.read_text())
    principals = evidence(root, file)
    paths, everything, known = ours(root, principals)
    held = grants(principals)
    tally = {"both": 0, "administrator": 0, "explained": 0, "missed": 0}
    reasons = {}
    for who, methods in sorted(theirs(export).items()):
        for method, needed in sorted(methods.items()):
            if who in everything:
                tally["administrator"] += 1
            elif any(known[path] <= needed or needed <= known[path] for path in paths.get(who, ())):
                tally["both"] += 1
            else:
                reason = explanation(method, needed, held[who])
                tally["explained" if reason else "missed"] += 1
                reasons.setdefault(reason or "MISSED", []).append("%s %s: %s" % (*who, method))
    found = sum(len(one) for one in paths.values())
    print("%s: %d principals; cloudsplaining finds %d ways" % (file.name, len(principals), sum(tally.values())))
    print("  both find them %d; of administrators, who need none %d; explained %d; missed %d" % tuple(tally.values()))
    print("  ways that IAM-02 finds: %d, of %d principals" % (found, len(paths)))
    for reason, ways in sorted(reasons.items()):
        print("  %s:" % reason)
        for way in ways:
            print("    " + way)
    return tally["missed"]


def main():
    root = Path(sys.argv[1])
    missed = sum(compare(root, Path(name).resolve()) for name in sys.argv[2:])
    sys.exit(1 if missed else 0)


main()
