"""The floor: what the same server costs with raw SQL and an f-string, and nothing else.

`granian bench.floor:application`, as `veturi serve` starts the pages. Each address asks for what
the page of Veturi shows, writes it by an f-string and fills up to as many bytes as the page has
(FLOOR_BYTES).
"""

import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs

from bench import floor_guard
from bench.floor_entry import Writer
from bench.places import marks, opened

DATABASE = os.environ["VETURI_DATABASE"]
USER = os.environ["FLOOR_USER"]
BYTES: Mapping[str, int] = json.loads(os.environ.get("FLOOR_BYTES", "{}"))
IS_SQLITE = DATABASE.startswith("sqlite:")
FILLING = b"<!-- filled up -->" * 20_000
_local = threading.local()
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


def application(environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    provider, person = _who(environ)
    if environ["REQUEST_METHOD"] == "POST":
        return _posted(environ, start_response, provider)
    if path.startswith("/partners/") and path != "/partners/":
        name, text = "partner", _partner(int(path.split("/")[2]), provider)
    elif path == "/partners/":
        name, text = "list", _list(provider)
    elif path.startswith("/guard/"):
        name = "forecast" if path.endswith("/forecast/") else "guard"
        text = floor_guard.written(name, _ask, provider)
    elif path.startswith("/search/"):
        name, text = "search", _search(parse_qs(environ["QUERY_STRING"])["q"][0], provider)
    else:
        name, text = "desk", _desk(provider, person)
    body = f"{_shell(person)}{text}".encode()
    body += FILLING[: max(0, BYTES.get(name, 0) - len(body))]
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
    ]
    start_response("200 OK", headers)
    return [body]


def _posted(
    environ: Mapping[str, Any], start_response: StartResponse, provider: int
) -> Iterable[bytes]:
    environ["wsgi.input"].read()
    if not hasattr(_local, "writer"):
        _local.writer = Writer(_connection(), DATABASE, provider)
    _local.writer.log()
    start_response("302 Found", [("Location", "/"), ("Content-Length", "0")])
    return [b""]


def _connection() -> Any:
    if not hasattr(_local, "connection"):
        _local.connection = opened(DATABASE)
    return _local.connection


def _ask(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    return list(_connection().execute(marks(DATABASE, statement), values).fetchall())


def _among(statement: str, keys: Iterable[int]) -> list[tuple[Any, ...]]:
    """The keys are numbers of ours: written into the statement where it says KEYS."""
    listed = ", ".join(map(str, keys)) or "NULL"
    return list(_connection().execute(statement.replace("KEYS", listed)).fetchall())


def _who(environ: Mapping[str, Any]) -> tuple[int, int]:
    """The sign-in is looked up, as each page must: session, then person with roles."""
    cookie = environ.get("HTTP_COOKIE", "").partition("veturi=")[2].partition(";")[0]
    _ask("SELECT session_data, expire_date FROM django_session WHERE session_key = ?", cookie)
    [(provider, person, *_rest), *_] = _ask(
        "SELECT p.provider_id, p.id, g.role, g.since, g.until FROM directory_person p"
        " JOIN directory_grant g ON g.person_id = p.id WHERE p.user_id = ?",
        int(USER),
    )
    return provider, person


def _shell(person: int) -> str:
    """What stands around each page: how much waits."""
    [(late,)] = _ask(
        "SELECT count(*) FROM ledger_promise WHERE owner_id = ? AND kept_by_id IS NULL"
        " AND withdrawn_on IS NULL AND due <= CURRENT_DATE",
        person,
    )
    [(unread,)] = _ask(
        "SELECT count(*) FROM notices_notice WHERE person_id = ? AND is_in_app AND read_at IS NULL",
        person,
    )
    return f"<!doctype html><html lang=fi><nav>{late} {unread}</nav>"


# What the filters of the list offer.
OFFERED = (
    (
        "WITH RECURSIVE m (code) AS (SELECT min(municipality) FROM directory_organisation"
        " WHERE municipality > '' UNION ALL SELECT (SELECT min(o.municipality)"
        " FROM directory_organisation o WHERE o.municipality > m.code) FROM m"
        " WHERE m.code IS NOT NULL) SELECT code, code FROM m WHERE code IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM directory_organisation o CROSS JOIN directory_partnership p"
        " WHERE o.municipality = m.code AND p.organisation_id = o.id AND p.provider_id = ?)"
    ),
    (
        "SELECT id, family_name || ' ' || given_name FROM directory_person WHERE provider_id = ?"
        " AND is_ours AND absorbed_into_id IS NULL AND archived_on IS NULL AND erased_on IS NULL"
        " ORDER BY name_sort"
    ),
    "SELECT id, name FROM directory_tag WHERE provider_id = ? ORDER BY name_folded",
)


def _list(provider: int) -> str:
    [(count,)] = _ask(
        "SELECT count(*) FROM directory_partnership WHERE provider_id = ?"
        " AND taken_back_on IS NULL AND absorbed_into_id IS NULL AND archived_on IS NULL",
        provider,
    )
    rows = _ask(
        "SELECT p.id, p.name, p.phase, o.business_id, o.kind, o.municipality,"
        " w.given_name, w.family_name FROM directory_partnership p"
        " JOIN directory_organisation o ON o.id = p.organisation_id"
        " LEFT JOIN directory_person w ON w.id = p.owner_id WHERE p.provider_id = ?"
        " AND p.taken_back_on IS NULL AND p.absorbed_into_id IS NULL AND p.archived_on IS NULL"
        " ORDER BY p.name_sort, p.id LIMIT 50",
        provider,
    )
    tags = _among(
        "SELECT g.partnership_id, t.name FROM directory_tagging g JOIN directory_tag t"
        " ON t.id = g.tag_id WHERE g.partnership_id IN (KEYS)",
        [row[0] for row in rows],
    )
    cells = "".join(
        f'<tr><td><a href="/partners/{key}/">{name}</a></td><td>{number}</td><td>{kind}</td>'
        f"<td>{place}</td><td>{given} {family}</td><td>{phase}</td></tr>"
        for key, name, phase, number, kind, place, given, family in rows
    )
    offered = "".join(
        f"<select>{''.join(f'<option value={key}>{name}</option>' for key, name in some)}</select>"
        for some in (_ask(statement, provider) for statement in OFFERED)
    )
    return f"<h1>Kumppanit</h1>{offered}<p>{count}</p><table>{cells}</table><!-- {tags} -->"


OF_A_PARTNER = (
    (
        "SELECT q.role, q.title, w.id, w.given_name, w.family_name, w.email, w.phone"
        " FROM directory_position q JOIN directory_person w ON w.id = q.person_id"
        " WHERE q.partnership_id = ? ORDER BY q.is_main DESC, w.name_sort"
    ),
    "SELECT name, address, postal_code, place FROM directory_site WHERE partnership_id = ?",
    (
        "SELECT t.name FROM directory_tagging g JOIN directory_tag t ON t.id = g.tag_id"
        " WHERE g.partnership_id = ?"
    ),
    (
        "SELECT d.kind, d.done_on, d.people, d.hours, e.line FROM ledger_deedparty y"
        " JOIN ledger_deed d ON d.id = y.deed_id LEFT JOIN encounters_encounter e"
        " ON d.source LIKE 'encounters.encounter:%' AND e.id = CAST(substr(d.source, 22) AS bigint)"
        " WHERE y.partner_id = ? ORDER BY y.done_on DESC, d.number DESC LIMIT 20"
    ),
    (
        "SELECT p.kind, p.due, w.family_name FROM ledger_promiseparty y JOIN ledger_promise p"
        " ON p.id = y.promise_id LEFT JOIN directory_person w ON w.id = p.owner_id"
        " WHERE y.partner_id = ? AND p.kept_by_id IS NULL AND p.withdrawn_on IS NULL"
    ),
    "SELECT kind, month, n FROM ledger_tally WHERE partner_id = ?",
    (
        "SELECT kind, currency, giver, confidence, sum(hundredths) FROM ledger_sum"
        " WHERE partner_id = ? GROUP BY kind, currency, giver, confidence"
    ),
    (
        "SELECT layer, depth, state, next FROM levels_verdict"
        " WHERE partner_id = ? AND replaced_on IS NULL"
    ),
    (
        "SELECT w.family_name FROM directory_acquaintance a JOIN directory_person w"
        " ON w.id = a.person_id WHERE a.partnership_id = ?"
    ),
    "SELECT reason, since FROM directory_pause WHERE partnership_id = ?",
    "SELECT answer, asked_at FROM ytj_inquiry WHERE partnership_id = ?",
    "SELECT person_id FROM encounters_follow WHERE partnership_id = ?",
    "SELECT name FROM directory_partnership WHERE absorbed_into_id = ?",
)


def _partner(key: int, provider: int) -> str:
    [(name, phase, official, number, place)] = _ask(
        "SELECT p.name, p.phase, o.name, o.business_id, o.municipality FROM directory_partnership p"
        " JOIN directory_organisation o ON o.id = p.organisation_id"
        " WHERE p.id = ? AND p.provider_id = ?",
        key,
        provider,
    )
    people, sites, tags, deeds, promises, tallies, sums, verdicts, *rest = (
        _ask(statement, key) for statement in OF_A_PARTNER
    )
    return (
        f"<h1>{name}</h1><p>{official} {number} {place} {phase} {tags} {rest}</p>"
        f"<ul>{_items(people)}</ul><ul>{_items(sites)}</ul><ol>{_items(deeds)}</ol>"
        f"<ul>{_items(promises)}</ul><ul>{_items(verdicts)}</ul>"
        f"<p>{sum(n for _kind, _month, n in tallies)} {len(sums)}</p>"
    )


def _items(rows: Iterable[tuple[Any, ...]]) -> str:
    return "".join(f"<li>{' · '.join(map(str, row))}</li>" for row in rows)


def _desk(provider: int, person: int) -> str:
    promises = _ask(
        "SELECT p.kind, p.due, r.name, s.text FROM ledger_promise p"
        " JOIN ledger_promiseparty y ON y.promise_id = p.id"
        " JOIN directory_partnership r ON r.id = y.partner_id"
        " LEFT JOIN encounters_nextstep s ON s.promise_id = p.id"
        " WHERE p.owner_id = ? AND p.kept_by_id IS NULL AND p.withdrawn_on IS NULL",
        person,
    )
    latest = _ask(
        "SELECT d.kind, d.done_on, r.name FROM ledger_deed d JOIN ledger_deedparty y"
        " ON y.deed_id = d.id JOIN directory_partnership r ON r.id = y.partner_id"
        " WHERE d.provider_id = ? ORDER BY d.number DESC LIMIT 8",
        provider,
    )
    layers = _ask(
        "SELECT layer, count(*) FROM levels_verdict WHERE provider_id = ?"
        " AND replaced_on IS NULL AND depth >= 1 GROUP BY layer",
        provider,
    )
    figures = _ask(
        "SELECT count(DISTINCT partner_id) FROM levels_verdict WHERE provider_id = ?"
        " AND replaced_on IS NULL AND state = 'active'",
        provider,
    )
    return f"<ul>{_items(promises)}</ul><ul>{_items(latest)}</ul><p>{layers} {figures}</p>"


def _search(question: str, provider: int) -> str:
    words = [word for word in question.lower().split() if len(word) > 2]  # noqa: PLR2004 - a trigram has three letters
    found = [
        row for shelf in ("thing", "person", "place") for row in _shelf(shelf, words, provider)
    ]
    return f"<ul>{_items(found[:8])}</ul>"


def _shelf(shelf: str, words: list[str], provider: int) -> list[tuple[Any, ...]]:
    if IS_SQLITE:
        asked = " AND ".join(f'"{word}"' for word in words)
        return _ask(
            f"SELECT e.key, e.first FROM search_{shelf}_text t JOIN search_entry e"
            " ON e.id = t.rowid WHERE t.text MATCH ? AND e.scope = ? LIMIT 20",
            asked,
            f"provider:{provider}",
        )
    likes = " AND ".join(["text LIKE ?"] * len(words))
    return _ask(
        f"SELECT key, first FROM search_entry WHERE shelf = '{shelf}' AND {likes}"
        " AND scope = ? LIMIT 20",
        *(f"%{word}%" for word in words),
        f"provider:{provider}",
    )
