"""`veturi worker`: does the long work, until it is told to stop."""

import sys
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_q.cluster import Cluster

from veturi.foundation.jobs.processes import POLL, Told
from veturi.foundation.jobs.schedules import see_to_schedules


class Command(BaseCommand):
    help = "Do the long work: imports, exports, rebuilds. Stops on Ctrl-C."
    requires_system_checks: tuple[str, ...] = ()  # it draws no page: addresses and forms may rest

    def handle(self, **_options: Any) -> None:
        cluster = Cluster()
        told = Told()  # in place of the cluster's own handlers
        see_to_schedules(at=timezone.now())
        start(cluster, told=told)
        while not told.to_stop and cluster.sentinel.is_alive():
            sleep(POLL)
        if not told.to_stop:
            sys.exit("The worker's sentinel ended unasked.")
        stop(cluster)


def start(cluster: Cluster, *, told: Told) -> None:
    try:
        cluster.start()
    except RuntimeError:  # the sentinel ended while starting: as told, or by a fault
        if not told.to_stop:
            raise


def stop(cluster: Cluster) -> None:
    """A signal to the whole group ends the sentinel as well; its locks would then wait for ever."""
    cluster.sentinel.join(1)
    if cluster.sentinel.is_alive():
        cluster.stop()
