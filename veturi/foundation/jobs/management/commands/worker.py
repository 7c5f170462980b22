"""`veturi worker`: does the long work, until it is told to stop."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_q.cluster import Cluster

from veturi.foundation.jobs.schedules import see_to_schedules


class Command(BaseCommand):
    help = "Do the long work: imports, exports, rebuilds. Stops on Ctrl-C."
    requires_system_checks: tuple[str, ...] = ()  # it draws no page: addresses and forms may rest

    def handle(self, **_options: Any) -> None:
        see_to_schedules(at=timezone.now())
        cluster = Cluster()
        cluster.start()
        cluster.sentinel.join()
        sys.exit(cluster.sentinel.exitcode)
