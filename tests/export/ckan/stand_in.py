"""A stand-in for a CKAN 2.10/2.11 portal over real HTTP: its actions, its errors, and ways to fail.

Made from CKAN's documented action API: package_show, package_create, package_patch and package_revise with
match, filter, update and files; one transaction each, files under a resource's id, key in Authorization.
"""

import copy
import hashlib
import json
import re
import socket
import struct
import threading
import uuid
from email.parser import BytesParser
from email.policy import HTTP
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "eyJ0eXAi.clave-secreta.de-prueba"
ORGANIZATION = "ayuntamiento-de-calimaya"
ORGANIZATION_ID = "5d2bd0f4-0000-4000-8000-000000000001"
Json = dict[str, Any]


class Failure(Enum):
    """How a request goes wrong."""

    DROPPED = auto()  # the connection ends before anything is read
    RESET_MIDWAY = auto()  # while the request's body is on its way
    NO_ANSWER = auto()  # silence until the client gives up; nothing was done
    ANSWER_LOST = auto()  # done, and the connection ends before the answer
    ANSWER_CUT = auto()  # done, and half of the answer arrives
    BAD_GATEWAY = auto()  # a proxy's page; nothing was done
    GATEWAY_TIMEOUT = auto()  # a proxy's page; it was done all the same


class Refused(Exception):
    def __init__(self, status: int, kind: str, **errors: Any) -> None:
        self.status, self.error = status, {**errors, "__type": kind}


def invalid(**errors: list[str]) -> Refused:
    return Refused(409, "Validation Error", **errors)


class StandIn:
    """The portal's state, and which of its requests fail, by their number from zero."""

    def __init__(self) -> None:
        self.packages: dict[str, Json] = {}
        self.files: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.headers: list[tuple[str, str]] = []  # path and Authorization of each request
        self.failures: dict[int, Failure] = {}
        self.out_of_order_from: int | None = None  # every request from this one on is dropped
        self.largest = 10 << 20
        self.spoils: set[str] = set()  # names of files that it stores wrong
        self.clock = 0
        self.closing = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.005,), daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def heal(self) -> None:
        self.failures, self.out_of_order_from, self.requests, self.headers = {}, None, [], []

    def public(self) -> list[Json]:
        """What a visitor without a key sees, contents and all; not the numbers that CKAN makes up."""
        seen = (each for each in self.packages.values() if not each["private"] and each["state"] == "active")
        return [self._seen(each) for each in sorted(seen, key=lambda each: each["name"])]

    def _seen(self, package: Json) -> Json:
        made_up = {"id", "metadata_modified", "resources", "owner_org"}
        resources = [
            {name: value for name, value in each.items() if name not in MADE_UP}
            | {"content": hashlib.sha256(self.files.get(each["id"], b"")).hexdigest()}
            for each in package["resources"]
        ]
        return {name: value for name, value in package.items() if name not in made_up} | {
            "resources": resources
        }

    # Actions

    def act(self, action: str, data: Json, files: dict[str, tuple[str, bytes]]) -> Any:
        actions = {
            "package_show": self.package_show,
            "package_create": self.package_create,
            "package_patch": self.package_patch,
        }
        before = copy.deepcopy(self.packages)
        try:
            if action == "package_revise":
                return self.package_revise(data, files)
            if action not in actions:
                raise Refused(400, "Bad request", message=f"Action name not known: {action}")
            return actions[action](data)
        except Refused:
            self.packages = before  # the transaction is rolled back; files that were written stay
            raise

    def package_show(self, data: Json) -> Json:
        return copy.deepcopy(self._get(data["id"]))

    def package_create(self, data: Json) -> Json:
        if any(each["name"] == data["name"] for each in self.packages.values()):
            raise invalid(name=["That URL is already in use."])
        package = {"id": str(uuid.uuid4()), "private": False, "state": "active", "resources": [], "tags": []}
        package |= {"extras": []}
        return self._save({**package, **data}, {})

    def package_patch(self, data: Json) -> Json:
        return self._save({**self._get(data["id"]), **data}, {})

    def package_revise(self, form: Json, files: dict[str, tuple[str, bytes]]) -> Json:
        match, update = json.loads(form["match"]), json.loads(form["update"])
        package = copy.deepcopy(self._get(match["id"]))
        unmatched = [name for name, value in match.items() if package.get(name) != value]
        if unmatched:
            raise invalid(match=unmatched)
        for pattern in json.loads(form["filter"]):
            assert re.fullmatch(r"-\w+", pattern), "the stand-in knows no other filter"
            package.pop(pattern[1:], None)
        package.update(update)
        uploads: dict[int, tuple[str, bytes]] = {}
        for field, file in files.items():
            place = re.fullmatch(r"update__resources__(\d+)__upload", field)
            assert place, field
            uploads[int(place[1])] = file
        return {"package": self._save(package, uploads)}

    def _get(self, id: str) -> Json:
        for package in self.packages.values():
            if id in {package["id"], package["name"]}:
                return package
        raise Refused(404, "Not Found Error", message="Not found")

    def _save(self, package: Json, uploads: dict[int, tuple[str, bytes]]) -> Json:
        self._validate(package)
        package["owner_org"] = ORGANIZATION_ID
        package["organization"] = {"id": ORGANIZATION_ID, "name": ORGANIZATION}
        package["tags"] = [{"name": each["name"], "state": "active"} for each in package["tags"]]
        self.clock += 1
        package["metadata_modified"] = f"2026-11-01T00:00:{self.clock:02}.000000"
        for place, resource in enumerate(package["resources"]):
            resource.setdefault("id", str(uuid.uuid4()))
            resource |= {"position": place, "package_id": package["id"]}
            if place in uploads:
                self._store(package, resource, *uploads[place])
        self.packages[package["id"]] = package
        return copy.deepcopy(package)

    def _validate(self, package: Json) -> None:
        if not re.fullmatch(r"[a-z0-9_-]{2,100}", package.get("name") or ""):
            raise invalid(
                name=["Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_"]
            )
        if package.get("owner_org") not in {ORGANIZATION, ORGANIZATION_ID}:
            raise invalid(owner_org=["Organization does not exist"])
        keys = [each["key"] for each in package["extras"]]
        if len(set(keys)) < len(keys):
            raise invalid(extras=["There is a schema field with the same name"])
        wrong = [
            each["name"] for each in package["tags"] if not re.fullmatch(r"[\w \-.]{2,100}", each["name"])
        ]
        if wrong:
            raise invalid(
                tags=[f'Tag "{wrong[0]}" can only contain alphanumeric characters, spaces or "_-."']
            )

    def _store(self, package: Json, resource: Json, name: str, content: bytes) -> None:
        if len(content) > self.largest:
            raise invalid(upload=["File upload too large"])
        self.files[resource["id"]] = content[:-1] + b"?" if name in self.spoils else content
        place = f"dataset/{package['id']}/resource/{resource['id']}/download/{name}"
        resource |= {"url": f"{self.address}/{place}", "url_type": "upload", "size": len(content)}

    def download(self, path: str, key: str | None) -> bytes:
        place = re.fullmatch(r"/dataset/([^/]+)/resource/([^/]+)/download/[^/]+", path)
        package = self.packages.get(place[1]) if place else None
        if not place or not package or all(each["id"] != place[2] for each in package["resources"]):
            raise Refused(404, "Not Found Error", message="Not found")
        if package["private"] and key != KEY:
            raise Refused(403, "Authorization Error", message="Access denied")
        if place[2] not in self.files:
            raise Refused(404, "Not Found Error", message="Resource data not found")
        return self.files[place[2]]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        portal = self

        class Handler(Visit):
            stand_in = portal

        return Handler


MADE_UP = {"id", "package_id", "url", "position", "size"}


class Visit(BaseHTTPRequestHandler):
    """One request: what it asks for, and how it fails if it shall."""

    stand_in: StandIn
    protocol_version = "HTTP/1.1"
    failure: Failure | None = None

    def parse_request(self) -> bool:
        portal = self.stand_in
        number = len(portal.requests)
        if not super().parse_request():
            return False
        portal.requests.append(self.path)
        portal.headers.append((self.path, self.headers.get("Authorization", "")))
        self.failure = portal.failures.get(number)
        if portal.out_of_order_from is not None and number >= portal.out_of_order_from:
            self.failure = Failure.DROPPED
        return True

    def do_POST(self) -> None:
        if not self._goes_on():
            return
        length = int(self.headers["Content-Length"])
        if self.failure is Failure.RESET_MIDWAY:
            self.rfile.read(length // 2)
            self._reset()
            return
        body = self.rfile.read(length)
        if len(body) == length:
            self._answer_with(*self._act(body))

    def do_GET(self) -> None:
        if self.failure is Failure.RESET_MIDWAY:
            self.failure = Failure.ANSWER_CUT
        if self._goes_on():
            try:
                content = self.stand_in.download(self.path, self.headers.get("Authorization"))
                self._answer_with(200, content, "application/octet-stream")
            except Refused as refused:
                self._answer_with(refused.status, b"<html>not here</html>", "text/html")

    def _goes_on(self) -> bool:
        match self.failure:
            case Failure.DROPPED:
                self._reset()
            case Failure.NO_ANSWER:
                self.connection.recv(1)
                self.stand_in.closing.wait(1)
                self._reset()
            case Failure.BAD_GATEWAY:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.failure = None
                self._answer_with(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html")
            case _:
                return True
        return False

    def _act(self, body: bytes) -> tuple[int, bytes, str]:
        action = self.path.rpartition("/")[2]
        answer: Json = {"help": f"{self.stand_in.address}/api/3/action/help_show?name={action}"}
        try:
            if self.headers.get("Authorization") != KEY:
                raise Refused(403, "Authorization Error", message="Access denied")
            if len(body) > self.stand_in.largest:
                return 413, b"<html><h1>413 Request Entity Too Large</h1></html>", "text/html"
            result = self.stand_in.act(action, *self._read(body))
            status, answer = 200, answer | {"success": True, "result": result}
        except Refused as refused:
            status, answer = refused.status, answer | {"success": False, "error": refused.error}
        return status, json.dumps(answer).encode(), "application/json;charset=utf-8"

    def _read(self, body: bytes) -> tuple[Json, dict[str, tuple[str, bytes]]]:
        content_type = self.headers["Content-Type"]
        if content_type.startswith("application/json"):
            return json.loads(body), {}
        message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
        fields: Json = {}
        files: dict[str, tuple[str, bytes]] = {}
        for part in message.iter_parts():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if part.get_filename():
                files[name] = (part.get_filename(), content)
            else:
                fields[name] = content.decode()
        return fields, files

    def _answer_with(self, status: int, content: bytes, media_type: str) -> None:
        if self.failure is Failure.GATEWAY_TIMEOUT:
            status, content, media_type = 504, b"<html>504 Gateway Time-out</html>", "text/html"
        if self.failure is Failure.ANSWER_LOST:
            self._reset()
            return
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        cut = len(content) // 2 if self.failure is Failure.ANSWER_CUT else len(content)
        self.wfile.write(content[:cut])
        self.close_connection = True

    def _reset(self) -> None:
        """Ends the connection as a broken network does, not with a farewell."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Says nothing."""
