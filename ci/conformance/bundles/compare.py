"""Runs the commands of a bundle's own VERIFY.md on it, as it is and tampered with, each as an auditor would.

Usage: compare.py GUIDE REFERENCE WORK CANDIDATE, where WORK holds the bundles `genuine`, `forged` and
`other-release` and the public keys `sealer.pub` and `stranger.pub`, and CANDIDATE is the digest that
`genuine` is about.
"""

import concurrent.futures
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import documents
import tampering

ACCEPTS, REFUSES = 0, 1
SEAWORTHY = 6
TIMEOUT_SECONDS = 300


@dataclasses.dataclass(frozen=True)
class Run:
    """What a block answered."""

    code: int
    output: str
    faults: tuple

    @property
    def refuses(self):
        return self.code == REFUSES


class Auditor:
    """Runs the blocks with a home and a folder for temporary files that are empty, and must stay so."""

    def __init__(self, blocks, candidate, work):
        self.blocks, self.candidate, self.work = blocks, candidate, work
        self.offline = ["unshare", "--map-root-user", "--net"]
        if subprocess.run([*self.offline, "true"], stderr=subprocess.DEVNULL).returncode != 0:
            self.offline = []

    def run(self, section, shell, scene, key):
        values = {"BUNDLE": scene.bundle, "KEY": self.work / f"{key}.pub", "CANDIDATE": self.candidate}
        script = documents.with_values(self.blocks[0], values) + self.blocks[section]
        with tempfile.TemporaryDirectory(dir=self.work) as traces:
            home, temporary = pathlib.Path(traces, "home"), pathlib.Path(traces, "tmp")
            home.mkdir()
            temporary.mkdir()
            before = listing(scene.bundle)
            done = subprocess.run(
                [*self.offline, shell, "-c", script],
                # Where a search of the working directory would find what was planted.
                cwd=scene.bundle,
                env=environment(home, temporary),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=TIMEOUT_SECONDS,
            )
            found = faults(done.returncode, [*home.iterdir(), *temporary.iterdir()], scene)
        if listing(scene.bundle) != before:
            found += ("changed the bundle",)
        return Run(done.returncode, done.stdout.decode(errors="replace"), found)


def environment(home, temporary):
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "SEAWORTHY_JAVA_OPTIONS": f"-Djava.io.tmpdir={temporary}",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        **{name: os.environ[name] for name in ("JAVA_HOME",) if name in os.environ},
    }


def listing(bundle):
    return sorted((str(path), path.lstat().st_mtime_ns) for path in bundle.rglob("*"))


def faults(code, left, scene):
    """What no command may do, whatever it answers."""
    found = []
    if code not in (ACCEPTS, REFUSES):
        found.append(f"neither accepts nor refuses: exit {code}")
    if left:
        found.append(f"left behind: {', '.join(str(path) for path in left)}")
    if scene.marker.exists():
        found.append(f"ran out of the bundle: {scene.marker.read_text()}")
    return tuple(found)


def stage(work, act):
    """A fresh copy, in a folder whose name wants quoting, tampered with."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=work, prefix="scene-"))
    scene = tampering.Scene(folder / "an auditor's copy", work, folder / "marker")
    shutil.copytree(work / "genuine", scene.bundle)
    act(scene)
    return scene


def untouched(auditor):
    """Every block accepts the bundle as it came, whatever the shell."""
    scene = stage(auditor.work, lambda scene: None)
    for section in sorted(auditor.blocks.keys() - {0}):
        for shell in ("sh", "bash"):
            run = auditor.run(section, shell, scene, "sealer")
            if run.refuses or run.faults:
                yield f"section {section}, untouched, in {shell}: exit {run.code}", run
        print(f"section {section} accepts the bundle of the demo")


def tampered(auditor, name, expected):
    """Each block answers a tampering as the table says."""
    change = tampering.ALL[name]
    scene = stage(auditor.work, change.act)
    for section, refuses in expected.items():
        run = auditor.run(section, "sh", scene, change.key)
        if run.faults or run.refuses != refuses:
            yield f"section {section}, {name}: exit {run.code}, expected {'not ' if refuses else ''}0", run
    shutil.rmtree(scene.bundle.parent)


def check(auditor, table):
    """Every fault, as text and the run it is about."""
    yield from untouched(auditor)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = {name: pool.submit(lambda n=name: list(tampered(auditor, n, table[n]))) for name in table}
        for name, future in futures.items():
            yield from future.result()
            answers = " ".join(f"{s}:{'refuses' if no else 'blind'}" for s, no in table[name].items())
            print(f"{name:<52} {answers}")


def main(guide, reference, work, candidate):
    blocks = documents.commands(pathlib.Path(guide).read_text())
    table = documents.expectations(pathlib.Path(reference).read_text())
    if table.keys() != tampering.ALL.keys():
        raise SystemExit(f"the table and the tampering differ: {sorted(table.keys() ^ tampering.ALL.keys())}")
    if not all(expected[SEAWORTHY] for expected in table.values()):
        raise SystemExit("the table allows Seaworthy to accept a tampered bundle")
    auditor = Auditor(blocks, candidate, pathlib.Path(work))
    print("without a network" if auditor.offline else "with proxies that lead nowhere")
    found = list(check(auditor, table))
    for text, run in found:
        print(f"FAILED: {text}\n{' '.join(run.faults)}\n{run.output}")
    if found:
        raise SystemExit(1)
    print(f"{len(table)} ways of tampering: each command of VERIFY.md answers as documented")


if __name__ == "__main__":
    main(*sys.argv[1:])
