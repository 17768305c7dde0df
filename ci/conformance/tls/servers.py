"""Real servers on 127.0.0.1, each with a configuration that says something of its own."""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
EVERYTHING = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"


class Server:
    """A server: its port, how its connections become TLS, and how it is stopped."""

    def __init__(self, name, port, starttls="none", explained=None, http=False):
        self.name = name
        self.port = port
        self.starttls = starttls
        # Whether it answers a request, without which sslyze cannot ask for early data.
        self.http = http
        # Suites or versions that only one side names, and why that is right.
        self.explained = explained or {}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait(port, process=None, seconds=30):
    for _ in range(seconds * 10):
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"the server of port {port} ended with {process.returncode}")
        with socket.socket() as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on port {port}")


class Lab:
    """Starts servers, and stops those that it started."""

    def __init__(self, folder, postgresql, traefik, wanted):
        self.folder = pathlib.Path(folder)
        self.postgresql = postgresql
        self.traefik = traefik
        self.wanted = wanted
        self.processes = []
        self.servers = []
        self.environment = dict(os.environ, RANDFILE=str(self.folder / "rnd"))
        self.keys()
        self.chain()

    def run(self, *arguments):
        subprocess.run(arguments, check=True, cwd=self.folder, capture_output=True, env=self.environment)

    def keys(self):
        kinds = {
            "rsa": ["rsa:2048"],
            "ec": ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            "p384": ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
            "ed": ["ed25519"],
        }
        for name, kind in kinds.items():
            self.run(
                "openssl", "req", "-x509", "-newkey", *kind, "-nodes", "-keyout", f"{name}.key", "-out",
                f"{name}.pem", "-days", "30", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1")  # fmt: skip
        for bits in (1024, 2048):
            self.run("openssl", "dhparam", "-dsaparam", "-out", f"dh{bits}.pem", str(bits))

    def chain(self):
        """A certificate below an intermediate and a root, and what its issuer says of it."""
        extensions = self.folder / "ca.ext"
        extensions.write_text("basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign,digitalSignature\n")
        names = self.folder / "leaf.ext"
        names.write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        self.run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem", "-days", "30",
            "-subj", "/CN=Lab root")  # fmt: skip
        for name, issuer, serial, file in (("middle", "root", "7", extensions), ("leaf", "middle", "8", names)):
            self.run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN=Lab {name}")
            self.run(
                "openssl", "x509", "-req", "-in", f"{name}.csr", "-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-set_serial", serial,
                "-days", "30", "-extfile", file, "-out", f"{name}.pem")  # fmt: skip
        (self.folder / "index.txt").write_text("V\t491231235959Z\t\t08\tunknown\t/CN=Lab leaf\n")
        self.run("openssl", "ocsp", "-issuer", "middle.pem", "-cert", "leaf.pem", "-reqout", "ocsp.req")
        self.run(
            "openssl", "ocsp", "-index", "index.txt", "-CA", "middle.pem", "-rsigner", "middle.pem", "-rkey", "middle.key", "-reqin",
            "ocsp.req", "-respout", "ocsp.der", "-ndays", "7")  # fmt: skip
        served = "".join((self.folder / f"{name}.pem").read_text() for name in ("leaf", "middle"))
        (self.folder / "full.pem").write_text(served)
        shutil.copy(self.folder / "leaf.key", self.folder / "full.key")

    def start(self, name, port, arguments, starttls="none", explained=None, http=False, **more):
        if not self.wanted(name):
            return
        log = open(self.folder / f"{name}.log", "wb")
        # Its standard input stays open: at its end s_server would close each connection at once.
        process = subprocess.Popen(
            [str(one) for one in arguments], cwd=self.folder, stdin=subprocess.PIPE, stdout=log, stderr=log,
            env=self.environment, **more)  # fmt: skip
        self.processes.append(process)
        wait(port, process)
        self.servers.append(Server(name, port, starttls, explained, http))

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    # openssl s_server

    def openssl(self, name, *arguments, key="rsa", explained=None):
        port = free_port()
        certificate = [] if key is None else ["-cert", f"{key}.pem", "-key", f"{key}.key"]
        self.start(
            "openssl-" + name, port,
            ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-quiet", *certificate, *arguments],
            explained=explained, http="-early_data" in arguments)  # fmt: skip

    def all_openssl(self):
        self.openssl("default")
        self.openssl("default-ecdsa", key="ec")
        self.openssl("default-p384", key="p384")
        self.openssl(
            "default-ed25519", key="ed",
            explained={"ECDHE_ECDSA": "sslyze asks for older suites by OpenSSL 1.0.2, which does not know Ed25519"})
        self.openssl("everything", "-dcert", "ec.pem", "-dkey", "ec.key", "-cipher", EVERYTHING, "-min_protocol", "TLSv1")
        self.openssl("everything-rsa", "-cipher", EVERYTHING, "-min_protocol", "TLSv1", "-dhparam", "dh1024.pem")
        self.openssl("tls1.0", "-tls1", "-cipher", EVERYTHING)
        self.openssl("tls1.1", "-tls1_1", "-cipher", EVERYTHING)
        self.openssl("tls1.2", "-tls1_2")
        self.openssl("tls1.3", "-tls1_3")
        self.openssl("tls1.3-ecdsa", "-tls1_3", key="ec")
        self.openssl("tls1.0-and-1.3", "-cipher", EVERYTHING, "-no_tls1_1", "-no_tls1_2", "-min_protocol", "TLSv1")
        self.openssl("modern", "-min_protocol", "TLSv1.2", "-cipher", "ECDHE+AESGCM:ECDHE+CHACHA20", "-serverpref", key="ec")
        self.openssl("one-suite", "-tls1_2", "-cipher", "AES256-SHA")
        self.openssl("server-order", "-serverpref", "-cipher", "DEFAULT:@SECLEVEL=0", "-min_protocol", "TLSv1")
        self.openssl("mutual", "-Verify", "1", "-CAfile", "rsa.pem")
        self.openssl("mutual-tls1.3", "-tls1_3", "-Verify", "1", "-CAfile", "rsa.pem")
        self.openssl("mutual-optional", "-verify", "1", "-CAfile", "rsa.pem")
        self.openssl("dhe", "-cipher", "DHE", "-dhparam", "dh2048.pem")
        self.openssl("null-and-anonymous", "-cipher", "eNULL:aNULL:@SECLEVEL=0", "-min_protocol", "TLSv1")
        self.openssl("groups", "-groups", "P-384:X448")
        self.openssl("no-tickets", "-no_ticket", "-no_tls1_3")
        self.openssl("alpn", "-alpn", "h2,http/1.1")
        self.openssl("ccm-of-1.3", "-ciphersuites", "TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256:TLS_AES_256_GCM_SHA384")
        self.openssl("aria-camellia", "-cipher", "ARIA128:ARIA256:CAMELLIA:@SECLEVEL=0", "-min_protocol", "TLSv1")
        self.openssl("names", "-servername", "localhost", "-cert2", "ec.pem", "-key2", "ec.key", "-servername_fatal")
        self.openssl("renegotiates", "-client_renegotiation", "-no_tls1_3")
        self.openssl("renegotiates-tls1.1", "-client_renegotiation", "-tls1_1", "-cipher", EVERYTHING)
        self.openssl("no-resumption", "-no_cache", "-no_ticket", "-no_tls1_3")
        self.openssl("early-data", "-early_data", "-max_early_data", "16384")
        self.openssl("no-tickets-tls1.3", "-num_tickets", "0")
        self.openssl("chain", "-cert_chain", "middle.pem", "-status_file", "ocsp.der", key="leaf")
        self.openssl("chain-tls1.3", "-tls1_3", "-cert_chain", "middle.pem", "-status_file", "ocsp.der", key="leaf")
        self.openssl(
            "psk", "-nocert", "-psk", "00112233445566778899aabbccddeeff", "-cipher", "PSK", "-tls1_2", key=None,
            explained={"PSK": "sslyze's client knows no pre-shared key and so cannot finish; the server's flight agrees"})

    # nginx

    def nginx(self, name, *lines, key="rsa"):
        port = free_port()
        folder = self.folder / f"nginx-{name}"
        folder.mkdir()
        settings = "\n".join(f"    {line};" for line in lines)
        (folder / "nginx.conf").write_text(f"""
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{
    listen 127.0.0.1:{port} ssl http2;
    server_name localhost;
    ssl_certificate {self.folder}/{key}.pem;
    ssl_certificate_key {self.folder}/{key}.key;
{settings}
    return 200 "";
  }}
}}
""")
        self.start("nginx-" + name, port, ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"], http=True)

    def all_nginx(self):
        self.nginx("default")
        self.nginx("intermediate", "ssl_protocols TLSv1.2 TLSv1.3", f"ssl_dhparam {self.folder}/dh2048.pem", "ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256", "ssl_prefer_server_ciphers off")  # fmt: skip
        self.nginx("old", "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3", "ssl_ciphers ALL:@SECLEVEL=0", "ssl_prefer_server_ciphers on")
        self.nginx("mutual", f"ssl_client_certificate {self.folder}/rsa.pem", "ssl_verify_client on", key="ec")
        self.nginx("early-data", "ssl_early_data on", "ssl_session_cache shared:lab:1m", key="full")
        self.nginx("no-tickets", "ssl_session_tickets off", "ssl_session_cache shared:lab:1m")
        self.nginx("no-resumption", "ssl_session_tickets off", "ssl_session_cache off", "ssl_protocols TLSv1.2")

    # Others

    def all_others(self):
        self.postgres("default")
        self.postgres("mutual", mutual=True)
        self.postgres("old", "ssl_min_protocol_version=TLSv1", "ssl_ciphers=ALL:@SECLEVEL=0", "ssl_prefer_server_ciphers=on")
        self.postgres("tls1.3", "ssl_min_protocol_version=TLSv1.3")
        self.redis("default", "--tls-auth-clients", "no")
        self.redis("mutual", "--tls-auth-clients", "yes")
        self.redis("no-cache", "--tls-auth-clients", "optional", "--tls-session-caching", "no")
        self.redis("old", "--tls-auth-clients", "no", "--tls-protocols", "TLSv1 TLSv1.1 TLSv1.2", "--tls-ciphers", "ALL:@SECLEVEL=0")
        self.gnutls("default", "NORMAL")
        self.gnutls("legacy", "LEGACY:+VERS-TLS1.0:+VERS-TLS1.1:+ARCFOUR-128:+3DES-CBC:+MD5")
        self.slapd()
        self.python("ssl3", "ssl3_server.py")
        self.python("smtp", "smtp_server.py", starttls="smtp")
        if not self.wanted("traefik"):
            return
        if os.access(self.traefik, os.X_OK):
            self.traefiks()
        else:
            print("traefik is not installed (ci/components/traefik.sh): left out", file=sys.stderr)

    def postgres(self, name, *settings, mutual=False):
        if not self.wanted("postgresql-" + name):
            return
        port = free_port()
        folder = self.folder / f"postgresql-{name}"
        folder.mkdir()
        account = {"user": "postgres"} if os.geteuid() == 0 else {}
        for part in ("rsa.key", "rsa.pem"):
            shutil.copy(self.folder / part, folder / part)
            os.chmod(folder / part, 0o600)
        if account:
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, "postgres")
        data = folder / "data"
        subprocess.run(
            [f"{self.postgresql}/initdb", "-D", data, "-A", "trust", "-U", "postgres"],
            check=True, capture_output=True, cwd=folder, **account)  # fmt: skip
        options = [
            f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "ssl=on",
            f"ssl_cert_file={folder}/rsa.pem", f"ssl_key_file={folder}/rsa.key", *settings,
        ]  # fmt: skip
        if mutual:
            (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 cert\n")
            options.append(f"ssl_ca_file={folder}/rsa.pem")
        flags = [word for option in options for word in ("-c", option)]
        self.start("postgresql-" + name, port, [f"{self.postgresql}/postgres", "-D", data, *flags], starttls="postgresql", **account)

    def redis(self, name, *settings):
        port = free_port()
        folder = self.folder / f"redis-{name}"
        folder.mkdir()
        self.start(
            "redis-" + name, port,
            ["redis-server", "--port", "0", "--tls-port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", "",
             "--tls-cert-file", self.folder / "rsa.pem", "--tls-key-file", self.folder / "rsa.key", "--tls-ca-cert-file",
             self.folder / "rsa.pem", *settings])  # fmt: skip

    def gnutls(self, name, priority):
        port = free_port()
        self.start(
            "gnutls-" + name, port,
            ["gnutls-serv", "--quiet", "--http", "-p", port, "--x509certfile", "rsa.pem", "--x509keyfile", "rsa.key",
             "--priority", priority])  # fmt: skip

    def slapd(self):
        port = free_port()
        folder = self.folder / "slapd"
        folder.mkdir()
        (folder / "slapd.conf").write_text(f"""
include /etc/ldap/schema/core.schema
pidfile {folder}/pid
TLSCertificateFile {self.folder}/rsa.pem
TLSCertificateKeyFile {self.folder}/rsa.key
modulepath /usr/lib/ldap
moduleload back_ldif
database ldif
suffix "dc=example"
directory {folder}
""")
        self.start(
            "openldap", port,
            ["slapd", "-d", "0", "-h", f"ldap://127.0.0.1:{port}", "-f", folder / "slapd.conf"], starttls="ldap")  # fmt: skip

    def python(self, name, script, starttls="none"):
        port = free_port()
        self.start(
            "python-" + name, port, [sys.executable, HERE / script, port, "rsa.pem", "rsa.key"], starttls=starttls)  # fmt: skip

    def traefiks(self):
        port = free_port()
        old = free_port()
        mutual = free_port()
        folder = self.folder / "traefik"
        folder.mkdir()
        (folder / "dynamic.yml").write_text(f"""
tls:
  certificates: [{{certFile: {self.folder}/rsa.pem, keyFile: {self.folder}/rsa.key}}]
  options:
    old:
      minVersion: VersionTLS10
      cipherSuites: [TLS_RSA_WITH_AES_128_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
    mutual:
      clientAuth: {{caFiles: [{self.folder}/rsa.pem], clientAuthType: RequireAndVerifyClientCert}}
http:
  routers:
    new: {{rule: "Host(`localhost`)", entryPoints: [new], service: "noop@internal", tls: {{}}}}
    old: {{rule: "Host(`localhost`)", entryPoints: [old], service: "noop@internal", tls: {{options: old}}}}
    mutual: {{rule: "Host(`localhost`)", entryPoints: [mutual], service: "noop@internal", tls: {{options: mutual}}}}
""")
        (folder / "static.yml").write_text(f"""
entryPoints: {{new: {{address: "127.0.0.1:{port}"}}, old: {{address: "127.0.0.1:{old}"}}, mutual: {{address: "127.0.0.1:{mutual}"}}}}
providers: {{file: {{filename: {folder}/dynamic.yml}}}}
global: {{checkNewVersion: false, sendAnonymousUsage: false}}
""")
        self.start("traefik-default", port, [self.traefik, f"--configFile={folder}/static.yml"], http=True)
        wait(old)
        wait(mutual)
        time.sleep(3)
        self.servers += [Server("traefik-old", old, http=True), Server("traefik-mutual", mutual)]
