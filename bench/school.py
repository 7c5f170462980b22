"""A school of its own in each town: a thousand periods, and a hundred agreements at once."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import activate

from tests.journeys.planting_defects import sow
from veturi.cooperation.placements.actions.rounds import Wanted, ask_round
from veturi.cooperation.placements.models import Period, Round, Version
from veturi.cooperation.placements.printing.agreements import paper_of
from veturi.cooperation.placements.reading.contents import Terms
from veturi.directory.actions.people import add_staff
from veturi.directory.actions.towns import open_provider
from veturi.directory.models import Person, Provider, Role
from veturi.foundation.accounts.models import User
from veturi.foundation.jobs.actions import run_to_end
from veturi.foundation.jobs.models import Job
from veturi.foundation.jobs.upkeep import take_stock

SLUG, VEERA = "vahti", "veera.vahti@opisto.invalid"
TERMS = Terms(demonstrations="Näyttö jakson lopussa.", elsewhere="Teoriapäivät opistolla.")
HUNDRED = 100


def opened() -> tuple[Provider, User]:
    """The school and who coordinates there; made when it is asked for first."""
    provider = Provider.objects.filter(slug=SLUG).first() or _open()
    return provider, User.objects.get(email=VEERA)


def _open() -> Provider:
    today = timezone.localdate()
    provider = open_provider(SLUG, name="Vahtilan ammattiopisto")
    fields = {"given_name": "Veera", "family_name": "Vahti", "email": VEERA}
    add_staff(provider, by=None, on=today, fields=fields, role=Role.COORDINATOR)
    sow(provider, day=today)  # type: ignore[no-untyped-call]  # tests are written without types
    take_stock(on=today)
    return provider


def print_hundred(client: Client, papers: Path) -> Mapping[str, Any]:
    """Drawn up by a job with its progress, then fetched as one ZIP; what was set is kept."""
    provider, user = opened()
    activate("fi")
    periods = Period.objects.filter(provider=provider, form="training_agreement").standing()
    veera = Person.objects.get(provider=provider, user=user)
    began, cpu = time.perf_counter(), time.process_time()
    wanted = Wanted(TERMS, ours=None, sends=False)
    row = ask_round(periods.order_by("pk")[:HUNDRED], wanted=wanted, by=veera, at=timezone.now())
    run_to_end(Job.objects.get(key=f"agreements:{row.pk}"))
    drawn, drawn_cpu = time.perf_counter(), time.process_time()
    size = len(client.get(reverse("placements:round_pdfs", args=[row.pk])).content)
    ended = time.perf_counter()
    done = {
        "seconds": ended - began,
        "drawing": drawn - began,
        "printing": ended - drawn,
        "processor": time.process_time() - cpu,
        "drawing_processor": drawn_cpu - cpu,
        "bytes": size,
    }
    versions = _versions(row)
    papers.write_text(json.dumps([paper_of(one) for one in versions], default=str))
    return {**done, "papers": len(versions)}


def _versions(row: Round) -> list[Version]:
    return list(Version.objects.filter(pk__in=row.rows.exclude(version=None).values("version")))
