"""Holds the statements of evidence bundles against the shapes of others, and verifies them by their programs.

Usage: statements.py WORK, where WORK holds the bundles `genuine` (no pass) and `other-release` (a pass), both sealed
by `sealer` and `long-term`, and the public keys `sealer.pub`, `stranger.pub`, `long-term.pub` and the private key
`long-term.pem`.
"""

import base64
import json
import pathlib
import subprocess
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from google.protobuf import json_format
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.predicates.vsa.v1 import vsa_pb2
from in_toto_attestation.v1 import resource_descriptor, resource_descriptor_pb2, statement, statement_pb2
from securesystemslib.dsse import Envelope

VERDICT = "https://seaworthy.dev/verdict/v1"
SUMMARY = "https://slsa.dev/verification_summary/v1"
TESTS = "https://in-toto.io/attestation/test-result/v0.1"
SIMPLE = "https://in-toto.io/attestation/svr/v0.2"
FILES = {SUMMARY: "vsa.sigstore.json", TESTS: "test-result.sigstore.json", SIMPLE: "svr.sigstore.json"}


def demand(holds, text):
    if not holds:
        raise SystemExit(f"FAILED: {text}")


def payload(file):
    return json.loads(base64.b64decode(json.loads(file.read_text())["dsseEnvelope"]["payload"]))


def shaped(said, kind):
    """Reads a predicate as the specification's message; names that it does not know must be URIs."""
    unknown = [name for name in said if name not in {field.json_name for field in kind.DESCRIPTOR.fields}]
    demand(all(name.startswith("https://") for name in unknown), f"fields that are no extensions: {unknown}")
    # Deeper down, the package is older than `verifier.version`; who reads must pass over what is new to them.
    return json_format.ParseDict(said, kind(), ignore_unknown_fields=True)


def resources(found):
    for one in found:
        resource_descriptor.ResourceDescriptor.copy_from_pb(one).validate()


def summary(said, passed):
    # The package's message has one level where SLSA's text has a list of them.
    levels = said["verifiedLevels"]
    read = shaped({k: v for k, v in said.items() if k != "verifiedLevels"}, vsa_pb2.VerificationSummary)
    demand(isinstance(levels, list), "the levels are a list")
    demand(read.verification_result == ("PASSED" if passed else "FAILED"), "the summary's result")
    demand(read.verifier.id.startswith("https://") and ":" in read.resource_uri, "the summary's URIs")
    demand(read.policy.uri and list(read.policy.digest) == ["sha256"], "the summary's policy")
    demand(read.HasField("time_verified") and not read.input_attestations, "the summary's time and inputs")
    demand(levels and not any(level.startswith("SLSA_") for level in levels), f"levels of SLSA's own: {levels}")
    demand(passed or levels == ["FAILED"], f"the levels of a failed verdict: {levels}")


def tests(said, passed):
    read = shaped(said, test_result_pb2.TestResult)
    demand((read.result == "FAILED") != passed and read.result in ("PASSED", "WARNED", "FAILED"), "the test result")
    demand(read.passed_tests and read.configuration, "tests that passed, and a configuration")
    resources(read.configuration)


def simple(said, passed):
    """The package is older than this predicate: its fields by its text, its resources by the package."""
    demand(passed, "a simple result of a verdict that is no pass")
    demand(set(said["verifier"]) == {"id", "policies"} and said["timeCreated"] and said["properties"], "its fields")
    policies = [json_format.ParseDict(one, resource_descriptor_pb2.ResourceDescriptor()) for one in said["verifier"]["policies"]]
    resources(policies)


READERS = {SUMMARY: summary, TESTS: tests, SIMPLE: simple}


def cosign(work, bundle, kind, digest, key="sealer"):
    done = subprocess.run(
        ["cosign", "verify-blob-attestation", "--key", work / f"{key}.pub", "--bundle", bundle, "--type", kind]
        + ["--digest", digest, "--digestAlg", "sha256", "--insecure-ignore-tlog"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return done.returncode == 0


def statements(work, name, passed):
    data = work / name / "data"
    digest = payload(data / "verdict.sigstore.json")["subject"][0]["digest"]["sha256"]
    demand((data / FILES[SIMPLE]).exists() == passed, f"{name}: a simple result is there of a pass alone")
    for kind, file in FILES.items():
        path = data / file
        if not path.exists():
            continue
        found = payload(path)
        read = statement.Statement.copy_from_pb(json_format.ParseDict(found, statement_pb2.Statement()))
        read.validate()
        demand(found["predicateType"] == kind, f"{file} is of another type")
        demand([one["digest"]["sha256"] for one in found["subject"]] == [digest], f"{file} is about another subject")
        READERS[kind](found["predicate"], passed)
        demand(cosign(work, path, kind, digest), f"cosign refuses {name}/{file}")
        demand(not cosign(work, path, VERDICT, digest), f"cosign takes {file} for another type")
        demand(not cosign(work, path, kind, "0" * 64), f"cosign takes {file} for another subject")
        demand(not cosign(work, path, kind, digest, "stranger"), f"cosign takes {file} by another key")
        forged = work / "forged.sigstore.json"
        bundle = json.loads(path.read_text())
        bundle["dsseEnvelope"]["payload"] = base64.b64encode(json.dumps({**found, "x": 1}).encode()).decode()
        forged.write_text(json.dumps(bundle))
        demand(not cosign(work, forged, kind, digest), f"cosign takes a forged {file}")
        print(f"{name}: {file} is a {kind}, verified by cosign; 4 others refused")


def refused_by_seaworthy(work):
    """What cosign cannot see, since it looks at one file: a signed simple result beside a fail."""
    place = work / "genuine" / "data" / FILES[SIMPLE]
    place.write_bytes((work / "other-release" / "data" / FILES[SIMPLE]).read_bytes())
    done = subprocess.run(
        ["seaworthy", "verify", work / "genuine", "--key", work / "sealer.pub"], stdout=subprocess.PIPE
    )
    place.unlink()
    demand(done.returncode == 1 and b"SVR_WITHOUT_PASS" in done.stdout, "a simple result beside a fail is accepted")
    print("a simple result beside a fail is refused")


def long_term(work):
    """The second signature, by another implementation of ML-DSA."""
    envelope = json.loads((work / "genuine/data/verdict.multi.dsse.json").read_text())
    content = base64.b64decode(envelope["payload"])
    message = Envelope(content, envelope["payloadType"], {}).pae()
    signature = base64.b64decode(envelope["signatures"][1]["sig"])
    key = load_pem_public_key((work / "long-term.pub").read_bytes())
    key.verify(signature, message)
    for forged in ((signature, message + b" "), (bytes([signature[0] ^ 1]) + signature[1:], message)):
        try:
            key.verify(*forged)
            raise SystemExit("FAILED: a forged ML-DSA-65 signature verifies")
        except InvalidSignature:
            pass
    private = load_pem_private_key((work / "long-term.pem").read_bytes(), None)
    demand(private.public_key() == key, "the private key is that of the public key")
    print("ML-DSA-65: signature and keys are read by OpenSSL; 2 forged ones refused")


def main(work):
    statements(work, "genuine", passed=False)
    statements(work, "other-release", passed=True)
    refused_by_seaworthy(work)
    long_term(work)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
