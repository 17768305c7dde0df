"""Holds the principals that reach an administrator against those that Principal Mapper finds."""

import collections
import collections.abc
import json
import os
import subprocess
import sys
from pathlib import Path

# Principal Mapper 1.1.5 was written for Python before 3.10.
for name in ("Mapping", "MutableMapping"):
    setattr(collections, name, getattr(collections.abc, name))

from principalmapper.common import Graph  # noqa: E402
from principalmapper.graphing import edge_identification, gathering  # noqa: E402
from principalmapper.querying import query_utils  # noqa: E402


class Pages:
    """One page of a list that the export holds, or an empty one."""

    def __init__(self, page):
        self.page = page

    def paginate(self, **_):
        return [self.page]


class Export:
    """Answers what Principal Mapper asks of IAM, from an export in place of an account."""

    def __init__(self, export):
        self.export = export

    def get_paginator(self, operation):
        if operation == "get_account_authorization_details":
            return Pages(self.export)
        return Pages({"VirtualMFADevices": []})

    def list_access_keys(self, **_):
        return {"AccessKeyMetadata": []}

    def get_login_profile(self, **_):
        return {"LoginProfile": {}}

    def list_mfa_devices(self, **_):
        return {"MFADevices": []}


class Session:
    def __init__(self, export):
        self.client = Export(export)

    def create_client(self, *_, **__):
        return self.client


def theirs(export):
    """Administrators, and the others that reach one, each with the reason of its first step."""
    for user in export["UserDetailList"]:
        user.setdefault("UserPolicyList", [])
    read = gathering.get_nodes_groups_and_policies(Session(export).client)
    nodes = read["nodes"]
    gathering.update_admin_status(nodes)
    edges = edge_identification.obtain_edges(None, list(edge_identification.checker_map), nodes)
    graph = Graph(nodes, edges, read["policies"], read["groups"], {"account_id": "0", "pmapper_version": "1.1.5"})
    administrators = {name(node.arn) for node in nodes if node.is_admin}
    reached = {}
    for node in nodes:
        if node.is_admin:
            continue
        for path in query_utils.get_search_list(graph, node):
            if path[-1].destination.is_admin:
                reached[name(node.arn)] = path[0].reason
                break
    return administrators, reached, len(edges)


def name(arn):
    kind, rest = arn.split(":", 5)[5].split("/", 1)
    return "%s %s" % (kind, rest.split("/")[-1])


def ours(root, file):
    """Chains by principal, and the ways of IAM-02."""
    run = subprocess.run(
        [os.environ.get("SEAWORTHY", str(root / "seaworthy")), "collect", "--format", "json", str(file)],
        stdout=subprocess.PIPE,
        check=False,
    )
    principals = [one["content"] for one in json.loads(run.stdout)["evidence"] if one["kind"] == "iam/principal"]
    chains = {}
    for one in principals:
        chain = one["attributes"].get("administratorBy")
        if chain:
            chains["%s %s" % (one["type"], one["name"])] = chain
    return len(principals), chains


def compare(root, file):
    try:
        administrators, reached, edges = theirs(json.loads(file.read_text()))
    except ValueError as e:
        print("%s: Principal Mapper cannot read it: %s" % (file.name, e))
        return None
    count, chains = ours(root, file)
    sure = {who for who, chain in chains.items() if not chain["conditional"]}
    missed = sorted(set(reached) - set(chains))
    print("%s: %d principals" % (file.name, count))
    print("  Principal Mapper: %d administrators, %d edges, %d others reach one" % (len(administrators), edges, len(reached)))
    print("  here: %d reach one, %d more under a condition" % (len(sure), len(chains) - len(sure)))
    print("  both %d; only here %d; missed %d" % (
        len(set(reached) & set(chains)), len(set(chains) - set(reached) - administrators), len(missed)))
    for who in sorted(set(chains) & administrators):
        print("  an administrator there, with a way here: %s by %s" % (who, chains[who]["hops"][0]["by"]))
    for who in sorted(set(chains) - set(reached) - administrators):
        print("  only here: %s by %s" % (who, chains[who]["hops"]))
    for who in missed:
        print("  MISSED: %s, who %s" % (who, reached[who]))
    return len(missed)


def main():
    root = Path(sys.argv[1])
    missed = [compare(root, Path(one).resolve()) for one in sys.argv[2:]]
    compared = [count for count in missed if count is not None]
    if not compared:
        sys.exit("nothing was compared")
    sys.exit(1 if sum(compared) else 0)


main()
