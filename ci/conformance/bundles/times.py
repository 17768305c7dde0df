"""Runs the commands of a stamped bundle's own VERIFY-TIME.md on it, as it is and tampered with.

Usage: times.py WORK CANDIDATE, where WORK holds the bundles `stamped` and `again` (the same verdict's release
by another key), the public key `sealer.pub`, and the authorities' certificates `ours-tsa.pem`,
`openssl-tsa.pem` and `stranger-tsa.pem`, each beginning with the authority's own. CANDIDATE is the digest that `stamped` is about.
"""

import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import documents
import tampering

SECTIONS = {1: "openssl", 2: "cosign", 3: "rfc3161-client", 4: "seaworthy"}
PEM = re.compile(r"-----BEGIN CERTIFICATE-----\n(.*?)-----END CERTIFICATE-----", re.DOTALL)


def stamps(scene):
    return sorted((scene.bundle / "data" / "timestamps").iterdir())


def change_stamps(change):
    """Changes each time stamp, as a file and in the Sigstore bundle, and writes the checksums anew."""

    def act(scene):
        changed = []
        for at, stamp in enumerate(stamps(scene)):
            stamp.write_bytes(change(scene, at, bytearray(stamp.read_bytes())))
            changed.append({"signedTimestamp": base64.b64encode(stamp.read_bytes()).decode()})
        file = scene.path(tampering.SIGSTORE)
        bundle = json.loads(file.read_text())
        bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"] = changed
        file.write_text(tampering.canonical(bundle))

    return tampering.with_checksums(act)


def flipped(part):
    def change(scene, at, stamp):
        stamp[len(stamp) * part // 8] ^= 1
        return bytes(stamp)

    return change_stamps(change)


def in_certificate(scene, at, stamp):
    """One bit of the signature that is on the authority's own certificate, where no form depends on it."""
    chain = (scene.others / ("ours-tsa.pem", "openssl-tsa.pem")[at]).read_text()
    own = base64.b64decode(PEM.search(chain).group(1))
    place = stamp.find(own)
    if place < 0:
        raise SystemExit(f"time stamp {at + 1} does not hold its authority's certificate")
    stamp[place + len(own) - 5] ^= 1
    return bytes(stamp)


def of_another(scene, at, stamp):
    return (scene.others / "again" / "data" / "timestamps" / f"{at + 1}.tsr").read_bytes()


# What is done, whose authorities are trusted, and which sections do not see it.
TAMPERINGS = {
    "a bit of what each time stamp says": (flipped(1), "trusted", ()),
    # openssl takes the certificate from AUTHORITY, where the same is.
    "a bit of the certificate in each time stamp": (change_stamps(in_certificate), "trusted", (1,)),
    "a bit of each time stamp's signature": (
        change_stamps(lambda scene, at, stamp: bytes(stamp[:-5]) + bytes([stamp[-5] ^ 1]) + bytes(stamp[-4:])),
        "trusted",
        (),
    ),
    "the time stamps of another signature": (change_stamps(of_another), "trusted", ()),
    "nothing, but another authority is trusted": (lambda scene: None, "stranger", ()),
}


def trust(work, name, chains):
    """The same trust in the form of each program."""
    pems = [PEM.findall(chain.read_text()) for chain in chains]
    (work / f"trust-{name}.pem").write_text("".join(chain.read_text() for chain in chains))
    authorities = [
        {
            "subject": {"organization": "TEST", "commonName": "TEST"},
            "certChain": {"certificates": [{"rawBytes": "".join(pem.split())} for pem in chain]},
            "validFor": {"start": "2020-01-01T00:00:00Z"},
        }
        for chain in pems
    ]
    root = {
        "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "tlogs": [],
        "certificateAuthorities": [],
        "ctlogs": [],
        "timestampAuthorities": authorities,
    }
    (work / f"trust-{name}.json").write_text(json.dumps(root))
    keys = [{"name": "sealer", "role": "engine", "file": "sealer.pub"}]
    keys += [{"name": c.stem, "role": "timestamp-authority", "file": c.name} for c in chains]
    document = {"apiVersion": "seaworthy.dev/v1", "kind": "TrustRoot", "keys": keys}
    document["timestamps"] = {"threshold": len(chains)}
    (work / f"trust-{name}.yaml").write_text(json.dumps(document))


def run(blocks, section, work, scene, candidate, name):
    values = {
        "BUNDLE": scene.bundle,
        "KEY": work / "sealer.pub",
        "CANDIDATE": candidate,
        "AUTHORITY": work / f"trust-{name}.pem",
        "TRUSTED_ROOT": work / f"trust-{name}.json",
        "TRUST": work / f"trust-{name}.yaml",
    }
    script = documents.with_values(blocks[0], values) + blocks[section]
    with tempfile.TemporaryDirectory(dir=work) as home:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": home}
        environment["http_proxy"] = environment["https_proxy"] = "http://127.0.0.1:9"
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
        )
    return done.returncode, done.stdout.decode(errors="replace")


def stage(work, act):
    folder = pathlib.Path(tempfile.mkdtemp(dir=work, prefix="time-"))
    scene = tampering.Scene(folder / "an auditor's copy", work, folder / "marker")
    shutil.copytree(work / "stamped", scene.bundle)
    act(scene)
    return scene


def main(work, candidate):
    work = pathlib.Path(work)
    trust(work, "trusted", [work / "ours-tsa.pem", work / "openssl-tsa.pem"])
    trust(work, "stranger", [work / "stranger-tsa.pem"])
    blocks = documents.commands((work / "stamped" / "VERIFY-TIME.md").read_text())
    faults = 0
    cases = {"nothing": (lambda scene: None, "trusted", SECTIONS), **TAMPERINGS}
    for what, (act, name, blind) in cases.items():
        scene = stage(work, act)
        for section, program in SECTIONS.items():
            expected = 0 if section in blind else 1
            code, output = run(blocks, section, work, scene, candidate, name)
            print(f"{what:<50} {program:<14} {'accepts' if code == 0 else 'refuses'}")
            if code != expected:
                faults += 1
                print(f"FAILED: exit {code}, expected {expected}\n{output}")
        shutil.rmtree(scene.bundle.parent)
    if faults:
        raise SystemExit(1)
    print(f"{len(TAMPERINGS)} ways of tampering with times: each command of VERIFY-TIME.md answers as documented")


if __name__ == "__main__":
    main(*sys.argv[1:])
