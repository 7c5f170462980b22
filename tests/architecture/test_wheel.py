"""A wheel is whole: assets of this very state, compiled texts, code lists; and no tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("veturi", "frontend", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
LEFT = shutil.ignore_patterns("node_modules", "__pycache__", "*.mo")
DIST = "veturi/foundation/design/static/veturi/dist"
# Stands for Node: what it builds is told apart from what was there before.
NODE = f"""#!/bin/sh
case "$1" in
    --version) echo v22.0.0 ;;
    build.mjs) echo '{{"base.css": "base-FRESH000.css"}}' > ../{DIST}/manifest.json
               echo 'a {{}}' > ../{DIST}/base-FRESH000.css ;;
esac
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from a copy in which the stylesheet has changed since the assets were built."""
    root = tmp_path_factory.mktemp("wheel") / "veturi"
    root.mkdir()
    for name in (*NEEDED, ".gitignore"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name, **({"ignore": LEFT} if copy is shutil.copytree else {}))
    (root / "frontend/css/elements.css").write_text("/* changed */")
    (root / DIST).mkdir(parents=True, exist_ok=True)
    (root / DIST / "manifest.json").write_text("{}")
    tools = root.parent / "tools"
    tools.mkdir()
    for name, script in (("node", NODE), ("npm", "#!/bin/sh\n")):
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(root.parent)],
        cwd=root,
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
        check=True,
        capture_output=True,
    )
    [built] = root.parent.glob("*.whl")
    with ZipFile(built) as archive:
        yield archive


# A wheel knows no database: the run on SQLite is enough.
pytestmark = pytest.mark.skipif(
    os.environ.get("VETURI_TEST_DATABASE", "").startswith("postgresql"), reason="built once"
)


def test_it_carries_the_assets_of_this_state(wheel):
    assert f"{DIST}/base-FRESH000.css" in wheel.namelist()
    assert "base-FRESH000.css" in wheel.read(f"{DIST}/manifest.json").decode()


def test_it_carries_compiled_texts_code_lists_and_templates(wheel):
    names = set(wheel.namelist())

    assert names >= {
        "veturi/locale/fi/LC_MESSAGES/django.mo",
        "veturi/locale/sv/LC_MESSAGES/django.mo",
        "veturi/directory/codes/municipalities.csv",
        "veturi/directory/codes/industries_2025.csv",
        "veturi/foundation/design/templates/design/base.html",
        "veturi/foundation/design/static/veturi/mark.svg",
        "veturi/foundation/papers/paper.typ",
        "veturi/cooperation/placements/papers/agreement.typ",
        "veturi/ledger/migrations/0001_first.py",
    }


def test_it_carries_no_tests(wheel):
    tests = [name for name in wheel.namelist() if "/tests/" in name or "test_" in name]

    assert tests == []
    assert not [name for name in wheel.namelist() if name.endswith("settings_test.py")]


def test_its_command_is_veturi(wheel):
    [points] = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]

    assert "veturi = veturi.__main__:main" in wheel.read(points).decode()
