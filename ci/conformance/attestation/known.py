"""Issues a signer's certificate anew with promises of certificate logs (RFC 6962), as Fulcio does.

    known.py SIGNER ISSUER LOG STRANGER

Reads SIGNER.crt, ISSUER.crt, ISSUER.key.pem, LOG.key and STRANGER.key; writes SIGNER-known.crt (LOG's promise),
SIGNER-known-bad.crt (LOG's over other bytes), SIGNER-known-stranger.crt (STRANGER's alone) and
SIGNER-known-both.crt (STRANGER's, then LOG's).
"""
import hashlib
import pathlib
import struct
import sys
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

signer, issuer, log, stranger = sys.argv[1:]
STAMPS = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
leaf = x509.load_pem_x509_certificate(pathlib.Path(signer + ".crt").read_bytes())
above = x509.load_pem_x509_certificate(pathlib.Path(issuer + ".crt").read_bytes())
above_key = serialization.load_pem_private_key(pathlib.Path(issuer + ".key.pem").read_bytes(), None)


def spki(key):
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def issue(more=None):
    builder = (
        x509.CertificateBuilder()
        .subject_name(leaf.subject)
        .issuer_name(leaf.issuer)
        .public_key(leaf.public_key())
        .serial_number(leaf.serial_number)
        .not_valid_before(leaf.not_valid_before_utc)
        .not_valid_after(leaf.not_valid_after_utc)
    )
    for extension in leaf.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    if more:
        builder = builder.add_extension(x509.UnrecognizedExtension(STAMPS, more), False)
    return builder.sign(above_key, hashes.SHA256())


before = issue().tbs_certificate_bytes


def promise(name, tbs):
    key = serialization.load_pem_private_key(pathlib.Path(name + ".key").read_bytes(), None)
    at = struct.pack(">Q", int(time.time() * 1000))
    signed = b"\0\0" + at + b"\0\1" + hashlib.sha256(spki(above.public_key())).digest()
    signed += struct.pack(">I", len(tbs))[1:] + tbs + b"\0\0"
    signature = key.sign(signed, ec.ECDSA(hashes.SHA256()))
    one = b"\0" + hashlib.sha256(spki(key.public_key())).digest() + at + b"\0\0\4\3"
    one += struct.pack(">H", len(signature)) + signature
    return struct.pack(">H", len(one)) + one


def length(data):
    if len(data) < 128:
        return bytes([len(data)])
    size = (len(data).bit_length() + 7) // 8
    return bytes([128 + size]) + len(data).to_bytes(size, "big")


def write(name, *promises):
    stamps = b"".join(promises)
    stamps = struct.pack(">H", len(stamps)) + stamps
    certificate = issue(b"\4" + length(stamps) + stamps)
    pathlib.Path(f"{signer}-{name}.crt").write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
    )


write("known", promise(log, before))
write("known-bad", promise(log, before + b"\0"))
write("known-stranger", promise(stranger, before))
write("known-both", promise(stranger, before), promise(log, before))
