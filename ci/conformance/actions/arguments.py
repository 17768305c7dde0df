"""The words of a container or a step, one a line, with its variables put in as Kubernetes and Tekton do. A list stands
for itself where `$(NAME[*])` is a word of its own.

  arguments.py FILE NAME=VALUE… NAME[]=A,B…
"""
import re
import sys

import yaml

given = dict(one.split("=", 1) for one in sys.argv[2:])
document = next(one for one in yaml.safe_load_all(open(sys.argv[1])) if one["kind"] in ("Job", "Task"))
spec = document["spec"]
runner = spec["steps"][0] if "steps" in spec else spec["template"]["spec"]["containers"][0]


def one(match):
    if match[1] not in given:
        sys.exit(f"nothing says what `{match[1]}` is")
    return given[match[1]]


for word in runner["args"]:
    whole = re.fullmatch(r"\$\(([a-zA-Z.-]+)\[\*\]\)", word)
    if whole:
        values = given[whole[1] + "[]"]
        print("\n".join(values.split(",")) if values else "", end="\n" if values else "")
    else:
        print(re.sub(r"\$\(([a-zA-Z.-]+)\)", one, word))
