"""Processes as the kernel counts them: time of processor, memory, who began whom."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def family(root: int) -> set[int]:
    """A process and all that it began."""
    parents = dict(_parents())
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            yield int(entry.name), int(fields[1])


def _stat(pid: int) -> list[str]:
    """The fields after the name; the state is the first."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def processor_seconds(pids: Iterable[int]) -> float:
    """Time of processor of these, and of their children that have ended."""
    stats = (_stat(pid) for pid in pids)
    return sum(sum(map(int, fields[11:15])) for fields in stats if fields) / TICKS


def own_megabytes(pids: Iterable[int]) -> float:
    """Memory of their own: what is mapped from files is not counted."""
    return sum(_field(pid, "RssAnon") for pid in pids) / 1024


def peak_megabytes(pid: int) -> float:
    return _field(pid, "VmHWM") / 1024


def _field(pid: int, name: str) -> int:
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
