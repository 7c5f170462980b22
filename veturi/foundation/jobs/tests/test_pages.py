"""The page of a job tells how far it is, refreshes itself while it runs, and stops it."""

from bs4 import BeautifulSoup

from veturi.foundation.jobs import actions
from veturi.foundation.jobs.models import Job
from veturi.foundation.jobs.tests.asking import asked


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def test_a_stranger_of_another_provider_finds_no_job(browse, sten, college):
    job = asked(scope=college.scope)
    page = browse(sten)

    assert page.get(job.get_absolute_url()).status_code == 404
    assert page.post(f"/jobs/{job.pk}/cancellation/").status_code == 404
    job.refresh_from_db()
    assert job.cancel_asked_at is None


def test_while_it_runs_the_page_asks_again_and_offers_to_stop(browse, aino, college):
    job = asked(scope=college.scope, total=4, by=aino.user)
    Job.objects.filter(pk=job.pk).update(done=1, started_at=job.asked_at)

    page = read(browse(aino).get(job.get_absolute_url()))

    assert page.select_one("#job")["hx-trigger"] == "every 1s"
    assert (page.progress["value"], page.progress["max"]) == ("1", "4")
    assert page.select_one(f'#job a[href="{job.get_absolute_url()}"]')
    assert page.select_one(f'form[action="/jobs/{job.pk}/cancellation/"] button')


def test_when_it_is_over_the_page_shows_the_result_and_asks_no_more(browse, aino, college):
    job = actions.run_to_end(asked(scope=college.scope))

    page = read(browse(aino).get(job.get_absolute_url()))

    assert not page.select_one("#job").has_attr("hx-trigger")
    assert page.select_one('#job a[href="/result/"]')
    assert not page.select_one(f'form[action="/jobs/{job.pk}/cancellation/"]')


def test_a_failure_is_told_in_words(browse, aino, college):
    job = actions.run_to_end(asked("find_what_to_say", scope=college.scope))

    page = read(browse(aino).get(job.get_absolute_url()))

    assert "Sheet 2 has no headings." in page.select_one("#job").text


def test_it_is_stopped_by_a_post_and_the_page_says_so(browse, aino, college):
    job = asked(scope=college.scope, by=aino.user)
    page = browse(aino)

    answer = page.post(f"/jobs/{job.pk}/cancellation/")

    assert answer.url == job.get_absolute_url()
    job.refresh_from_db()
    assert job.cancel_asked_at is not None
    assert not read(page.get(job.get_absolute_url())).select_one('form[action$="cancellation/"]')
    assert page.get(f"/jobs/{job.pk}/cancellation/").status_code == 405


def test_only_who_asked_for_it_stops_it(browse, aino, antti, college):
    job = asked(scope=college.scope, by=aino.user)
    page = browse(antti)

    assert not read(page.get(job.get_absolute_url())).select_one('form[action$="cancellation/"]')
    assert page.post(f"/jobs/{job.pk}/cancellation/").status_code == 403
    job.refresh_from_db()
    assert job.cancel_asked_at is None
