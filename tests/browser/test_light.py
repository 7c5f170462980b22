"""Pages travel light: what a phone in the woods must fetch is bounded."""

import gzip

from django.urls import reverse


def test_pages_are_light(visit, things, aino):
    """HTML ≤ 40 kB, first load ≤ 150 kB, scripts ≤ 40 kB, as they travel (gzip)."""
    lists = ("directory:partners", "pictures:map", "pictures:calendar")
    for name in ("desk:home", "desk:partner", "quick:entry", *lists):
        answers = []
        page = visit(aino)
        page.on("response", lambda answer, kept=answers: kept.append(answer))
        page.goto(reverse(name, args=things.get(name, [])))
        page.wait_for_load_state("networkidle")
        weights = {one.url: len(gzip.compress(one.body())) for one in answers if one.ok}
        scripts = sum(size for url, size in weights.items() if url.endswith(".js"))
        html = sum(s for url, s in weights.items() if "/static/" not in url)
        assert html <= 40_000 and scripts <= 40_000 and sum(weights.values()) <= 150_000, name
