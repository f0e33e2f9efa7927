"""A web server that serves the files of a folder, well or badly: what comes first in the address says how.

    /file/NAME     as it is, byte ranges included     /whole/NAME    as it is, ranges ignored
    /cut/NAME      only the first half of what was asked for, each time
    /cut-once/NAME the same, but only the first time  /busy-once/NAME  503 the first time, then as it is
    /corrupt/NAME  with its first byte changed        /zip/NAME      in a zip archive, in the folder "published"
    /bad-zip/NAME  the same, damaged                  /moved/NAME    redirects to /file/NAME
    /endless/NAME  again and again, without an end    /drip/NAME     ten bytes a second

Usage: python3 http_server.py FOLDER. It prints its port, logs each request to FOLDER/requests.log as "PATH RANGE", and
ends when its standard input does. It needs nothing but Python 3.
"""

import http.server
import io
import os
import re
import sys
import threading
import time
import zipfile

folder = sys.argv[1]
seen = set()


def zipped(name, contents):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("published/readme.txt", "not this one")
        file.writestr("published/" + name, contents)
    return archive.getvalue()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(os.path.join(folder, "requests.log"), "a") as log:
            log.write(f"{self.path} {self.headers.get('Range', '-')}\n")
        _, manner, name = self.path.split("/", 2)
        is_first = self.path not in seen
        seen.add(self.path)
        path = os.path.join(folder, os.path.basename(name))
        if manner == "moved":
            self.send_response(302)
            self.send_header("Location", "/file/" + name)
            return self.end_headers()
        if manner == "busy-once" and is_first:
            return self.send_error(503)
        if manner == "missing" or not os.path.exists(path):
            return self.send_error(404)

        with open(path, "rb") as file:
            contents = file.read()
        if manner in ("zip", "bad-zip"):
            contents = zipped(name, contents)
        if manner == "bad-zip":
            middle = len(contents) // 2
            contents = contents[:middle] + bytes([contents[middle] ^ 0xFF]) + contents[middle + 1 :]
        if manner == "corrupt":
            contents = bytes([contents[0] ^ 0xFF]) + contents[1:]

        if manner in ("endless", "drip"):
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(contents if manner == "endless" else contents[:1])
                    time.sleep(0 if manner == "endless" else 0.1)
            except OSError:
                return None

        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and manner != "whole" else 0
        if start >= len(contents) > 0:
            return self.send_error(416)
        body = contents[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(contents) - 1}/{len(contents)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if manner == "cut" or (manner == "cut-once" and is_first):
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def end_with_input():
    sys.stdin.read()
    os._exit(0)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=end_with_input, daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
