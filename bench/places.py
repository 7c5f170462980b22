"""Where a town lies: its environment, and how it is opened without Django."""

import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
CATCHER = "veturi.foundation.mail.backend.Catcher"


@dataclass(frozen=True, slots=True)
class Place:
    """A town in a database: which one, how large, where its other files are."""

    town: str
    engine: str
    database: str
    var: Path

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            "VETURI_LOCAL": "1",
            "VETURI_DEMO": "1",
            "VETURI_VAR": str(self.var),
            "VETURI_DATABASE": self.database,
            "VETURI_MAIL_BACKEND": CATCHER,
        }


def dsn(database: str) -> str:
    """`postgresql:NAME?host=…&user=…` as libpq reads it."""
    name, _sep, query = database.partition(":")[2].partition("?")
    pairs = [f"dbname={name}", *(pair for pair in query.split("&") if pair)]
    return " ".join(pairs)


def opened(database: str) -> Any:
    """A plain connection, in autocommit, as the floor uses it."""
    if database.startswith("sqlite:"):
        connection = sqlite3.connect(
            database.partition(":")[2], isolation_level=None, timeout=20, check_same_thread=False
        )
        connection.executescript(f"{PRAGMAS} PRAGMA cache_size=-20000;")
        return connection
    return psycopg.connect(dsn(database), autocommit=True)


def marks(database: str, statement: str) -> str:
    """Question marks for SQLite become what psycopg reads."""
    if database.startswith("sqlite:"):
        return statement
    return re.sub(r"\?", "%s", statement.replace("%", "%%"))
