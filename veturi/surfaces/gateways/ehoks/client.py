"""The real eHOKS: OPH's interface of version 1 over HTTPS, as a service user with a ticket."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from veturi.surfaces.gateways.ehoks.refusals import (
    Busy,
    NotAccepted,
    NotFound,
    NotReached,
    Refused,
)
from veturi.surfaces.gateways.ehoks.rules.answers import sentences
from veturi.surfaces.gateways.ehoks.rules.hoks import Json

# Somebody waits for the page, and each question is three: CAS twice, then eHOKS.
TIMEOUT = httpx.Timeout(10.0, connect=4.0)
WAIT, LONGEST_WAIT = 60, 3600
TICKETS = "/cas/v1/tickets"
BACKEND = "/ehoks-virkailija-backend"
NOT_US = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
PAUSE = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Client:
    """The register at an address; `caller` says who asks, as OPH wants to know."""

    base: str
    caller: str
    user: str
    password: str = field(repr=False)

    def hoks_of(self, study_right: str) -> Json:
        """The HOKS of a study right, whole."""
        answer = self._ask("GET", f"/hoks/opiskeluoikeus/{quote(study_right, safe='')}")
        return _understood(answer)

    def replace(self, hoks: Json) -> None:
        """The HOKS as it shall stand: what is left out of it is gone."""
        self._ask("PUT", f"/hoks/{int(hoks['id'])}", hoks)

    def _ask(self, method: str, path: str, told: Json | None = None) -> httpx.Response:
        headers = {"ticket": self._ticket(), "Accept": "application/json"}
        return _judged(self._send(method, f"{BACKEND}/api/v1{path}", headers, json=told))

    def _ticket(self) -> str:
        """Good for one request: of the user first, then for the service."""
        user = {"username": self.user, "password": self.password}
        granted = _let_in(self._send("POST", TICKETS, {}, data=user))
        # Only the name of the ticket is taken from the answer: secrets go nowhere else.
        ticket = granted.headers.get("Location", "").rstrip("/").rpartition("/")[2]
        if not ticket:
            raise NotReached
        service = {"service": f"{self.base}{BACKEND}/cas-security-check"}
        path = f"{TICKETS}/{quote(ticket, safe='')}"
        return str(_let_in(self._send("POST", path, {}, data=service)).text.strip())

    def _send(self, method: str, path: str, headers: dict[str, str], **body: Any) -> httpx.Response:
        carried = {"Caller-Id": self.caller, **headers}
        try:
            return httpx.request(
                method, f"{self.base}{path}", headers=carried, timeout=TIMEOUT, **body
            )
        except (httpx.HTTPError, httpx.InvalidURL) as lost:
            raise NotReached from lost


def _let_in(answer: httpx.Response) -> httpx.Response:
    """CAS answers a wrong password with 400 or 401."""
    if answer.status_code == HTTPStatus.BAD_REQUEST:
        raise NotAccepted
    return _judged(answer)


def _judged(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    if answer.status_code in NOT_US:
        raise NotAccepted
    if answer.status_code in PAUSE:
        raise Busy(seconds_of(answer.headers.get("Retry-After", "")))
    if answer.status_code == HTTPStatus.NOT_FOUND:
        raise NotFound
    if answer.status_code == HTTPStatus.BAD_REQUEST:
        raise Refused(_said(answer))
    raise NotReached


def seconds_of(retry_after: str) -> int:
    """How long to wait; the register may leave it unsaid, and nobody waits for hours."""
    seconds = int(retry_after) if retry_after.isascii() and retry_after.isdigit() else WAIT
    return max(1, min(seconds, LONGEST_WAIT))


def _said(answer: httpx.Response) -> str:
    try:
        return sentences(answer.json())
    except ValueError:
        return ""


def _understood(answer: httpx.Response) -> Json:
    """A HOKS stands in `data` of the answer."""
    try:
        body = answer.json()
    except ValueError as garbled:
        raise NotReached from garbled
    hoks = body.get("data") if isinstance(body, dict) else None
    if not isinstance(hoks, dict) or not isinstance(hoks.get("id"), int):
        raise NotReached
    return hoks
