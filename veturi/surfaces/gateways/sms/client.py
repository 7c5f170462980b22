"""The real service, whichever it is: a JSON document, posted with a key."""

from collections.abc import Collection
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx

from veturi.surfaces.gateways.sms.refusals import NotAccepted, NotReached, Refused
from veturi.surfaces.gateways.sms.rules.messages import Message, refused_as, written

# Somebody waits at the door, and mail is the other way.
TIMEOUT = httpx.Timeout(6.0, connect=3.0)
NOT_US = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class Client:
    """The service at an address; `taken` are its words for a message that is on its way."""

    url: str
    authorization: str = field(repr=False)
    template: Any
    taken: Collection[str]

    def send(self, message: Message) -> None:
        headers = {"Authorization": self.authorization, "Accept": "application/json"}
        try:
            answer = httpx.post(
                self.url, json=written(self.template, message), headers=headers, timeout=TIMEOUT
            )
        except (httpx.HTTPError, httpx.InvalidURL) as lost:
            raise NotReached from lost
        self._judge(answer)

    def _judge(self, answer: httpx.Response) -> None:
        if answer.status_code in NOT_US:
            raise NotAccepted
        if answer.is_client_error:
            raise Refused(str(answer.status_code))
        if not answer.is_success:
            raise NotReached
        if said := refused_as(_body(answer), self.taken):
            raise Refused(said)


def _body(answer: httpx.Response) -> object:
    """Some say nothing but 200 or 204."""
    try:
        return answer.json()
    except ValueError:
        return None
