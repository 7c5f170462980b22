"""The one public face: what it lists is there, pure, and told in the documents."""

import ast
from pathlib import Path

from veturi.cooperation.placements import national
from veturi.cooperation.placements.rules import national as rules

ROOT = Path(__file__).parents[5]
RULES = sorted(Path(rules.__file__).parent.glob("*.py"))


def test_what_is_listed_is_there():
    assert all(getattr(national, name) for name in national.__all__)
    assert len(set(national.__all__)) == len(national.__all__)


def test_each_function_names_its_source():
    functions = [getattr(national, name) for name in national.__all__ if not name.isupper()]

    assert [one.__name__ for one in functions if "Source: " not in (one.__doc__ or "")] == []


def test_each_is_told_in_the_documents():
    told = (ROOT / "docs" / "national-rules.md").read_text("utf-8")

    assert [name for name in national.__all__ if f"`{name}" not in told] == []


def test_rules_ask_neither_database_nor_clock_nor_network():
    imported = {
        name.split(".")[0]
        for path in RULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    asked = [
        path.name
        for path in RULES
        if any(
            clock in path.read_text("utf-8")
            for clock in (".today()", ".now(", "localdate", "open(")
        )
    ]

    assert imported <= {
        *("calendar", "collections", "dataclasses", "datetime", "itertools", "math", "re"),
        *("typing", "unicodedata", "zoneinfo", "phonenumbers", "veturi"),
    }
    assert asked == []
