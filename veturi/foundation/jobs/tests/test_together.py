"""Pages and worker stand and fall together, grandchildren included."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from time import monotonic, sleep
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from veturi.foundation.jobs.management.commands.serve import pages

# A process with a child of its own, both of which name themselves in a file.
FAMILY = """
import os, subprocess, sys, time
child = subprocess.Popen(["sleep", "60"])
open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}")
time.sleep(float(sys.argv[2])); sys.exit(int(sys.argv[3]))
"""
TOGETHER = """
import sys
from veturi.foundation.jobs.processes import run_together
python, family, one, other, seconds, code = sys.argv[1:]
sys.exit(run_together({
    "pages": [python, "-c", family, one, "60", "0"],
    "worker": [python, "-c", family, other, seconds, code],
}, grace=3))
"""


@pytest.fixture
def together(tmp_path):
    """Start two families; the second ends by itself after some seconds with a code."""
    started = []

    def start(seconds=60, code=0):
        ours = [sys.executable, FAMILY, tmp_path / "pages", tmp_path / "worker", seconds, code]
        command = [sys.executable, "-c", TOGETHER, *map(str, ours)]
        started.append(subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE))
        wait_for(lambda: len(members(tmp_path)) == 4)
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def members(folder):
    files = [folder / name for name in ("pages", "worker")]
    return [int(pid) for file in files if file.exists() for pid in file.read_text().split()]


def living(folder):
    return [pid for pid in members(folder) if lives(pid)]


def lives(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(met, seconds=20):
    until = monotonic() + seconds
    while not met():
        assert monotonic() < until, "It did not come so far."
        sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_whole_tree(together, tmp_path, number):
    tree = together()

    tree.send_signal(number)

    assert tree.wait(10) == 0
    wait_for(lambda: living(tmp_path) == [])


def test_when_one_ends_all_end_and_the_code_says_so(together, tmp_path):
    tree = together(seconds=0.2, code=7)

    assert tree.wait(10) == 7
    wait_for(lambda: living(tmp_path) == [])
    assert tree.stderr.read() == b"The worker ended (code 7); the rest is stopped too.\n"


def test_an_end_without_fault_is_an_end_all_the_same(together, tmp_path):
    assert together(seconds=0.2, code=0).wait(10) == 1


def test_when_one_is_killed_its_children_go_too(together, tmp_path):
    tree = together()

    os.kill(members(tmp_path)[2], signal.SIGKILL)

    assert tree.wait(10) == 9
    wait_for(lambda: living(tmp_path) == [])


def test_the_server_takes_the_arguments_that_it_is_given(tmp_path):
    (tmp_path / "small.py").write_text(
        "def application(environ, start):\n    start('200 OK', [])\n    return [b'here']\n"
    )
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    arguments = [*pages("127.0.0.1", port, 1)[:-1], "small:application"]
    server = subprocess.Popen([sys.executable, "-m", "granian", *arguments], cwd=tmp_path)
    try:
        wait_for(lambda: answers(port))
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.read() == b"here"
    finally:
        server.terminate()
        assert server.wait(10) == 0


def test_a_port_that_is_taken_is_said_in_a_sentence():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken"):
            call_command("serve", port=port, skip_checks=True)


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
