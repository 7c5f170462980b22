"""Run a command beside a PostgreSQL of its own that leaves nothing behind."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def main() -> int:
    with cluster() as folder:
        database = f"postgresql:veturi?host={folder}&user=postgres"
        return subprocess.run(
            sys.argv[1:], env={**os.environ, "VETURI_TEST_DATABASE": database}, check=False
        ).returncode


@contextmanager
def cluster() -> Iterator[Path]:
    """A server on a Unix socket in a folder of its own; stopped and removed whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="veturi-pg-", dir="/tmp"))
    data, log = folder / "data", folder / "log"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        command("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        command("pg_ctl", "-D", data, "-l", log, "-w", "-o", f"-k {folder} -h '' {QUICK}", "start")
        yield folder
    finally:
        command("pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def command(name: str, *arguments: object, check: bool = True) -> None:
    line = [*as_postgres(), tool(name), *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, cwd="/tmp", check=False)
    if check and done.returncode:
        sys.exit(f"PostgreSQL: {name} failed.\n{done.stdout}{done.stderr}")


def as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def tool(name: str) -> str:
    """The newest that Debian has installed, else the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=version)
    return str(found[-1]) if found else name


def version(path: Path) -> int:
    return int(path.parts[4])


if __name__ == "__main__":
    sys.exit(main())
