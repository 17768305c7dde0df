"""Reads OSCAL Assessment Results, and the plan inside, by the models of compliance-trestle, which know no
field but OSCAL's; then demands that what was tampered with is refused.

usage: read.py FILE...
"""

import base64
import copy
import json
import sys

from pydantic import ValidationError
from trestle.oscal import OSCAL_VERSION
from trestle.oscal.assessment_plan import AssessmentPlan
from trestle.oscal.assessment_results import AssessmentResults


def plan_of(results):
    """The assessment plan that the results name, from their back matter."""
    wanted = results["import-ap"]["href"].removeprefix("#")
    for resource in results["back-matter"]["resources"]:
        if resource["uuid"] == wanted:
            return json.loads(base64.b64decode(resource["base64"]["value"]))["assessment-plan"]
    raise SystemExit(f"no resource is {wanted}")


def without(*path):
    def change(results):
        for step in path[:-1]:
            results = results[step]
        del results[path[-1]]

    return change


def having(value, *path):
    def change(results):
        for step in path[:-1]:
            results = results[step]
        results[path[-1]] = value

    return change


TAMPERED = {
    "no plan": without("import-ap"),
    "no uuid": without("uuid"),
    "no title": without("metadata", "title"),
    "a uuid that is none": having("release", "uuid"),
    "a field that OSCAL has not": having("pass", "verdict"),
    "a time without its zone": having("2026-01-01T00:00:00", "results", 0, "start"),
    "a finding without its target": without("results", 0, "findings", 0, "target"),
    "a state that is none": having("fine", "results", 0, "findings", 0, "target", "status", "state"),
}


def check(file):
    with open(file, encoding="utf-8") as source:
        results = json.load(source)["assessment-results"]
    read = AssessmentResults(**results)
    plan = AssessmentPlan(**plan_of(results))
    for document in (read, plan):
        if document.metadata.oscal_version.model_dump() != OSCAL_VERSION:
            raise SystemExit(f"{file} is not of OSCAL {OSCAL_VERSION}")
    refused = 0
    for name, change in TAMPERED.items():
        changed = copy.deepcopy(results)
        change(changed)
        try:
            AssessmentResults(**changed)
        except ValidationError:
            refused += 1
        else:
            raise SystemExit(f"{file} with {name} was not refused")
    print(
        f"{file}: OSCAL {OSCAL_VERSION}, {len(read.results[0].findings or [])} conclusions, "
        f"{len(read.results[0].observations or [])} observations; {refused} ways of tampering refused"
    )


for name in sys.argv[1:]:
    check(name)
