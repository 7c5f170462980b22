"""One form, tried with one answer after another; each leaves nothing behind."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Max
from django.db.models.functions import Length

from tests.bad_input.asked import Asked
from tests.bad_input.bad_values import LONG, NO_DAYS, NUL, bad_for, by_chance
from tests.bad_input.forms_in_pages import (
    CARRIED,
    Field,
    fields_of,
    filled,
    lost,
    sent,
    soup,
    the_form,
    untold,
)
from tests.bad_input.school import School

# What is written before anything is asked: of who is here, how often they knocked.
BESIDE = ("session", "knock", "accounts_user", "trail_", "stay", "code")
KEPT = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("veturi.")
    and not any(word in model._meta.db_table for word in BESIDE)
]
JSON = "application/json"
SCRIPT = b"<script>alert"
OK, TO_ELSEWHERE = 200, {301, 302}
REFUSED = {422, 429}
ANSWERED = {200, 404, 409, *TO_ELSEWHERE, *REFUSED}


def everything() -> dict[Any, list[dict[str, Any]]]:
    return {model: list(model._default_manager.order_by("pk").values()) for model in KEPT}


def too_long() -> list[str]:
    """What SQLite has taken and PostgreSQL would not."""
    found = []
    for model in KEPT:
        fields = {
            one.name: one.max_length
            for one in model._meta.concrete_fields
            if isinstance(one, models.CharField) and one.max_length
        }
        names = {f"n_{name}": Max(Length(name)) for name in fields}
        longest = model._default_manager.aggregate(**names) if names else {}
        found += [
            f"{model.__name__}.{name}"
            for name, most in fields.items()
            if (longest[f"n_{name}"] or 0) > most
        ]
    return found


class Trial:
    def __init__(self, asked: Asked, school: School, browser: Any) -> None:
        self.asked, self.school, self.browser = asked, school, browser
        self.address = asked.where(school)
        self.cases = 0
        self.writes = 0

    def given(self) -> dict[str, Any]:
        return self.asked.given(self.school)

    def fields(self) -> dict[str, Field]:
        """Those of the page; of a form that no page shows now, those that are given."""
        if self.asked.bare:
            given = self.given()
            return {name: Field(name, "key", [value], []) for name, value in given.items()}
        page = (self.asked.page or self.asked.where)(self.school)
        return fields_of(the_form(soup(self.browser.get(page)), self.address))

    def faults_of_whole(self) -> list[str]:
        """Else what follows would be refused for another reason than the one that is tried."""
        point, cookies = transaction.savepoint(), deepcopy(self.browser.cookies)
        answer = sent(self.browser, self.address, filled(self.fields(), self.given()))
        transaction.savepoint_rollback(point)
        self.browser.cookies = cookies
        if answer.status_code in TO_ELSEWHERE:
            return []
        return [f"whole: {one.get_text()}" for one in soup(answer).select("li")] or ["whole"]

    def strayed(self, chance: Random, *, times: int) -> list[str]:
        """What is wrong with the answers to forms filled by chance; only that they answer counts."""
        found, fields = [], self.fields()
        for _time in range(times):
            body = filled(fields, {**self.given(), **by_chance(fields.values(), chance)})
            point, cookies = transaction.savepoint(), deepcopy(self.browser.cookies)
            try:
                status = sent(self.browser, self.address, body).status_code
            except Exception as crash:  # noqa: BLE001 - what a browser would be answered with 500
                found.append(f"{crash!r:.200}: {body!r:.900}")
            else:
                found += [] if status in ANSWERED else [f"answered {status}: {body!r:.900}"]
            transaction.savepoint_rollback(point)
            self.browser.cookies = cookies
        return found

    def faults(self) -> list[str]:
        """What is wrong with the answer to each value that cannot be."""
        found, before, fields = [], everything(), self.fields()
        for field, value, given in self._answers(fields):
            self.cases += 1
            point = transaction.savepoint()
            told = self._faults_of(field, value, filled(fields, given), before)
            transaction.savepoint_rollback(point)
            found += [f"{field.name if field else ''}={value[:30]!r}: {one}" for one in told]
        return found

    def faults_by_device(self) -> list[str]:
        """The same for the outbox of a device: it is answered in sentences, and keeps what it has."""
        found, before, fields = [], everything(), self.fields()
        for field, value, given in self._answers(fields):
            point = transaction.savepoint()
            answer = sent(self.browser, self.address, filled(fields, given), accept=JSON)
            told, changed = answer.json(), answer.status_code == OK or everything() == before
            transaction.savepoint_rollback(point)
            is_said = told["state"] != "refused" or all(told["errors"]) and told["errors"]
            if not (is_said and changed):
                found.append(f"{field.name if field else ''}={value[:30]!r}: {told}")
        return found

    def _answers(
        self, fields: dict[str, Field]
    ) -> Iterator[tuple[Field | None, str, dict[str, Any]]]:
        """Every whole answer with one thing wrong in it."""
        for field in fields.values():
            if field.name in CARRIED or field.kind == "file":
                continue
            picked = {field.name.removesuffix("_text"): ""} if "_text" in field.name else {}
            for value in bad_for(field, strange_keys=self.school.strange):
                yield field, value, {**self.given(), **picked, field.name: value}
        for number, wrong in enumerate(self.asked.contradictions):
            yield None, f"contradiction {number}", {**self.given(), **wrong(self.school)}

    def _faults_of(
        self, field: Field | None, value: str, body: dict[str, Any], before: dict[Any, Any]
    ) -> list[str]:
        self.writes = 0
        try:
            with connection.execute_wrapper(self._watch):
                answer = sent(self.browser, self.address, body)
        except Exception as crash:  # noqa: BLE001 - what a browser would be answered with 500
            return [repr(crash)[:200]]
        if answer.status_code in TO_ELSEWHERE:
            return [*self._faults_of_taken(field, value), *self._faults_of_next(answer)]
        if answer.status_code not in REFUSED:
            return [f"answered {answer.status_code}"]
        script = ["a script on the page"] if SCRIPT in answer.content else []
        return [*script, *self._faults_of_refused(soup(answer), body, before)]

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.writes += not any(word in sql for word in BESIDE)
        return execute(sql, params, many, context)

    def _faults_of_refused(
        self, page: Any, body: dict[str, Any], before: dict[Any, Any]
    ) -> list[str]:
        gone = set(lost(page, self.address, body)) - self.asked.carried
        now = everything() if self.writes else before
        changed = [f"changed {model.__name__}" for model in KEPT if now[model] != before[model]]
        return [*untold(page), *(f"lost {name}" for name in gone), *changed]

    def _faults_of_taken(self, field: Field | None, value: str) -> list[str]:
        if field is None:
            return ["taken"]
        if field.name in self.asked.carried:
            return []
        is_wrong = value == NUL and field.kind != "truth"
        if is_wrong or (field.kind == "day" and value in NO_DAYS):
            return ["taken"]
        return [f"too long in {one}" for one in too_long()] if value == LONG else []

    def _faults_of_next(self, answer: Any) -> list[str]:
        """The page that is shown after it."""
        after = self.browser.get(answer.url, follow=True)
        if after.status_code != OK:
            return [f"{answer.url} answers {after.status_code}"]
        return ["a script on the next page"] if SCRIPT in after.content else []
