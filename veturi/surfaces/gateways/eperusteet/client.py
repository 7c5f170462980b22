"""The real ePerusteet: OPH's public interface over HTTPS, without a key."""

from dataclasses import dataclass
from http import HTTPStatus

import httpx

from veturi.surfaces.gateways.eperusteet.refusals import Busy, NotReached
from veturi.surfaces.gateways.eperusteet.rules.requirements import KINDS, Json

# A command waits, and the whole of a qualification is some megabytes.
TIMEOUT = httpx.Timeout(60.0, connect=10.0)
WAIT, LONGEST_WAIT = 60, 3600
A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Client:
    """The register at an address; `caller` says who asks, as OPH wants to know."""

    base: str
    caller: str

    def page(self, number: int) -> Json:
        """Vocational qualifications in force, to come and in transition, a hundred at a time."""
        query: dict[str, str | list[str]] = {
            "koulutustyyppi": list(KINDS),
            "voimassa": "true",
            "tulevat": "true",
            "siirtyma": "true",
            "sivu": str(number),
            "sivukoko": str(A_PAGE),
        }
        return self._ask("/api/external/perusteet", query)

    def whole(self, key: int) -> Json:
        """One qualification with its units and structure."""
        return self._ask(f"/api/external/peruste/{key}", {})

    def _ask(self, path: str, query: dict[str, str | list[str]]) -> Json:
        headers = {"Caller-Id": self.caller, "Accept": "application/json"}
        try:
            answer = httpx.get(f"{self.base}{path}", params=query, headers=headers, timeout=TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL) as lost:
            raise NotReached from lost
        if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            raise Busy(seconds_of(answer.headers.get("Retry-After", "")))
        if answer.status_code != HTTPStatus.OK:
            raise NotReached
        return _understood(answer)


def seconds_of(retry_after: str) -> int:
    """How long to wait; the register may leave it unsaid, and nobody waits for hours."""
    seconds = int(retry_after) if retry_after.isascii() and retry_after.isdigit() else WAIT
    return max(1, min(seconds, LONGEST_WAIT))


def _understood(answer: httpx.Response) -> Json:
    try:
        body = answer.json()
    except ValueError as garbled:
        raise NotReached from garbled
    if not isinstance(body, dict):
        raise NotReached
    return body
