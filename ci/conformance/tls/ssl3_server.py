"""A server that still speaks SSL 3.0, which current OpenSSL cannot: tlslite-ng, in pure Python."""

import socket
import sys
import threading

from tlslite.api import HandshakeSettings, TLSConnection, X509CertChain, parsePEMKey

port, certificate, key = int(sys.argv[1]), sys.argv[2], sys.argv[3]
chain = X509CertChain()
chain.parsePemList(open(certificate).read())
private = parsePEMKey(open(key).read(), private=True)
settings = HandshakeSettings()
settings.minVersion = (3, 0)
settings.maxVersion = (3, 3)
settings.cipherNames = ["aes128gcm", "aes256", "aes128", "3des", "rc4"]
settings.keyExchangeNames = ["rsa", "dhe_rsa"]
settings.macNames = ["sha", "sha256", "aead", "md5"]


def serve(connection):
    connection.settimeout(10)
    try:
        TLSConnection(connection).handshakeServer(certChain=chain, privateKey=private, settings=settings)
    except Exception:  # A prober breaks every handshake off.
        pass
    finally:
        connection.close()


listening = socket.create_server(("127.0.0.1", port), backlog=50)
while True:
    threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()
