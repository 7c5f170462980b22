"""The floor's quick entry: the rows of the deed that was logged last, written once more."""

from collections.abc import Mapping
from typing import Any

from bench.places import marks

Row = dict[str, Any]
# Tables whose rows of the last deed are written again, each with the column that names the deed.
OF_DEED = ("ledger_deedparty", "ledger_contribution")
OF_ENCOUNTER = ("encounters_party", "encounters_presence")
# What is added to: the tallies and sums of its kind and month.
ADDED = {
    "ledger_tally": "n = n + 1",
    "ledger_owntally": "n = n + 1",
    "ledger_sum": "hundredths = hundredths + 100",
    "ledger_ownsum": "hundredths = hundredths + 100",
}


class Writer:
    """Logs the same again and again: one transaction with as many rows as Veturi writes."""

    def __init__(self, connection: Any, database: str, provider: int) -> None:
        self._connection = connection
        self._database = database
        self._provider = provider
        [self._deed] = self._rows(
            "SELECT * FROM ledger_deed WHERE provider_id = ?"
            " AND source LIKE 'encounters.encounter:%' ORDER BY number DESC LIMIT 1",
            provider,
        )
        deed, encounter = self._deed["id"], int(self._deed["source"].partition(":")[2])
        [self._encounter] = self._rows("SELECT * FROM encounters_encounter WHERE id = ?", encounter)
        self._of_deed = {
            table: self._rows(f"SELECT * FROM {table} WHERE deed_id = ?", deed) for table in OF_DEED
        }
        self._of_encounter = {
            table: self._rows(f"SELECT * FROM {table} WHERE encounter_id = ?", encounter)
            for table in OF_ENCOUNTER
        }
        self._entries = self._rows(
            "SELECT * FROM search_entry WHERE shelf = 'line' AND key = ?", encounter
        )
        self._added = self._what_is_added_to()

    def _what_is_added_to(self) -> list[tuple[str, int]]:
        day = str(self._deed["done_on"])
        month = int(day[:4]) * 12 + int(day[5:7])
        partners = {row["partner_id"] for row in self._of_deed["ledger_deedparty"]} - {None}
        listed = ", ".join(map(str, partners)) or "NULL"
        found = []
        for table in ADDED:
            whose = "" if "own" in table else f" AND partner_id IN ({listed})"
            rows = self._rows(
                f"SELECT id FROM {table} WHERE provider_id = ? AND kind = ? AND month = ?{whose}",
                self._provider,
                self._deed["kind"],
                month,
            )
            found += [(table, row["id"]) for row in rows]
        return found

    def log(self) -> None:
        self._do("BEGIN IMMEDIATE" if self._database.startswith("sqlite:") else "BEGIN")
        [(number,)] = self._do(
            "UPDATE ledger_book SET last_number = last_number + 1 WHERE provider_id = ?"
            " RETURNING last_number",
            self._provider,
        ).fetchall()
        encounter = self._again("encounters_encounter", self._encounter)
        changed = {"number": number, "source": f"encounters.encounter:{encounter}"}
        deed = self._again("ledger_deed", self._deed, changed)
        for table, rows in self._of_deed.items():
            for row in rows:
                self._again(table, row, {"deed_id": deed})
        for table, rows in self._of_encounter.items():
            for row in rows:
                self._again(table, row, {"encounter_id": encounter})
        self._enter(encounter)
        for table, key in self._added:
            self._do(f"UPDATE {table} SET {ADDED[table]} WHERE id = ?", key)
        self._do("COMMIT")

    def _enter(self, encounter: int) -> None:
        for row in self._entries:
            key = self._again("search_entry", row, {"key": encounter})
            if self._database.startswith("sqlite:"):
                self._do(
                    "INSERT INTO search_line_text (rowid, text) VALUES (?, ?)", key, row["text"]
                )

    def _again(self, table: str, row: Row, changed: Mapping[str, Any] | None = None) -> int:
        values = {name: value for name, value in row.items() if name != "id"} | dict(changed or {})
        names = ", ".join(f'"{name}"' for name in values)
        signs = ", ".join("?" * len(values))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({signs}) RETURNING id'
        [(key,)] = self._do(statement, *values.values()).fetchall()
        return int(key)

    def _rows(self, statement: str, *values: Any) -> list[Row]:
        cursor = self._do(statement, *values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _do(self, statement: str, *values: Any) -> Any:
        return self._connection.execute(marks(self._database, statement), values)
