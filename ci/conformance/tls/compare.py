"""Compares what `seaworthy tls probe` and sslyze say of the same servers."""

import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from servers import Lab

VERSIONS = {
    "SSLv2": "ssl_2_0", "SSLv3": "ssl_3_0", "TLSv1.0": "tls_1_0", "TLSv1.1": "tls_1_1", "TLSv1.2": "tls_1_2",
    "TLSv1.3": "tls_1_3",
}  # fmt: skip
GROUPS = {"prime256v1": "secp256r1", "prime192v1": "secp192r1", "X25519": "x25519", "X448": "x448"}
STARTTLS = {"postgresql": "postgres", "ldap": "ldap", "smtp": "smtp"}


def ask_seaworthy(program, folder, servers):
    endpoints = "".join(
        f"- {{host: localhost, address: 127.0.0.1, port: {one.port}, starttls: {one.starttls}}}\n" for one in servers)
    release = folder / "release.yaml"
    release.write_text(
        "apiVersion: seaworthy.dev/v1\nkind: Release\ncandidate: {name: lab, version: '1'}\nenvironment: lab\n"
        "evidence: [{collector: tls, paths: [.]}]\nbundles: [{name: tls, version: 1.1.0}]\nendpoints:\n" + endpoints)
    out = folder / "probe.json"
    ran = subprocess.run(
        [*program.split(), "tls", "probe", release, "-o", out, "--rate", "200", "-q"], capture_output=True, text=True)
    if ran.returncode not in (0, 2):
        sys.exit(ran.stderr)
    found = json.loads(out.read_text())["endpoints"]
    return {one["port"]: one for one in found}


def ask_sslyze(folder, server):
    out = folder / f"sslyze-{server.port}.json"
    flags = ["--sslv2", "--sslv3", "--tlsv1", "--tlsv1_1", "--tlsv1_2", "--tlsv1_3", "--elliptic_curves", "--compression", "--reneg", "--fallback"]
    if server.starttls != "none":
        flags.append("--starttls=" + STARTTLS[server.starttls])
    command = [str(pathlib.Path(sys.executable).parent / "sslyze"), *flags, "--slow_connection", f"--json_out={out}", f"localhost:{server.port}{{127.0.0.1}}"]
    ran = subprocess.run(command, capture_output=True, text=True)
    result = json.loads(out.read_text())["server_scan_results"][0]
    if result["scan_result"] is None:
        return None, ran.stdout
    return result["scan_result"], ran.stdout


def suites_of_sslyze(scan, version):
    attempt = scan[VERSIONS[version] + "_cipher_suites"]
    if attempt["status"] != "COMPLETED":
        return None, None
    accepted = {one["cipher_suite"]["name"] for one in attempt["result"]["accepted_cipher_suites"]}
    refused = {one["cipher_suite"]["name"] for one in attempt["result"]["rejected_cipher_suites"]}
    return accepted, accepted | refused


def openssl_names():
    """OpenSSL's names of suites by their registered ones."""
    lines = subprocess.run(
        ["openssl", "ciphers", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"], capture_output=True, text=True, check=True)
    return {words[0]: words[2] for words in map(str.split, lines.stdout.splitlines())}


NAMES = openssl_names()


def arbiter(server, version, suite):
    """Whether OpenSSL's own client finishes a handshake by this suite; None where it cannot ask."""
    if suite not in NAMES or version not in ("TLSv1.0", "TLSv1.1", "TLSv1.2"):
        return None
    flag = {"TLSv1.0": "-tls1", "TLSv1.1": "-tls1_1", "TLSv1.2": "-tls1_2"}[version]
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-servername", "localhost", flag, "-cipher", NAMES[suite] + ":@SECLEVEL=0"]
    if server.starttls != "none":
        command += ["-starttls", STARTTLS[server.starttls]]
    if "PSK" in suite:
        command += ["-psk", "00112233445566778899aabbccddeeff"]
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)
    return f"Cipher is {NAMES[suite]}" in ran.stdout


def explain(server, version, suite, asked, is_ours):
    """Why only one side names a suite; empty where nothing shows that it is right."""
    found = arbiter(server, version, suite)
    if found is not None and found != is_ours:
        return ""
    for part, why in server.explained.items():
        if part in suite and (found is not None):
            return why + "; openssl s_client agrees"
    if suite not in asked and found:
        return "sslyze does not ask for this suite; openssl s_client finishes a handshake by it"
    return ""


def compare(server, ours, scan, lines):
    counts = {"versions": 0, "agree": 0, "suites": 0, "same": 0, "explained": 0, "open": 0}
    mine = {one["version"]: one for one in ours.get("versions", [])}
    for version in VERSIONS:
        theirs, asked = suites_of_sslyze(scan, version)
        if theirs is None:
            lines.append(f"{server.name} {version}: sslyze failed")
            counts["open"] += 1
            continue
        seen = {one["name"] for one in mine.get(version, {}).get("suites", [])}
        status = mine.get(version, {}).get("status", "missing")
        if status == "unknown" or (status == "accepted" and not mine[version]["complete"]):
            lines.append(f"{server.name} {version}: ours is not complete: {mine[version].get('reason')}")
            counts["open"] += 1
        counts["versions"] += 1
        counts["suites"] += len(seen | theirs)
        counts["same"] += len(seen & theirs)
        unexplained = 0
        for suite in sorted(seen ^ theirs):
            side = "seaworthy" if suite in seen else "sslyze"
            why = explain(server, version, suite, asked, suite in seen)
            counts["explained" if why else "open"] += 1
            unexplained += not why
            lines.append(f"{server.name} {version} {suite}: only {side}: {why or 'NOT EXPLAINED'}")
        counts["agree"] += bool(seen) == bool(theirs) or not unexplained
    more(server, ours, scan, lines)
    return counts


def unreached(server, ours, lines):
    """sslyze gives up before it asks; what we saw must be what OpenSSL's client sees."""
    counts = {"suites": 0, "explained": 0, "open": 0}
    for version in ours.get("versions", []):
        for suite in version.get("suites", []):
            why = explain(server, version["version"], suite["name"], set(), True)
            counts["suites"] += 1
            counts["explained" if why else "open"] += 1
    lines.append(f"{server.name}: sslyze cannot connect: {list(server.explained.values())}; {counts}")
    return counts


def more(server, ours, scan, lines):
    """Facts beyond versions and suites; they are told and not counted."""
    attempt = scan["elliptic_curves"]
    if attempt["status"] == "COMPLETED" and attempt["result"]["supported_curves"] is not None:
        theirs = {GROUPS.get(one["name"], one["name"]) for one in attempt["result"]["supported_curves"]}
        refused = {GROUPS.get(one["name"], one["name"]) for one in attempt["result"]["rejected_curves"] or []}
        seen = {name for key in ("groupsBefore13", "groups13") for name in ours.get(key, {}).get("names", [])}
        differ = (seen ^ theirs) & (theirs | refused)
        if differ:
            lines.append(f"{server.name} groups: {sorted(differ)} (ours {sorted(seen)})")
    for name, key, read in (
        ("compression", "tls_compression", lambda r: r["supports_compression"]),
        ("secureRenegotiation", "session_renegotiation", lambda r: r["supports_secure_renegotiation"]),
        ("fallbackRefused", "tls_fallback_scsv", lambda r: r["supports_fallback_scsv"]),
    ):
        if scan[key]["status"] == "COMPLETED" and name in ours and ours[name] != read(scan[key]["result"]):
            lines.append(f"{server.name} {name}: ours {ours[name]}, sslyze {read(scan[key]['result'])}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seaworthy", required=True)
    parser.add_argument("--postgresql", required=True)
    parser.add_argument("--traefik", required=True)
    parser.add_argument("--only", default=".", help="a pattern of the names of servers")
    parser.add_argument("--keep", help="a folder to keep the documents in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        lab = Lab(folder, options.postgresql, options.traefik, lambda name: re.search(options.only, name))
        try:
            lab.all_openssl()
            lab.all_nginx()
            lab.all_others()
            sys.exit(report(options, folder, lab.servers))
        finally:
            lab.stop()


def report(options, folder, servers):
    ours = ask_seaworthy(options.seaworthy, folder, servers)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        scans = list(pool.map(lambda one: ask_sslyze(folder, one), servers))
    lines = []
    total = {}
    print("| server | versions agree | suites of both | explained | open |\n| --- | --- | --- | --- | --- |")
    for server, (scan, output) in zip(servers, scans):
        if scan is None:
            counts = unreached(server, ours[server.port], lines)
            for key, count in counts.items():
                total[key] = total.get(key, 0) + count
            print("| {} | not reached by sslyze | {} suites | {explained} | {open} |".format(server.name, counts["suites"], **counts))
            continue
        counts = compare(server, ours[server.port], scan, lines)
        for key, count in counts.items():
            total[key] = total.get(key, 0) + count
        print("| {} | {agree} of {versions} | {same} of {suites} | {explained} | {open} |".format(server.name, **counts))
    print(f"\n{len(servers)} servers, {sum(one['connections'] for one in ours.values())} connections: {total}")
    print("\n".join(lines))
    return 1 if total.get("open") else 0


if __name__ == "__main__":
    main()
