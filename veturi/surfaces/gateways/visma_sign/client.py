"""The real Visma Sign: its interface of version 1, over HTTPS, every request signed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_plus

import httpx
from django.utils import timezone

from veturi.surfaces.gateways.visma_sign.inviting import Invited, Invitee
from veturi.surfaces.gateways.visma_sign.refusals import (
    NotAccepted,
    NotFound,
    NotReached,
    Refused,
)
from veturi.surfaces.gateways.visma_sign.rules.requests import Credentials, headers
from veturi.surfaces.gateways.visma_sign.rules.statuses import Json

# Somebody waits for the page, and a paper is larger than a question.
TIMEOUT = httpx.Timeout(15.0, connect=4.0)
JSON, PDF = "application/json; charset=utf-8", "application/pdf"
DOCUMENTS = "/api/v1/document/"
NOT_US = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class Client:
    """The service at an address, by our credentials."""

    base: str
    credentials: Credentials

    def create(self, name: str, *, valid_until: date) -> str:
        """A document without files yet; its uuid."""
        told = {"document": {"name": name, "invitations_valid_until": valid_until.isoformat()}}
        answer = self._ask("POST", DOCUMENTS, told)
        uuid = answer.headers.get("Location", "").rstrip("/").rpartition("/")[2]
        if not uuid:
            raise NotReached
        return str(uuid)

    def add_file(self, document: str, name: str, content: bytes) -> None:
        path = f"{DOCUMENTS}{document}/files?filename={quote_plus(name)}"
        self._send("POST", path, content, PDF)

    def invite(self, document: str, invitees: Sequence[Invitee]) -> list[Invited]:
        """In the order in which they are named."""
        told = [one.as_sent() for one in invitees]
        rows = _understood(self._ask("POST", f"{DOCUMENTS}{document}/invitations", told), list)
        if len(rows) != len(invitees) or not all(_names_itself(row) for row in rows):
            raise NotReached
        return [Invited(str(row["uuid"])) for row in rows]

    def status(self, document: str) -> Json:
        answer: Json = _understood(self._ask("GET", f"{DOCUMENTS}{document}"), dict)
        return answer

    def download(self, document: str) -> bytes:
        """The paper with its signatures."""
        return self._ask("GET", f"{DOCUMENTS}{document}/files/0").content

    def cancel(self, document: str) -> None:
        self._ask("POST", f"{DOCUMENTS}{document}/cancel")

    def _ask(self, method: str, path: str, told: Any = None) -> httpx.Response:
        body = b"" if told is None else json.dumps(told).encode()
        return self._send(method, path, body, JSON if body else "")

    def _send(self, method: str, path: str, body: bytes, content_type: str) -> httpx.Response:
        carried = headers(
            self.credentials,
            method=method,
            path=path,
            body=body,
            content_type=content_type,
            at=timezone.now(),
        )
        try:
            answer = httpx.request(
                method, f"{self.base}{path}", content=body, headers=carried, timeout=TIMEOUT
            )
        except (httpx.HTTPError, httpx.InvalidURL) as lost:
            raise NotReached from lost
        return _judged(answer)


def _judged(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    if answer.status_code in NOT_US:
        raise NotAccepted
    if answer.status_code == HTTPStatus.NOT_FOUND:
        raise NotFound
    raise Refused if answer.is_client_error else NotReached


def _names_itself(row: object) -> bool:
    return isinstance(row, dict) and bool(row.get("uuid"))


def _understood(answer: httpx.Response, kind: type[Any]) -> Any:
    try:
        body = answer.json()
    except ValueError as garbled:
        raise NotReached from garbled
    if not isinstance(body, kind):
        raise NotReached
    return body
