"""Visits of public documents, counted in memory and written every few seconds in one statement.

A reader never waits for the count, and a page given again from the kept ones counts like any other.  Nothing
of who reads outlives the request: no cookie, no address.  Each web process counts by itself, and writes
what it has not written yet when it ends.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date as Date
from functools import wraps
from multiprocessing.util import Finalize
from typing import ParamSpec
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from archive.resources import Resources
from archive.services import visits
from archive.services.visits import Seen
from archive.web.routes import current_resources

SECONDS = 10.0
_EXTENSION = "acervo.visits"
_View = ParamSpec("_View")
# Those that say so of themselves; who pretends to be a person is counted as one.
_ROBOT = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|externalhit|archiver|monitor", re.IGNORECASE)
_BROWSER = re.compile("Mozilla/|Opera/|Lynx/|w3m/|E?Links")


class Tally:
    """What one process has counted and not written yet."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._counted: Counter[tuple[UUID, Date]] = Counter()
        self._resources: Resources | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()
        # Web processes are children of multiprocessing, which ends them without a word to atexit.
        Finalize(None, self.write, exitpriority=10)

    def add(self, resources: Resources, document_id: UUID) -> None:
        with self._lock:
            self._resources = resources
            self._counted[document_id, visits.today()] += 1
            if self._timer is None:
                self._timer = threading.Timer(self._seconds, self.write)
                self._timer.daemon = True
                self._timer.start()

    def write(self) -> None:
        """Write what was counted; what cannot be written now waits for the next time."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
            resources, timer, self._timer = self._resources, self._timer, None
        if timer is not None:
            timer.cancel()
        if resources is None or not counted:
            return
        seen = {key: Seen(visits=number) for key, number in counted.items()}
        if not visits.count_visits(resources, seen):
            with self._lock:
                self._counted.update(counted)


def install(app: Flask) -> None:
    app.extensions[_EXTENSION] = Tally()


def current_tally() -> Tally:
    found: Tally = current_app.extensions[_EXTENSION]
    return found


def visited(view: Callable[_View, AnyResponse]) -> Callable[_View, AnyResponse]:
    """Count who comes to a document's page; turning its pages is no new visit."""

    @wraps(view)
    def count(*args: _View.args, **kwargs: _View.kwargs) -> AnyResponse:
        response = view(*args, **kwargs)
        document_id: UUID = (request.view_args or {})["document_id"]
        browsing = _BROWSER.match(request.user_agent.string) and asked_by_a_person()
        if browsing and response.status_code == 200 and not _within(document_id):
            current_tally().add(current_resources(), document_id)
        return response

    return count


def asked_by_a_person() -> bool:
    """Not by a robot, not by a browser looking ahead, not for the headers alone."""
    robot = not request.user_agent.string or _ROBOT.search(request.user_agent.string)
    return request.method == "GET" and not robot and "Sec-Purpose" not in request.headers


def _within(document_id: UUID) -> bool:
    """Whether the reader comes from another page of the same document."""
    return urlsplit(request.referrer or "").path.startswith(f"/d/{document_id}/")
