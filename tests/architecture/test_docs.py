"""The written part is true: what it names exists, what it repeats is the same."""

import json
import re
from pathlib import Path

import pytest
from django.apps import apps

from veturi.directory.access import ALLOWED, Act
from veturi.directory.models import Role
from veturi.insight.levels.management.commands.levels import try_history as judged
from veturi.insight.levels.ruleset import PROPOSAL, read_rules
from veturi.insight.reciprocity.management.commands.reciprocity import try_history as weighed

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
LAYERS = ("foundation", "directory", "ledger", "cooperation", "insight", "surfaces")
LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(
    r"(?:[\w.-]+/)*[\w.-]+/|(?:[\w.-]+/)+[\w.-]+|[\w-]+\.(?:py|mjs|cfg|html|css|js|sh)"
)


def written(path):
    return path.read_text("utf-8")


def as_name(page):
    return str(page.relative_to(ROOT))


def packages():
    """Every module: the whole layer where it is one, and each folder of Python in it."""
    for layer in LAYERS:
        folder = ROOT / "veturi" / layer
        whole = [folder] if layer in {"directory", "ledger"} else []
        parts = [] if whole else [init.parent for init in folder.glob("*/__init__.py")]
        yield from (p for p in (*whole, *parts) if p.name not in {"tests", "testing"})


def places():
    """Each path that the map names, beside the folder of the heading above it."""
    here = ROOT
    for line in written(DOCS / "map.md").splitlines():
        if line.startswith("#"):
            heading = NAMED.search(line)
            here = ROOT / heading[1] if heading else ROOT
        for name in NAMED.findall(line):
            if PATH.fullmatch(name):
                yield here, name


def test_the_map_names_every_module():
    there = {(here / name).resolve() for here, name in places()} | {
        here for here, _name in places()
    }

    assert [as_name(package) for package in packages() if package not in there] == []


def test_every_path_of_the_map_is_there():
    missing = [
        name for here, name in places() if not ((here / name).exists() or (ROOT / name).exists())
    ]

    assert missing == []


def test_the_table_of_access_is_the_one_in_force():
    table = rows_of(DOCS / "access.md", first="role")

    head, *rows = table
    assert head == ["role", *(act.value for act in Act)]
    found = {
        row[0]: {act for act, cell in zip(head[1:], row[1:], strict=True) if cell == "yes"}
        for row in rows
    }
    assert found == {role.value: {act.value for act in ALLOWED[role]} for role in Role}
    assert {cell for row in rows for cell in row[1:]} <= {"yes", ""}


def test_each_act_is_told_in_words():
    told = re.findall(r"^- \*\*(\w+)\*\*: ", written(DOCS / "access.md"), re.MULTILINE)

    assert told == [act.value for act in Act]


def rows_of(page, *, first):
    """The cells of the tables of a page whose first column is called so; no rules between."""
    rows, inside = [], False
    for line in written(page).splitlines():
        cells = [
            cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
        ]
        inside = line.startswith("|") and (inside or cells[0] == first)
        if inside and not set("".join(cells)) <= {"-"}:
            rows.append(cells)
    return rows


TERMS = [row for row in rows_of(DOCS / "glossary.md", first="suomi") if row[0] != "suomi"]
IN_CODE = [(row[0], name) for row in TERMS for name in NAMED.findall(row[3])]


def test_the_glossary_says_each_thing_in_three_languages_once():
    assert all(len(row) == 4 and all(row) for row in TERMS)
    assert len({row[0] for row in TERMS}) == len(TERMS)


def test_the_glossary_has_a_row_for_each_table():
    ours = ("veturi.directory", "veturi.ledger", "veturi.cooperation", "veturi.insight")
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith(ours)}

    assert models - {name for _term, name in IN_CODE} == set()


def test_what_the_glossary_calls_so_is_called_so_in_the_code():
    code = "\n".join(
        written(path) for path in (ROOT / "veturi").rglob("*.py") if "/tests/" not in str(path)
    )
    words = set(re.findall(r"\w+(?:\.\w+)?", code)) | set(re.findall(r"\w+", code))

    assert [name for _term, name in IN_CODE if name not in words] == []


@pytest.mark.parametrize("page", PAGES, ids=as_name)
def test_a_link_leads_somewhere(page):
    targets = [link.partition("#")[0] for link in LINK.findall(written(page)) if "://" not in link]

    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_what_contributing_quotes_stands_in_the_code():
    for quote in re.findall(
        r"```python\n# (\S+)\n(.*?)```", written(ROOT / "CONTRIBUTING.md"), re.DOTALL
    ):
        lines = {line.strip() for line in written(ROOT / quote[0]).splitlines()}
        assert [line for line in quote[1].splitlines() if line.strip() not in lines] == [], quote[0]


def test_the_tried_history_comes_out_as_it_is_told():
    blocks = re.findall(r"```json\n(.*?)```", written(DOCS / "try-a-history.md"), re.DOTALL)
    history, verdict, exchange = map(json.loads, blocks)

    found = judged(history, rules=read_rules(PROPOSAL)).as_data()
    assert found["state"] == verdict["state"]
    assert found["layers"]["everyday"] == verdict["layers"]["everyday"]
    assert weighed(history).as_data() == exchange


def test_every_setting_of_the_environment_is_told():
    names = set(re.findall(r'"(VETURI_\w+)"', written(ROOT / "veturi" / "settings.py")))

    assert (
        names - set(re.findall(r"VETURI_\w+", written(DOCS / "howto" / "run-in-production.md")))
        == set()
    )


def test_decisions_are_numbered_dated_and_short():
    pages = sorted((DOCS / "decisions").glob("*.md"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        lines = [line for line in written(page).splitlines() if line]
        assert re.match(rf"# {int(page.name[:4])}\. ", lines[0]), page.name
        assert re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", lines[1]), page.name
        assert len(lines) <= 30, page.name
