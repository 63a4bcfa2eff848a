"""One command, whole archive: the web processes and, beside them, the worker."""

import logging
import os
import socket
import subprocess
import sys
import threading

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from archive.errors import PortTaken
from archive.settings import Settings
from archive.web import create_from_environment
from ingest.isolation import die_with_parent

_RESTART_SECONDS = 2.0
_THREADS = 12


def create_application() -> Flask:
    """For each web process: the application, which ends when the server that started it is gone."""
    die_with_parent(os.getppid())
    return create_from_environment()


def serve(settings: Settings, *, with_worker: bool = True) -> None:
    """Listen until interrupted.  A worker that dies is started again; what it held is taken over."""
    _demand_free_port(settings.host, settings.port)
    os.environ["ACERVO_INSTANCE"] = str(settings.instance)
    os.environ["ACERVO_FACES"] = ",".join(settings.faces)
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(settings, stopping), daemon=True)
    if with_worker:
        keeper.start()
    server = Granian(
        "archive.serving:create_application",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.web_processes,
        # Each slow upload holds a thread while it waits for the network; readers must not wait behind it.
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        websockets=False,
        log_access=False,
    )
    # Its warning about many threads does not know what they wait for.
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    print(f"Acervo está en http://{settings.host}:{settings.port}", file=sys.stderr)
    try:
        server.serve()
    finally:
        stopping.set()
        if with_worker:
            keeper.join()


def _demand_free_port(host: str, port: int) -> None:
    """Raise PortTaken where somebody listens already: the web processes share the port among themselves, so
    that a second server would start without a word and answer half of the readers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(host=host, port=port) from error


def _keep_worker(settings: Settings, stopping: threading.Event) -> None:
    command = [sys.executable, "-m", "archive.cli", "--instance", str(settings.instance), "worker"]
    command += ["--parent", str(os.getpid())]
    while not stopping.is_set():
        process = subprocess.Popen(command)
        while process.poll() is None and not stopping.wait(0.2):
            pass
        if stopping.is_set():
            process.terminate()
            process.wait()
            return
        stopping.wait(_RESTART_SECONDS)
