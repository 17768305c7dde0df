"""The pod that Tekton makes of a task, as far as its authors choose it: each step a container.

  pod.py TASK IMAGE
"""
import sys

import yaml

task = yaml.safe_load(open(sys.argv[1]))
containers = []
for step in task["spec"]["steps"]:
    step = dict(step)
    step["resources"] = step.pop("computeResources")
    step["image"] = sys.argv[2]
    containers.append(step)
print(yaml.safe_dump({
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": task["metadata"]["name"], "namespace": "ci"},
    "spec": {"restartPolicy": "Never", "automountServiceAccountToken": False, "containers": containers,
             "volumes": task["spec"]["volumes"]},
}))
