"""`python -m bench.inside VERB …`: done inside Veturi, in a process of its own; answers in JSON."""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veturi.settings")
django.setup()

from django.db import connection  # noqa: E402 - Django is set up first
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.translation import activate  # noqa: E402

from bench import judging, planting, questions, school  # noqa: E402
from bench.processes import peak_megabytes  # noqa: E402
from veturi.directory.comparing import partner_rows  # noqa: E402
from veturi.directory.models import Partnership, Person, Provider  # noqa: E402
from veturi.directory.rules.duplicates import suspects  # noqa: E402
from veturi.foundation.accounts.models import User  # noqa: E402
from veturi.foundation.jobs.actions import run_to_end  # noqa: E402
from veturi.foundation.jobs.models import Job  # noqa: E402
from veturi.ledger.models import Deed, DeedParty  # noqa: E402

SLUG = "opisto"
EMAIL = "aino.salmela@opisto.invalid"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TOKEN = "b" * 32
# A partner that stands in a town of any size.
NAMED = "Suomen kansanopistoyhdistys"
WARM = 20


def seat() -> Mapping[str, Any]:
    """Aino signs in; which partner's page is asked for, and how much there is."""
    user = User.objects.get(email=EMAIL)
    client = _client(user)
    session = client.session
    session["_csrftoken"] = TOKEN
    session.save()
    partner = Partnership.objects.get(provider__slug=SLUG, name=NAMED)
    return {
        "cookie": session.session_key,
        "token": TOKEN,
        "user": user.pk,
        "partner": partner.pk,
        "partner_deeds": DeedParty.objects.filter(partner=partner).count(),
        "partners": Partnership.objects.filter(provider=partner.provider_id).count(),
        "deeds": Deed.objects.order_by("-pk").values_list("pk", flat=True).first(),
        "today": f"{timezone.localdate():%d.%m.%Y}",
    }


def seat_at_school() -> Mapping[str, Any]:
    _provider, user = school.opened()
    return {"cookie": _client(user).session.session_key, "user": user.pk}


def papers() -> Mapping[str, Any]:
    """A hundred agreements at the school; what was set lies in the file that is named."""
    _provider, user = school.opened()
    client = _client(user)
    return {**school.print_hundred(client, Path(sys.argv[2])), **_memory()}


def _client(user: User) -> Client:
    client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="fi")
    client.force_login(user, backend=BACKEND)
    return client


def judge() -> Mapping[str, Any]:
    """The judged questions, asked by Aino."""
    activate("fi")
    aino = Person.objects.get(provider__slug=SLUG, user__email=EMAIL)
    asked = questions.read(Path(sys.argv[2]) if len(sys.argv) > 2 else questions.QUERIES)  # noqa: PLR2004
    judging.judge(asked[:WARM], person=aino, on=timezone.localdate())
    verdicts = judging.judge(asked, person=aino, on=timezone.localdate())
    return {
        "rates": judging.rates(verdicts),
        **judging.centiles(verdicts),
        "missed": [
            (one.judged.group, one.judged.query, one.judged.name, one.shown)
            for one in verdicts
            if not one.is_found
        ],
    }


def plant() -> Mapping[str, Any]:
    """A tenth more partners, each one of ours written otherwise; the truth is kept in a file."""
    provider = Provider.objects.get(slug=SLUG)
    truth = planting.plant(provider, share=planting.TENTH, at=timezone.now())
    Path(sys.argv[2]).write_text(json.dumps(sorted(truth)))
    return {"planted": len(truth)}


def scan() -> Mapping[str, Any]:
    """Read all partners and compare them; what is found is measured by what was planted."""
    provider = Provider.objects.get(slug=SLUG)
    began = time.perf_counter()
    rows = partner_rows(provider)
    read = time.perf_counter() - began
    found = suspects(rows)
    seconds = time.perf_counter() - began
    truth = {(first, second) for first, second in json.loads(Path(sys.argv[2]).read_text())}
    score = planting.score(found, truth)
    wrong = planting.wrong(rows, found, truth)
    return {"seconds": seconds, "reading": read, "rows": len(rows), **score, **wrong, **_memory()}


def export() -> Mapping[str, Any]:
    """The list of partners as a sheet, as the person gets it: at once, or by the job asked for."""
    client = _client(User.objects.get(email=EMAIL))
    began = time.perf_counter()
    cpu = time.process_time()
    answer = client.get("/partners/", {"export": "csv"})
    job = Job.objects.order_by("-pk").first() if answer.status_code != 200 else None  # noqa: PLR2004
    if job is not None:
        run_to_end(job)
        job.refresh_from_db()
    told = {
        "by": "job" if job else "request",
        "bytes": len(answer.content),
        "result": str(job and job.result),
    }
    seconds, processor = time.perf_counter() - began, time.process_time() - cpu
    return {"seconds": seconds, "processor": processor, **told, **_memory()}


def _memory() -> Mapping[str, float]:
    return {"megabytes": peak_megabytes(os.getpid())}


VERBS: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "seat": seat,
    "school": seat_at_school,
    "papers": papers,
    "judge": judge,
    "plant": plant,
    "scan": scan,
    "export": export,
}

if __name__ == "__main__":
    told = VERBS[sys.argv[1]]()
    sys.stdout.write(
        json.dumps({**told, "engine": connection.vendor}, ensure_ascii=False, default=str)
    )
