"""A time-stamp authority that is `openssl ts -reply` behind HTTP, on this machine alone.

Usage: openssl_authority.py FOLDER, which must be empty. It writes its certificates there, `chain.pem`, the
authority's own first, and prints its address.
"""

import http.server
import pathlib
import subprocess
import sys

CONFIGURATION = """
[tsa]
default_tsa = it
[it]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/leaf.pem
signer_key = {folder}/leaf.key
signer_digest = sha256
default_policy = 2.999.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[leaf]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""


def openssl(*arguments, **more):
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True, **more).stdout


def certify(folder):
    """A root and the authority's own certificate, both of P-256."""
    configuration = folder / "openssl.cnf"
    configuration.write_text(CONFIGURATION.format(folder=folder))
    (folder / "serial").write_text("01\n")
    for name in ("root", "leaf"):
        key = str(folder / f"{name}.key")
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key)
        request = str(folder / f"{name}.csr")
        openssl("req", "-new", "-key", key, "-subj", f"/CN=openssl TEST {name}", "-out", request)
        extensions = ["-extfile", str(configuration), "-extensions", name, "-days", "2"]
        issuer = ["-signkey", key]
        if name == "leaf":
            issuer = ["-CA", str(folder / "root.pem"), "-CAkey", str(folder / "root.key"), "-CAcreateserial"]
        openssl("x509", "-req", "-in", request, *issuer, *extensions, "-out", str(folder / f"{name}.pem"))
    chain = (folder / "leaf.pem").read_text() + (folder / "root.pem").read_text()
    (folder / "chain.pem").write_text(chain)
    return configuration


def main(folder):
    folder = pathlib.Path(folder)
    configuration = certify(folder)

    class Authority(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            query = folder / "query.tsq"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            answer = openssl("ts", "-reply", "-config", str(configuration), "-queryfile", str(query))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *ignored):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Authority)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
