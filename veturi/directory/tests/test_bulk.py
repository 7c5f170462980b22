"""Changing many partners: chosen, looked at, carried out, undone."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.directory.actions import bulk as actions
from veturi.directory.actions.partners import archive, edit_partner, set_tags
from veturi.directory.models import BulkChange, BulkRow, Partnership, Person
from veturi.directory.rules.bulk import becomes, put_back, refusal
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.foundation.jobs.actions import run_to_end

pytestmark = pytest.mark.django_db
NEW = "/partners/changes/new/"
Phase = Partnership.Phase


@pytest.fixture
def both(workshop, bakery):
    return [workshop, bakery]


@pytest.fixture
def chosen(aino, both):
    return actions.choose([one.pk for one in both], by=aino, at=NOW)


def tags_of(partnership):
    return sorted(row.tag.name for row in partnership.taggings.select_related("tag"))


def again(partnership):
    return Partnership.objects.get(pk=partnership.pk)


def text(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text().split())


def test_only_what_is_wanted_differs():
    state = {"owner": "1", "phase": "ended", "tags": ["kevät"]}

    assert becomes(state, {"owner": "2", "phase": "ended"}) == {"owner": "2"}
    assert becomes(state, {"add_tags": ["Kevät", "syksy"]}) == {"tags": ["kevät", "syksy"]}
    assert becomes(state, {"remove_tags": ["KEVÄT"]}) == {"tags": []}


def test_the_deputy_is_somebody_else_than_the_owner():
    state = {"owner": "1", "deputy": "2"}

    assert refusal(state, {"owner": "2"})
    assert not refusal(state, {"owner": "3"})
    assert not refusal({"owner": "", "deputy": ""}, {"owner": ""})


def test_what_changed_since_is_not_put_back():
    restored, kept = put_back(
        {"owner": "3", "phase": "ended"},
        before={"owner": "1", "phase": "contacted"},
        after={"owner": "2", "phase": "ended"},
    )

    assert (restored, kept) == ({"phase": "contacted"}, ["owner"])


def test_rows_of_the_page_are_chosen(aino, both, browse):
    answer = browse(aino).post(NEW, {"chosen": [one.pk for one in both]})

    change = BulkChange.objects.get()
    assert answer.url == change.get_absolute_url()
    assert set(change.rows.values_list("partnership", flat=True)) == {one.pk for one in both}


def test_all_that_the_filter_finds_is_chosen_on_whatever_page(aino, both, college, browse):
    many = [PartnershipFactory(provider=college, phase=Phase.CONTACTED) for _ in range(60)]

    browse(aino).post(NEW, {"all": "1", "query": "phase=contacted&page=2"})

    found = set(BulkChange.objects.get().rows.values_list("partnership", flat=True))
    assert found == {one.pk for one in many}


def test_nothing_chosen_is_said_on_the_list_as_it_was(aino, both, browse):
    answer = browse(aino, "en").post(NEW, {"query": "q=leipomo"}, follow=True)

    assert answer.redirect_chain[0][0] == "/partners/?q=leipomo"
    assert "Choose at least one row." in text(answer)
    assert not BulkChange.objects.exists()


def test_anothers_partners_cannot_be_chosen(sten, both, browse):
    browse(sten).post(NEW, {"chosen": [one.pk for one in both]})

    assert not BulkChange.objects.exists()


def test_the_preview_shows_each_change_and_makes_none(aino, mika, chosen, both, browse):
    page = browse(aino, "en").post(
        chosen.get_absolute_url(), {"owner": mika.pk, "add_tags": "talkoot", "look": ""}
    )

    assert text(page).count("Mika Koivu") >= 2
    assert "Change 2 partners" in text(page)
    assert {again(one).owner for one in both} == {one.owner for one in both}
    assert not Change.objects.exists()


def test_nothing_filled_in_is_refused(aino, chosen, browse):
    page = browse(aino, "en").post(chosen.get_absolute_url(), {"carry_out": ""})

    assert page.status_code == 422
    assert "fill in at least one field" in text(page)


def test_many_are_changed_with_history_and_search_in_step(aino, mika, chosen, both, browse):
    set_tags(both[0], names=["kevät"], by=aino)
    given = {
        "owner": mika.pk,
        "deputy": "nobody",
        "phase": Phase.COOPERATING,
        "unit": "Ravintola",
        "add_tags": "talkoot, hyvät",
        "remove_tags": "kevät",
        "carry_out": "",
    }

    answer = browse(aino).post(chosen.get_absolute_url(), given)

    assert answer.url == chosen.get_absolute_url()
    for one in both:
        row = again(one)
        assert (row.owner, row.deputy, row.phase, row.unit) == (
            mika,
            None,
            Phase.COOPERATING,
            "Ravintola",
        )
        assert tags_of(row) == ["hyvät", "talkoot"]
        told = Change.objects.of(one.key).filter(batch=chosen.batch)
        assert {row.field for row in told} >= {"owner", "phase", "unit", "tags"}
        assert {row.by for row in told} == {aino.user}


def test_many_are_archived_and_restored_by_who_archives(aino, chosen, both, browse):
    browse(aino).post(chosen.get_absolute_url(), {"archived": "archive", "carry_out": ""})
    assert {again(one).archived_by for one in both} == {aino}

    back = actions.choose([one.pk for one in both], by=aino, at=NOW)
    browse(aino).post(back.get_absolute_url(), {"archived": "restore", "carry_out": ""})
    assert {again(one).archived_on for one in both} == {None}


def test_who_may_not_archive_is_not_offered_it(aino, chosen, browse, monkeypatch):
    from veturi.directory import access

    role = access.Role.COORDINATOR
    without = access.ALLOWED[role] - {access.Act.ARCHIVE}
    monkeypatch.setitem(access.ALLOWED, role, without)

    page = browse(aino).get(chosen.get_absolute_url())

    assert BeautifulSoup(page.content, "html.parser").select("[name=archived]") == []


def test_a_row_that_is_refused_is_named_and_the_rest_goes_on(aino, mika, chosen, both, browse):
    edit_partner(both[0], by=aino, fields={"deputy": mika})

    page = browse(aino, "en").post(
        chosen.get_absolute_url(), {"owner": mika.pk, "carry_out": ""}, follow=True
    )

    assert again(both[1]).owner == mika and again(both[0]).owner != mika
    assert f"{both[0].name}: The deputy is somebody else than the owner." in text(page)
    assert "1 partner changed" in text(page)


def test_undoing_puts_everything_back_but_what_changed_since(aino, mika, rauha, chosen, both):
    set_tags(both[0], names=["kevät"], by=aino)
    before = [(again(one).owner, tags_of(one)) for one in both]
    wanted = {"owner": str(mika.pk), "add_tags": ["talkoot"]}
    actions.carry_out(chosen, wanted, at=NOW)
    edit_partner(both[1], by=aino, fields={"owner": rauha})

    actions.undo(chosen, by=aino, at=NOW)

    assert (again(both[0]).owner, tags_of(both[0])) == before[0]
    assert (again(both[1]).owner, tags_of(both[1])) == (rauha, before[1][1])
    assert chosen.rows.get(partnership=both[1]).kept == ["owner"]


def test_the_result_tells_what_was_left_alone(aino, mika, rauha, chosen, both, browse):
    actions.carry_out(chosen, {"owner": str(mika.pk)}, at=NOW)
    edit_partner(both[1], by=aino, fields={"owner": rauha})

    page = browse(aino, "en").post(reverse("directory:bulk_undoing", args=[chosen.pk]), follow=True)

    assert "Undone by Aino Salmela" in text(page)
    assert f"Changed by somebody since, and left so:{both[1].name}" in text(page)


def test_what_stays_as_it_was_writes_nothing(aino, mika, chosen, both):
    for one in both:
        edit_partner(one, by=aino, fields={"owner": mika})
    before = Change.objects.count()

    actions.carry_out(chosen, {"owner": str(mika.pk)}, at=NOW)
    actions.undo(chosen, by=aino, at=NOW)

    assert Change.objects.count() == before


def test_once_is_enough(aino, mika, chosen, browse):
    actions.carry_out(chosen, {"owner": str(mika.pk)}, at=NOW)
    actions.undo(chosen, by=aino, at=NOW)

    with pytest.raises(actions.NotChosen):
        actions.carry_out(chosen, {"owner": str(mika.pk)}, at=NOW)
    with pytest.raises(actions.NotChosen):
        actions.undo(chosen, by=aino, at=NOW)
    address = reverse("directory:bulk_undoing", args=[chosen.pk])
    page = browse(aino, "en").post(address, follow=True)
    assert "There is nothing to undo here." in text(page)


def test_one_carried_out_meanwhile_is_not_carried_out_again(aino, chosen, browse, monkeypatch):
    def meanwhile(*_args, **_kwargs):
        raise actions.NotChosen("This has been carried out already.")

    monkeypatch.setattr(actions, "carry_out", meanwhile)

    page = browse(aino, "en").post(
        chosen.get_absolute_url(), {"unit": "x", "carry_out": ""}, follow=True
    )

    assert "This has been carried out already." in text(page)


def test_more_than_some_hundred_are_changed_by_a_job(aino, mika, college, browse, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    monkeypatch.setattr(actions, "A_STEP", 2)
    many = [PartnershipFactory(provider=college) for _ in range(5)]
    change = actions.choose([one.pk for one in many], by=aino, at=NOW)

    answer = browse(aino).post(change.get_absolute_url(), {"owner": mika.pk, "carry_out": ""})
    change.refresh_from_db()
    assert answer.url == change.job.get_absolute_url()
    assert "under way" in text(browse(aino, "en").get(change.get_absolute_url()))
    with pytest.raises(actions.NotChosen):
        actions.undo(change, by=aino, at=NOW)

    run_to_end(change.job)
    assert Person.objects.get(pk=mika.pk) == mika
    assert Partnership.objects.filter(owner=mika).count() == 5

    change = actions.undo(change, by=aino, at=NOW)
    run_to_end(change.undo_job)
    assert Partnership.objects.filter(owner=mika).count() == 0


def test_a_job_whose_rows_are_gone_ends(aino, mika, college, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    change = actions.choose([PartnershipFactory(provider=college).pk], by=aino, at=NOW)
    change = actions.carry_out(change, {"owner": str(mika.pk)}, at=NOW)
    BulkRow.objects.all().delete()

    assert run_to_end(change.job).is_over


def test_choices_never_carried_out_are_forgotten(aino, chosen, mika, both):
    old = timezone.now() - timedelta(days=4)
    done = actions.choose([both[0].pk], by=aino, at=old)
    actions.carry_out(done, {"owner": str(mika.pk)}, at=old)
    actions.choose([both[0].pk], by=aino, at=old)
    fresh = actions.choose([both[0].pk], by=aino, at=timezone.now())
    BulkChange.objects.filter(pk=chosen.pk).delete()

    actions.forget_choices(on=timezone.localdate())

    assert set(BulkChange.objects.all()) == {done, fresh}


def test_the_list_of_them_leads_to_each(aino, mika, chosen, browse):
    assert "Nothing has been changed by many" in text(browse(aino, "en").get("/partners/changes/"))

    actions.carry_out(chosen, {"owner": str(mika.pk)}, at=NOW)

    page = browse(aino, "en").get("/partners/changes/")
    assert "in force" in text(page)
    assert chosen.get_absolute_url() in page.content.decode()


def test_the_chosen_rows_alone_are_exported(aino, both, browse):
    answer = browse(aino).get("/partners/", {"chosen": [both[0].pk], "export": "csv"})

    told = answer.content.decode("utf-8-sig")
    assert both[0].name in told and both[1].name not in told


def test_what_cannot_be_a_key_is_passed_over(aino, both, browse):
    impossible = ["9" * 40, "x", ""]

    assert browse(aino).get("/partners/", {"chosen": impossible}).status_code == 200
    browse(aino).post(NEW, {"chosen": [both[0].pk, *impossible]})

    assert BulkChange.objects.get().rows.get().partnership == both[0]


def test_who_may_not_edit_cannot_choose(rea, both, browse):
    page = browse(rea)

    assert page.post(NEW, {"chosen": [both[0].pk]}).status_code == 403
    assert 'name="chosen"' not in page.get("/partners/").content.decode()


def test_the_archived_partner_keeps_its_day_when_archived_again(aino, chosen, both):
    archive(both[0], by=aino, on=TODAY)

    actions.carry_out(chosen, {"archived_on": "2026-11-30", "archived_by": str(aino.pk)}, at=NOW)

    assert str(chosen) == f"{aino.pk} {NOW:%Y-%m-%d %H:%M}"
    assert str(chosen.rows.first()) == f"{chosen.pk}: {both[0].pk}"
    assert again(both[1]).archived_on.isoformat() == "2026-11-30"
