"""Asks cosign and Seaworthy about what cosign signed.

    compare.py SAMPLES WORK

Each case is a bundle, whom to trust, and what was changed. All cases of one trust are one run of Seaworthy.
"""
import base64
import hashlib
import json
import pathlib
import random
import shutil
import subprocess
import sys

samples, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
artifact = samples / "manifest.json"
ISSUER = "https://token.ci.harbor.example"
SUBJECT = "https://forge.harbor.example/erp/odoo/.ci/release.yml@refs/tags/18.0.3"
SEED = 1
CHANGES = 8

# cosign's own check takes these keys to have signed by SHA-256, or plainly.
COSIGN_REFUSES_ITS_OWN = {"p384", "ed25519"}


def key(name):
    return {"keys": [{"name": name, "path": f"keys/{name}.pub"}]}


def identity(root, issuer=ISSUER, subject=SUBJECT):
    return {"identities": [{"issuer": issuer, "subject": subject}], "trustedRoot": f"{root}.json"}


def cosign(bundle, trust, message):
    command = ["cosign", "verify-blob" if message else "verify-blob-attestation"]
    command += ["--bundle", str(bundle)]
    if "keys" in trust:
        command += ["--key", str(samples / trust["keys"][0]["path"]), "--insecure-ignore-tlog"]
    else:
        who = trust["identities"][0]
        command += ["--trusted-root", str(samples / trust["trustedRoot"])]
        command += ["--certificate-identity", who["subject"], "--use-signed-timestamps"]
        command += ["--certificate-oidc-issuer", who["issuer"]]
        if "logged" not in trust["trustedRoot"]:
            command += ["--insecure-ignore-tlog"]
        # Promises of certificate logs are asked of a trusted root that names such logs.
        if "known" not in trust["trustedRoot"]:
            command += ["--insecure-ignore-sct"]
    if not message:
        command += ["--type", "slsaprovenance1"]
    command += [str(artifact)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def seaworthy(files, trust):
    """The files of which something was verified about the artifact."""
    folder = work / "release"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "attestations").mkdir(parents=True)
    shutil.copytree(samples / "keys", folder / "keys")
    for root in samples.glob("trusted-root-*.json"):
        shutil.copy(root, folder)
    for name, data in files.items():
        (folder / "attestations" / name).write_bytes(data)
    entry = {"collector": "image", "paths": ["attestations"], **trust}
    release = {
        "apiVersion": "seaworthy.dev/v1",
        "kind": "Release",
        "candidate": {"name": "samples", "version": "1"},
        "evidence": [entry],
        # Any: only the evidence is looked at.
        "bundles": [{"name": "integration", "version": bundle_version()}],
    }
    (folder / "release.yaml").write_text(json.dumps(release))
    sealed = folder / "verdict.json"
    ran = subprocess.run(
        ["seaworthy", "check", str(folder / "release.yaml"), "--key", str(work / "sealer.pem")]
        + ["--seal", str(sealed), "--quiet"],
        capture_output=True,
        check=False,
    )
    snapshots = list(folder.glob("verdict*.snapshot.json"))
    if not snapshots:
        sys.exit(f"seaworthy made no snapshot: {ran.stderr.decode()}")
    snapshot = json.loads(snapshots[0].read_text())
    return {
        pathlib.Path(one["source"]["file"]).name
        for one in snapshot["evidence"]
        if one["kind"] == "image/attestation"
        and one["content"]["verified"]
        and set(one["content"]["digests"]) & digests
    }


def bundle_version():
    return json.loads(pathlib.Path("policies/integration/bundle.json").read_text())["version"]


def digest(algorithm):
    return algorithm + ":" + hashlib.new(algorithm, artifact.read_bytes()).hexdigest()


digests = {digest("sha256"), digest("sha384")}


def changed(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(7))]) + data[at + 1 :]


def other_subject(data):
    bundle = json.loads(data)
    if "dsseEnvelope" not in bundle:
        return None
    payload = json.loads(base64.b64decode(bundle["dsseEnvelope"]["payload"]))
    payload["subject"][0]["digest"]["sha256"] = "0" * 64
    bundle["dsseEnvelope"]["payload"] = base64.b64encode(json.dumps(payload).encode()).decode()
    return json.dumps(bundle).encode()


def is_explained(trust_name, name, data):
    """Whether cosign may refuse what holds: nothing but the unsigned hint differs from a genuine bundle."""
    genuine = json.loads((samples / f"{name.split('.')[0]}.sigstore.json").read_text())
    try:
        asked = json.loads(data)
        for bundle in [genuine, asked]:
            bundle["verificationMaterial"].pop("publicKey", None)
    except (ValueError, KeyError):
        return False
    # Given a key, cosign takes no bundle with a certificate, even of that key.
    certified = trust_name == "p256" and name.startswith("certificate-")
    return asked == genuine and (certified or trust_name in COSIGN_REFUSES_ITS_OWN)


subprocess.run(
    ["seaworthy", "keys", "generate", "-o", str(work / "sealer.pem")], check=True, capture_output=True
)
trusts = [(f"{kind}", key(kind)) for kind in ["p256", "p384", "rsa", "ed25519", "stranger"]]
trusts += [
    ("stamped", identity("trusted-root-stamped")),
    ("logged", identity("trusted-root-logged")),
    ("known", identity("trusted-root-known")),
    ("other identity", identity("trusted-root-stamped", subject="https://forge.harbor.example/crm")),
    ("other issuer", identity("trusted-root-stamped", issuer="https://other.example")),
]
names = [f"{kind}-slsa1" for kind in ["p256", "p384", "rsa", "ed25519", "stranger"]]
names += ["p256-message", "rsa-message", "p384-message"]
names += [f"certificate-{kind}" for kind in ["known", "known-bad", "known-stranger", "known-both"]]
names += ["certificate-stamped", "certificate-logged", "certificate-undated", "certificate-message"]
chance = random.Random(SEED)
agreed, wrong, explained = 0, [], 0
for trust_name, trust in trusts:
    files = {}
    for name in names:
        data = (samples / f"{name}.sigstore.json").read_bytes()
        files[f"{name}.0.json"] = data
        if name.startswith(trust_name) or name == f"certificate-{trust_name}":
            for number in range(1, CHANGES + 1):
                files[f"{name}.{number}.json"] = changed(data, chance)
            swapped = other_subject(data)
            if swapped:
                files[f"{name}.subject.json"] = swapped
    ours = seaworthy(files, trust)
    for name, data in files.items():
        (work / name).write_bytes(data)
        theirs = cosign(work / name, trust, "-message" in name)
        if theirs == (name in ours):
            agreed += 1
        elif not theirs and is_explained(trust_name, name, data):
            explained += 1
        else:
            wrong.append(f"{name} under {trust_name}: cosign {theirs}, Seaworthy {name in ours}")
print(f"{agreed} answers agree, {explained} differ as is explained, {len(wrong)} differ")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
