"""`veturi serve`: pages and worker, one tree of processes that stands and falls together."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from veturi.foundation.jobs.processes import run_together

GRACE = 10
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Command(BaseCommand):
    help = "Serve the pages and do the long work. Stops wholly on Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)

    def handle(self, *, host: str, port: int, workers: int, **_options: Any) -> None:
        if settings.DEMO and host not in LOOPBACK:
            raise CommandError("The demo lets anybody in: it is served on this machine only.")
        if not is_free(host, port):
            raise CommandError(f"Port {port} is taken: choose another with --port.")
        self.stdout.write(f"Veturi is at http://{host}:{port}/ (stop it with Ctrl-C)")
        self.stdout.flush()
        sys.exit(
            run_together(
                {
                    "pages": [sys.executable, "-m", "granian", *pages(host, port, workers)],
                    "worker": [sys.executable, "-m", "veturi", "worker"],
                },
                grace=GRACE,
            )
        )


def is_free(host: str, port: int) -> bool:
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return False
    return True


def pages(host: str, port: int, workers: int) -> list[str]:
    """The server's arguments: WSGI, a process a core, threads that may block."""
    return [
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64"),
        *("--workers-kill-timeout", str(GRACE // 2), "--log-level", "warning"),
        "veturi.wsgi:application",
    ]
