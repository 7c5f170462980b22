"""The whole catalogue, version 2026-1: 116 kinds of deeds and 38 kinds of promises."""

from veturi.ledger.catalogue import (
    developing_exchange,
    developing_groups,
    developing_projects,
    everyday_exchange,
    everyday_learning,
    everyday_meeting,
    everyday_voice,
    network,
    network_activity,
    promises,
    strategic,
)

DEED_KINDS = (
    *everyday_learning.KINDS,
    *everyday_meeting.KINDS,
    *everyday_exchange.KINDS,
    *everyday_voice.KINDS,
    *developing_groups.KINDS,
    *developing_projects.KINDS,
    *developing_exchange.KINDS,
    *strategic.KINDS,
    *network.KINDS,
    *network_activity.KINDS,
)

PROMISE_KINDS = promises.KINDS
