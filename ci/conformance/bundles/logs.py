"""Runs the commands of a logged bundle's own VERIFY-LOG.md on it, as it is and tampered with.

Usage: logs.py WORK CANDIDATE, where WORK holds the bundle `bundle`, the public keys `sealer.pub` and
`log.pub`, and the verifier key `witness.vkey` of a witness that did not sign. CANDIDATE is the digest that
the bundle is about.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import documents

SECTIONS = {1: "openssl", 2: "seaworthy", 3: "witnessed"}
ENTRY = "data/log/entry.json"
PROOF = "data/log/proof.tlog-proof"


def flipped(name, at):
    def act(bundle):
        file = bundle / name
        content = bytearray(file.read_bytes())
        content[at if at >= 0 else len(content) + at] ^= 1
        file.write_bytes(content)

    return act


def another_index(bundle):
    text = (bundle / PROOF).read_text(encoding="utf-8")
    (bundle / PROOF).write_text(text.replace("index 0\n", "index 1\n", 1), encoding="utf-8")


def another_verdict(bundle):
    """A signature of the same form that the entry does not name."""
    text = (bundle / "data/verdict.seal").read_text(encoding="utf-8")
    at = text.index('"sig":"') + 40
    other = "A" if text[at] != "A" else "B"
    (bundle / "data/verdict.seal").write_text(text[:at] + other + text[at + 1 :], encoding="utf-8")


# What is done, which key is taken for the log's, and which sections accept it.
CASES = {
    "nothing": (lambda bundle: None, "log.pub", (1, 2)),
    "a bit of the entry": (flipped(ENTRY, 45), "log.pub", ()),
    "a bit of the log's signature": (flipped(PROOF, -8), "log.pub", ()),
    "another place in the log": (another_index, "log.pub", ()),
    "no proof": (lambda bundle: (bundle / PROOF).unlink(), "log.pub", ()),
    "another verdict": (another_verdict, "log.pub", ()),
    "nothing, but another log is trusted": (lambda bundle: None, "sealer.pub", ()),
}


def run(script, home):
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


def main(work, candidate):
    work = pathlib.Path(work)
    blocks = documents.commands((work / "bundle" / "VERIFY-LOG.md").read_text(encoding="utf-8"))
    faults = 0
    for what, (act, key, accepting) in CASES.items():
        with tempfile.TemporaryDirectory(dir=work) as folder:
            bundle = pathlib.Path(folder) / "an auditor's copy"
            shutil.copytree(work / "bundle", bundle)
            act(bundle)
            values = {
                "BUNDLE": bundle,
                "KEY": work / "sealer.pub",
                "CANDIDATE": candidate,
                "LOG_KEY": work / key,
                "WITNESS": work / "witness.vkey",
            }
            for section, program in SECTIONS.items():
                code, output = run(documents.with_values(blocks[0], values) + blocks[section], folder)
                print(f"{what:<40} {program:<10} {'accepts' if code == 0 else 'refuses'}")
                if (code == 0) != (section in accepting):
                    faults += 1
                    print(f"FAILED: exit {code}\n{output}")
    if faults:
        raise SystemExit(1)
    print(f"{len(CASES) - 1} ways of tampering with a log's proof: each command of VERIFY-LOG.md answers as documented")


if __name__ == "__main__":
    main(*sys.argv[1:])
