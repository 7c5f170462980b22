"""The real YTJ: PRH's open data over HTTPS, without a key."""

from dataclasses import dataclass
from http import HTTPStatus

import httpx

from veturi.surfaces.gateways.ytj.refusals import Busy, NotReached
from veturi.surfaces.gateways.ytj.rules.companies import Json, only_company

# Somebody waits for the page, and the night's work holds a transaction meanwhile.
TIMEOUT = httpx.Timeout(4.0, connect=2.0)
WAIT, LONGEST_WAIT = 60, 3600


@dataclass(frozen=True, slots=True)
class Client:
    """The register at an address."""

    base: str

    def company(self, business_id: str) -> Json:
        """The company of this Y-tunnus, as it was sent."""
        return only_company(self._companies({"businessId": business_id}), business_id)

    def named(self, name: str) -> Json:
        """The first hundred companies by a name of theirs, with their number in all."""
        return self._companies({"name": name})

    def _companies(self, query: dict[str, str]) -> Json:
        try:
            answer = httpx.get(f"{self.base}/companies", params=query, timeout=TIMEOUT)
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
