"""Plays a time stamp authority (RFC 3161, by openssl) and a transparency log (Rekor v1) on 127.0.0.1.

    services.py FOLDER    the folder holds tsa.cnf, tsa.pem and tsa.key, and log.key (P-256)

Writes FOLDER/port once it listens. The log holds what it is sent after some entries of nobody, so that its
proofs have hashes. Proofs, promises and checkpoints are made as Rekor makes them.
"""
import base64
import hashlib
import http.server
import json
import pathlib
import subprocess
import sys
import time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

folder = pathlib.Path(sys.argv[1])
log_key = serialization.load_pem_private_key((folder / "log.key").read_bytes(), None)
log_id = hashlib.sha256(
    log_key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
).digest()
leaves = [hashlib.sha256(b"\0" + bytes([n])).digest() for n in range(5)]


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def split(count):
    return 1 << ((count - 1).bit_length() - 1)


def root(of):
    return of[0] if len(of) == 1 else node(root(of[: split(len(of))]), root(of[split(len(of)) :]))


def path(index, of):
    if len(of) == 1:
        return []
    at = split(len(of))
    if index < at:
        return path(index, of[:at]) + [root(of[at:])]
    return path(index - at, of[at:]) + [root(of[:at])]


def sign(message):
    return log_key.sign(message, ec.ECDSA(hashes.SHA256()))


def encoded(data):
    return base64.b64encode(data).decode()


def compact(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def body(entry):
    """The entry as Rekor writes it: hashes and signatures, and not what was signed."""
    if entry["kind"] != "dsse":
        return compact(entry)
    envelope = json.loads(entry["spec"]["proposedContent"]["envelope"])
    verifier = entry["spec"]["proposedContent"]["verifiers"][0]
    payload = base64.b64decode(envelope["payload"])
    return compact(
        {
            "apiVersion": "0.0.1",
            "kind": "dsse",
            "spec": {
                "envelopeHash": {
                    "algorithm": "sha256",
                    "value": hashlib.sha256(
                        entry["spec"]["proposedContent"]["envelope"].encode()
                    ).hexdigest(),
                },
                "payloadHash": {
                    "algorithm": "sha256",
                    "value": hashlib.sha256(payload).hexdigest(),
                },
                "signatures": [
                    {"signature": one["sig"], "verifier": verifier} for one in envelope["signatures"]
                ],
            },
        }
    )


def logged(entry):
    data = body(entry)
    index = len(leaves)
    leaves.append(hashlib.sha256(b"\0" + data).digest())
    now = int(time.time())
    promise = compact(
        {"body": encoded(data), "integratedTime": now, "logID": log_id.hex(), "logIndex": index}
    )
    note = f"log.example - 1\n{len(leaves)}\n{encoded(root(leaves))}\n"
    signature = encoded(log_id[:4] + sign(note.encode()))
    return {
        leaves[-1].hex(): {
            "body": encoded(data),
            "integratedTime": now,
            "logID": log_id.hex(),
            "logIndex": index,
            "verification": {
                "signedEntryTimestamp": encoded(sign(promise)),
                "inclusionProof": {
                    "checkpoint": f"{note}\n\u2014 log.example {signature}\n",
                    "hashes": [one.hex() for one in path(index, leaves)],
                    "logIndex": index,
                    "rootHash": root(leaves).hex(),
                    "treeSize": len(leaves),
                },
            },
        }
    }


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        request = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("/timestamp"):
            (folder / "request.tsq").write_bytes(request)
            subprocess.run(
                ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq"]
                + ["-out", "reply.tsr"],
                cwd=folder,
                check=True,
                stderr=subprocess.DEVNULL,
            )
            self.answer(201, "application/timestamp-reply", (folder / "reply.tsr").read_bytes())
        else:
            entry = logged(json.loads(request))
            # Clients look the entry up by this.
            tag = {"ETag": next(iter(entry))}
            self.answer(201, "application/json", json.dumps(entry).encode(), tag)

    def answer(self, status, kind, data, more=None):
        self.send_response(status)
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
(folder / "port").write_text(str(server.server_address[1]))
server.serve_forever()
