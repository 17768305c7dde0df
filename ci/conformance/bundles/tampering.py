"""What someone may do to an evidence bundle on its way, by the names of the documentation's table."""

import base64
import dataclasses
import hashlib
import json
import os
import pathlib
import shutil
from typing import Callable

COVERAGE = "data/coverage.json"
EVIDENCE = "data/verdict.snapshot.json"
INDEX = "index.dsse.json"
MANIFEST = "manifest-sha256.txt"
SEAL = "data/verdict.seal"
SIGSTORE = "data/verdict.sigstore.json"
TAG_MANIFEST = "tagmanifest-sha256.txt"

# What Python would import, and a shell run, if they searched the bundle.
MODULES = ("bagit", "base64", "cryptography", "hashlib", "json", "securesystemslib", "sitecustomize", "tempfile")
PROGRAMS = ("cosign", "java", "mktemp", "openssl", "python3", "seaworthy", "sha256sum")


@dataclasses.dataclass(frozen=True)
class Scene:
    """A fresh copy of the demo's bundle, to tamper with; what else a forger may have is beside it."""

    bundle: pathlib.Path
    others: pathlib.Path
    marker: pathlib.Path

    def path(self, name):
        return self.bundle / name


@dataclasses.dataclass(frozen=True)
class Tampering:
    """A change, and which key the auditor trusts: the sealer's, unless it says otherwise."""

    act: Callable[[Scene], None]
    key: str = "sealer"


def flip(name):
    def act(scene):
        content = bytearray(scene.path(name).read_bytes())
        content[len(content) // 2] ^= 1
        scene.path(name).write_bytes(content)

    return act


def write(name, content):
    return lambda scene: scene.path(name).write_text(content)


def remove(name):
    return lambda scene: scene.path(name).unlink()


def replace_by_link(name):
    def act(scene):
        outside = scene.bundle.parent / "outside.json"
        scene.path(name).rename(outside)
        scene.path(name).symlink_to(outside)

    return act


def claim_pass(scene):
    """Both copies of the sealed verdict say `pass`, under the signature of the one that said `fail`."""
    for name in (SEAL, SIGSTORE):
        file = json.loads(scene.path(name).read_text())
        envelope = file.get("dsseEnvelope", file)
        payload = base64.b64decode(envelope["payload"])
        forged = payload.replace(b'"verdict":"fail"', b'"verdict":"pass"')
        assert forged != payload, "the demo's verdict is not `fail`"
        envelope["payload"] = base64.b64encode(forged).decode()
        scene.path(name).write_text(canonical(file))


def name_outside(scene):
    outside = scene.bundle.parent / "outside.json"
    outside.write_text("{}")
    with scene.path(TAG_MANIFEST).open("a") as manifest:
        manifest.write(f"{sha256(outside)}  ../outside.json\n")


def respace_index(scene):
    scene.path(INDEX).write_text(json.dumps(json.loads(scene.path(INDEX).read_text()), indent=1))


def plant(scene):
    """Modules and programs that leave a mark when they run, under names that the commands use."""
    for name in MODULES:
        code = f"open({str(scene.marker)!r}, 'a').write({name!r})\n"
        scene.path(f"{name}.py").write_text(code)
    for name in PROGRAMS:
        scene.path(name).write_text(f"#!/bin/sh\necho {name} >>'{scene.marker}'\n")
        scene.path(name).chmod(0o755)


def swap_whole(other):
    def act(scene):
        shutil.rmtree(scene.bundle)
        shutil.copytree(scene.others / other, scene.bundle)

    return act


def with_checksums(change):
    """A change, and then a bag of what is there: anyone can write manifests anew."""

    def act(scene):
        change(scene)
        files = sorted(
            path.relative_to(scene.bundle).as_posix() for path in scene.bundle.rglob("*") if path.is_file()
        )
        data = [name for name in files if name.startswith("data/")]
        octets = sum(os.path.getsize(scene.path(name)) for name in data)
        scene.path("bag-info.txt").write_text(f"Payload-Oxum: {octets}.{len(data)}\n")
        list_files(scene, MANIFEST, data)
        tags = [name for name in files if name not in data and name != TAG_MANIFEST]
        list_files(scene, TAG_MANIFEST, tags)

    return act


def list_files(scene, manifest, names):
    scene.path(manifest).write_text("".join(f"{sha256(scene.path(name))}  {name}\n" for name in names))


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def canonical(tree):
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


ALL = {
    "a bit of `data/verdict.seal`": Tampering(flip(SEAL)),
    "a bit of `data/verdict.sigstore.json`": Tampering(flip(SIGSTORE)),
    "a bit of the evidence": Tampering(flip(EVIDENCE)),
    "a bit of the index": Tampering(flip(INDEX)),
    "a file removed from `data/`": Tampering(remove(COVERAGE)),
    "a file removed beside `data/`": Tampering(remove("trust/authors.pem")),
    "a file added under `data/`": Tampering(write("data/more.json", "{}")),
    "a file added beside `data/`": Tampering(write("more.json", "{}")),
    "modules and programs planted beside `data/`": Tampering(plant),
    "the evidence moved out, a symbolic link in its place": Tampering(replace_by_link(EVIDENCE)),
    "a manifest that names a file outside": Tampering(name_outside),
    "a bit of the evidence, checksums rewritten": Tampering(with_checksums(flip(EVIDENCE))),
    "the key in `trust/`, checksums rewritten": Tampering(with_checksums(write("trust/sealer.pem", "mine"))),
    "the verdict made a `pass`, checksums rewritten": Tampering(with_checksums(claim_pass)),
    "the white space of the index, checksums rewritten": Tampering(with_checksums(respace_index)),
    "the whole made anew by another key": Tampering(swap_whole("forged")),
    "the whole of another release, by the same key": Tampering(swap_whole("other-release")),
    "nothing, but another key is trusted": Tampering(lambda scene: None, key="stranger"),
}
