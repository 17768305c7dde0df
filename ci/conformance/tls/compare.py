"""Compares what `seaworthy tls probe` and sslyze say of the same servers."""

import argparse
import base64
import concurrent.futures
import json
import pathlib
import re
import ssl
import subprocess
import sys
import tempfile
import time

from servers import Lab

VERSIONS = {
    "SSLv2": "ssl_2_0", "SSLv3": "ssl_3_0", "TLSv1.0": "tls_1_0", "TLSv1.1": "tls_1_1", "TLSv1.2": "tls_1_2",
    "TLSv1.3": "tls_1_3",
}  # fmt: skip
GROUPS = {"prime256v1": "secp256r1", "prime192v1": "secp192r1", "X25519": "x25519", "X448": "x448"}
BEFORE_13 = ("TLSv1.0", "TLSv1.1", "TLSv1.2")
# Of each question beyond versions and suites: same, explained, open.
TALLY = {}
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
    flags = ["--sslv2", "--sslv3", "--tlsv1", "--tlsv1_1", "--tlsv1_2", "--tlsv1_3", "--elliptic_curves", "--compression", "--reneg", "--fallback", "--resum", "--certinfo"]
    if server.http:
        flags.append("--early_data")
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
    counts = {"versions": 0, "agree": 0, "suites": 0, "same": 0, "explained": 0, "facts": 0, "facts same": 0, "facts explained": 0, "open": 0}
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
    groups(server, ours, scan, lines)
    compare_facts(server, ours, scan, lines, counts)
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


def groups(server, ours, scan, lines):
    """They are told and not counted."""
    attempt = scan["elliptic_curves"]
    if attempt["status"] == "COMPLETED" and attempt["result"]["supported_curves"] is not None:
        theirs = {GROUPS.get(one["name"], one["name"]) for one in attempt["result"]["supported_curves"]}
        refused = {GROUPS.get(one["name"], one["name"]) for one in attempt["result"]["rejected_curves"] or []}
        seen = {name for key in ("groupsBefore13", "groups13") for name in ours.get(key, {}).get("names", [])}
        differ = (seen ^ theirs) & (theirs | refused)
        if differ:
            lines.append(f"{server.name} groups: {sorted(differ)} (ours {sorted(seen)})")


def told(tree):
    """A question's answer: true, false, or the reason why it is not known."""
    status = tree.get("status")
    return {"accepted": True, "refused": False}.get(status, "unknown: " + str(tree.get("reason")))


def resumed(text):
    """What sslyze says of one kind of resumption."""
    return {"FULLY_SUPPORTED": True, "NOT_SUPPORTED": False}.get(text, text)


def early(ours):
    tickets = ours.get("tickets13", {})
    if "maxEarlyData" in tickets:
        return tickets["maxEarlyData"] > 0
    return "unknown: " + str(tickets.get("reason")) if tickets else False


def chain_of(deployment):
    return [base64.b64encode(ssl.PEM_cert_to_DER_cert(one["as_pem"])).decode() for one in deployment["received_certificate_chain"]]


def before13(ours):
    return any(one["status"] == "accepted" and one["version"] in BEFORE_13 for one in ours["versions"])


def facts(server, ours, scan):
    """Pairs of what both say, by the name of the question."""

    def result(key):
        return scan[key]["result"] if scan[key]["status"] == "COMPLETED" else None

    found = {}
    renegotiation = result("session_renegotiation")
    resumption = result("session_resumption")
    if before13(ours):
        # Of servers of TLS 1.3 alone sslyze guesses these.
        if renegotiation:
            found["secure renegotiation"] = ours.get("secureRenegotiation"), renegotiation["supports_secure_renegotiation"]
            client = told(ours["clientRenegotiation"])
            found["client renegotiation"] = client, renegotiation["is_vulnerable_to_client_renegotiation_dos"]
        if resumption:
            found["resumption by id"] = told(ours["resumption"]["byId"]), resumed(resumption["session_id_resumption_result"])
            found["resumption by ticket"] = told(ours["resumption"]["byTicket"]), resumed(resumption["tls_ticket_resumption_result"])
        if result("tls_compression"):
            found["compression"] = ours.get("compression"), result("tls_compression")["supports_compression"]
    if result("tls_fallback_scsv") and "fallbackRefused" in ours:
        found["fallback refused"] = ours["fallbackRefused"], result("tls_fallback_scsv")["supports_fallback_scsv"]
    if result("tls_1_3_early_data"):
        found["early data"] = early(ours), result("tls_1_3_early_data")["supports_early_data"]
    if result("certificate_info") and ours.get("chain"):
        deployments = result("certificate_info")["certificate_deployments"]
        chains = [chain_of(one) for one in deployments]
        found["chain"] = ours["chain"], ours["chain"] if ours["chain"] in chains else chains[0]
        found["stapling"] = ours["stapling"]["status"] == "stapled", any(one["ocsp_response"] is not None for one in deployments)
    return found


def s_client(server, *arguments, stdin=None, linger=0):
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-servername", "localhost", *arguments]
    if server.starttls != "none":
        command += ["-starttls", STARTTLS[server.starttls]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as client:
        time.sleep(linger)
        try:
            return client.communicate(stdin or "", timeout=10)[0]
        except subprocess.TimeoutExpired:
            client.kill()
            return client.communicate()[0]


def witness(server, question, ours):
    """What OpenSSL's own client sees; None where it cannot ask."""
    old = ["-cipher", "ALL:@SECLEVEL=0", "-no_tls1_3", "-min_protocol", "TLSv1"]
    if question == "resumption by id":
        return "Reused, " in s_client(server, *old, "-no_ticket", "-reconnect")
    if question == "resumption by ticket":
        return "TLS session ticket:" in s_client(server, *old) and "Reused, " in s_client(server, *old, "-reconnect")
    if question == "client renegotiation":
        text = s_client(server, *old, stdin="R\nR\nR\n")
        return "RENEGOTIATING" in text and "no renegotiation" not in text and "alert" not in text and ":error:" not in text
    if question == "early data":
        text = s_client(server, "-tls1_3", linger=2) if ours.get("tickets13") else ""
        return bool(re.search(r"Max Early Data: [1-9]", text))
    if question == "stapling":
        return "OCSP Response Status" in s_client(server, "-status")
    return None


def compare_facts(server, ours, scan, lines, counts):
    for question, (mine, theirs) in facts(server, ours, scan).items():
        counts["facts"] += 1
        if mine == theirs:
            counts["facts same"] += 1
            TALLY.setdefault(question, [0, 0, 0])[0] += 1
            continue
        why = server.explained.get(question, "")
        if not why and theirs == "PARTIALLY_SUPPORTED" and isinstance(mine, bool):
            why = "sslyze itself resumed some sessions and not others"
        if not why and witness(server, question, ours) is mine:
            why = "openssl s_client sees what this prober sees"
        counts["facts explained" if why else "open"] += 1
        TALLY.setdefault(question, [0, 0, 0])[1 if why else 2] += 1
        shown = [str(one) if not isinstance(one, list) else f"{len(one)} certificates" for one in (mine, theirs)]
        lines.append(f"{server.name} {question}: ours {shown[0]}, sslyze {shown[1]}: {why or 'NOT EXPLAINED'}")


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
    print("| server | versions agree | suites of both | explained | other facts agree | explained | open |\n| --- | --- | --- | --- | --- | --- | --- |")
    for server, (scan, output) in zip(servers, scans):
        if scan is None:
            counts = unreached(server, ours[server.port], lines)
            for key, count in counts.items():
                total[key] = total.get(key, 0) + count
            print("| {} | not reached by sslyze | {} suites | {explained} | | | {open} |".format(server.name, counts["suites"], **counts))
            continue
        counts = compare(server, ours[server.port], scan, lines)
        for key, count in counts.items():
            total[key] = total.get(key, 0) + count
        print("| {} | {agree} of {versions} | {same} of {suites} | {explained} | {facts same} of {facts} | {facts explained} | {open} |".format(server.name, **counts))
    print(f"\n{len(servers)} servers, {sum(one['connections'] for one in ours.values())} connections: {total}")
    print("\n| question | agree | explained | open |\n| --- | --- | --- | --- |")
    for question, counts in sorted(TALLY.items()):
        print("| {} | {} | {} | {} |".format(question, *counts))
    print("\n".join(["", *lines]))
    return 1 if total.get("open") else 0


if __name__ == "__main__":
    main()
