"""As much of GitHub's or GitLab's API as one publication asks for, on this machine only. Writes down each request
(method, path, whether it bore the token `harbor-token`) and keeps comments, so that a second run finds them.

  forge.py PORT_FILE REQUESTS HEAD
"""
import http.server
import json
import pathlib
import re
import sys

port_file, requests, head = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
kept = {}


class Forge(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.note()
        path = self.path.split("?")[0]
        if path.endswith("/user"):
            self.say(200, {"login": "pilot", "username": "pilot", "type": "User"})
        elif re.search(r"/(pulls|merge_requests)/\d+$", path):
            refs = {"base_sha": head, "start_sha": head, "head_sha": head}
            self.say(200, {"head": {"sha": head}, "sha": head, "diff_refs": refs})
        elif path.endswith("/check-runs"):
            self.say(200, {"check_runs": []})
        else:
            self.say(200, kept.get(path, []))

    def do_POST(self):
        self.note()
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        if self.path.endswith("/check-runs"):
            self.say(403, {"message": "not an app"})
            return
        author = {"login": "pilot", "username": "pilot", "type": "User"}
        entry = {**body, "id": len(kept) + 1, "user": author, "author": author}
        kept.setdefault(self.path, []).append(entry)
        # What is said in a review or a discussion is listed elsewhere.
        for comment in body.get("comments", []):
            kept.setdefault(self.path.replace("/reviews", "/comments"), []).append(
                {**comment, "id": 1, "user": author})
        if self.path.endswith("/discussions"):
            kept.setdefault(self.path.replace("/discussions", "/notes"), []).append(
                {**entry, "type": "DiffNote"})
        self.say(201, entry)

    def note(self):
        bears = any("harbor-token" in value for value in self.headers.values())
        with requests.open("a") as out:
            out.write(f"{self.command} {self.path.split('?')[0]} {'token' if bears else 'no token'}\n")

    def say(self, code, body):
        told = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Forge)
port_file.write_text(str(server.server_address[1]))
server.serve_forever()
