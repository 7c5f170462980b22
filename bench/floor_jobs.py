"""`python -m bench.floor_jobs VERB …`: the floor of long work: raw SQL, nothing looked at twice."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.places import marks, opened
from bench.processes import peak_megabytes

DATABASE = os.environ["VETURI_DATABASE"]
PROVIDER = 1
HALF = 500


def bring_in() -> int:
    """Read the sheet, write organisations, partnerships, persons and positions."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only this verb needs it

    _head, *rows = CalamineWorkbook.from_path(sys.argv[2]).get_sheet_by_index(0).to_python()
    connection = opened(DATABASE)
    connection.execute("BEGIN")
    organisations = _copies(
        connection, "directory_organisation", ({"name": row[0]} for row in rows)
    )
    partners = _copies(
        connection,
        "directory_partnership",
        (
            {"name": row[0], "organisation_id": key}
            for row, key in zip(rows, organisations, strict=True)
        ),
    )
    people = _copies(
        connection,
        "directory_person",
        (
            {"family_name": row[3], "email": row[4], "phone": row[5], "user_id": None}
            for row in rows
        ),
    )
    _copies(
        connection,
        "directory_position",
        (
            {"partnership_id": partner, "person_id": person}
            for partner, person in zip(partners, people, strict=True)
        ),
    )
    connection.execute("COMMIT")
    return len(rows)


def _copies(connection: Any, table: str, changes: Iterable[Mapping[str, Any]]) -> Sequence[int]:
    """The table's last row written again and again with these changes; the new keys."""
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT 1")
    names = [column[0] for column in cursor.description]
    last = dict(zip(names, cursor.fetchone(), strict=True))
    if "business_id" in last:
        last["business_id"] = ""
    rows = [
        tuple((last | dict(change) | {"id": last["id"] + number}).values())
        for number, change in enumerate(changes, 1)
    ]
    signs = ", ".join("?" * len(names))
    listed = ", ".join(f'"{name}"' for name in names)
    statement = marks(DATABASE, f"INSERT INTO {table} ({listed}) VALUES ({signs})")
    connection.cursor().executemany(statement, rows)
    return range(last["id"] + 1, last["id"] + 1 + len(rows))


def export() -> int:
    """All partners as lines of text."""
    rows = opened(DATABASE).execute(
        "SELECT p.name, o.business_id, o.kind, o.municipality, w.given_name, w.family_name, p.phase"
        " FROM directory_partnership p JOIN directory_organisation o ON o.id = p.organisation_id"
        " LEFT JOIN directory_person w ON w.id = p.owner_id"
        f" WHERE p.provider_id = {PROVIDER} ORDER BY p.name_sort, p.id"
    )
    lines = [
        f"{name};{number};{kind};{place};{given} {family};{phase}\r\n"
        for name, number, kind, place, given, family, phase in rows.fetchall()
    ]
    "".join(lines).encode("utf-8-sig")
    return len(lines)


def audit() -> int:
    """Everything that is counted, counted once by the database."""
    connection = opened(DATABASE)
    is_sqlite = DATABASE.startswith("sqlite:")
    month = "substr(d.done_on, 1, 7)" if is_sqlite else "date_trunc('month', d.done_on)"
    tallies = connection.execute(
        f"SELECT y.partner_id, d.kind, {month}, count(*) FROM ledger_deed d"
        " JOIN ledger_deedparty y ON y.deed_id = d.id"
        " WHERE y.partner_id IS NOT NULL GROUP BY 1, 2, 3"
    ).fetchall()
    sums = connection.execute(
        f"SELECT c.partner_id, d.kind, {month}, c.currency, c.giver, c.confidence,"
        " sum(c.hundredths) FROM ledger_contribution c JOIN ledger_deed d ON d.id = c.deed_id"
        " GROUP BY 1, 2, 3, 4, 5, 6"
    ).fetchall()
    return len(tallies) + len(sums)


def scan() -> int:
    """Only reads what is compared."""
    rows = opened(DATABASE).execute(
        "SELECT p.id, p.name_folded, o.name_folded, o.business_id, o.municipality, o.website"
        " FROM directory_partnership p JOIN directory_organisation o ON o.id = p.organisation_id"
        f" WHERE p.provider_id = {PROVIDER} AND p.archived_on IS NULL ORDER BY p.id"
    )
    return len(rows.fetchall())


def papers() -> int:
    """Pages of the same words set by typst alone."""
    from veturi.foundation.papers.press import PACKAGE, press  # noqa: PLC0415 - only this verb

    contents = json.loads(Path(sys.argv[2]).read_text())
    printer = press(PACKAGE / "cooperation" / "placements" / "papers" / "agreement.typ")
    return len([printer.pdf(one, at=datetime.now(UTC)) for one in contents])


VERBS: Mapping[str, Callable[[], int]] = {
    "import": bring_in,
    "export": export,
    "audit": audit,
    "scan": scan,
    "papers": papers,
}

if __name__ == "__main__":
    began, cpu = time.perf_counter(), time.process_time()
    count = VERBS[sys.argv[1]]()
    told = {
        "rows": count,
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - cpu,
        "megabytes": peak_megabytes(os.getpid()),
    }
    sys.stdout.write(json.dumps(told))
