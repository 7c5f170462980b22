"""An agreement goes to the service, is signed or refused there, and comes back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import NOW
from veturi.cooperation.placements.actions import agreements
from veturi.cooperation.placements.models import Signature, SignedFile, Version
from veturi.surfaces.gateways.visma_sign import actions, polling
from veturi.surfaces.gateways.visma_sign.local import Mood, Twin
from veturi.surfaces.gateways.visma_sign.models import Document
from veturi.surfaces.gateways.visma_sign.refusals import NoAnswer, NotReached

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=11)


def ways():
    return list(Signature.objects.values_list("way", flat=True))


def text(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


@pytest.fixture
def there(sent, mika):
    return actions.send(sent, by=mika, at=NOW)


def test_who_waits_is_invited_with_the_paper(through_client, sent, mika):
    document = actions.send(sent, by=mika, at=NOW)

    kept = through_client.documents[document.uuid]
    assert [one["email"] for one in kept["invitations"]] == [
        "otto@paja.invalid",
        "rauha@opisto.invalid",
    ]
    [(name, content)] = kept["files"]
    assert (name[-4:], content[:5]) == (".pdf", b"%PDF-")
    assert str(sent.agreement.period.student) not in name
    assert document.invitations.count() == 2
    assert ways() == ["", ""]


def test_signed_there_it_is_in_force_here_and_the_paper_is_kept(through_client, sent, mika):
    document = actions.send(sent, by=mika, at=NOW)
    through_client.word = "signed"

    polling.ask_about_open(at=LATER)

    assert ways() == ["service", "service"]
    assert Version.objects.get().signed_on is not None
    assert Signature.objects.first().evidence["document"] == document.uuid
    kept = SignedFile.objects.get()
    assert (kept.signature, kept.content_type) == (None, "application/pdf")
    document.refresh_from_db()
    assert (document.outcome, document.closed_at) == ("signed", LATER)
    assert polling.ask_about_open(at=LATER + timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("rejected", "refused"), ("expired", "expired"), ("cancelled", "cancelled")],
)
def test_refused_or_expired_there_is_declined_here(through_client, sent, mika, word, outcome):
    document = actions.send(sent, by=mika, at=NOW)
    through_client.word = word

    actions.look(document, at=LATER)

    assert not Signature.objects.filter(declined_at=None).exists()
    assert Signature.objects.exclude(why="").count() == 2
    assert Document.objects.get().outcome == outcome
    assert not SignedFile.objects.exists()


def test_what_waits_there_is_asked_about_every_ten_minutes(there):
    assert polling.ask_about_open(at=LATER) == 1
    assert polling.ask_about_open(at=LATER + timedelta(minutes=1)) == 0
    assert polling.ask_about_open(at=LATER + timedelta(minutes=11)) == 1
    assert ways() == ["", ""]


def test_the_minute_asks_only_where_a_service_is_in_use(there, settings):
    settings.SIGNING_SERVICE = ""
    polling.keep_up()
    assert Document.objects.get().asked_at is None

    settings.SIGNING_SERVICE = "visma_sign"
    polling.keep_up()
    assert Document.objects.get().asked_at is not None


def test_offline_it_says_so_and_is_asked_again_later(there, settings):
    settings.VISMA_SIGN_TWIN = "offline"

    assert polling.ask_about_open(at=LATER) == 0
    with pytest.raises(NotReached):
        actions.look(there, at=LATER)

    assert Document.objects.get().closed_at is None
    settings.VISMA_SIGN_TWIN = "signs"
    assert polling.ask_about_open(at=LATER + timedelta(minutes=11)) == 1
    assert ways() == ["service", "service"]


def test_offline_nothing_is_sent(sent, mika, settings):
    settings.VISMA_SIGN_TWIN = "offline"

    with pytest.raises(NotReached):
        actions.send(sent, by=mika, at=NOW)

    assert not Document.objects.exists()


@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_half_made_is_cancelled_there(through_client, sent, mika, monkeypatch, is_there):
    answer = through_client._answer

    def refuse(request, body):
        if "invitations" in request.path or not (is_there or "cancel" not in request.path):
            return 422, {}, b"{}"
        return answer(request, body)

    monkeypatch.setattr(through_client, "_answer", refuse)

    with pytest.raises(NoAnswer):
        actions.send(sent, by=mika, at=NOW)

    [kept] = through_client.documents.values()
    assert kept.get("cancelled", False) == is_there
    assert not Document.objects.exists()


def test_what_the_service_no_longer_has_is_closed(there):
    from django.core.cache import cache

    cache.clear()

    polling.ask_about_open(at=LATER)

    assert Document.objects.get().outcome == "cancelled"
    assert ways() == ["", ""]


def test_withdrawn_here_it_is_cancelled_there(through_client, sent, mika):
    document = actions.send(sent, by=mika, at=NOW)
    agreements.withdraw(sent, by=mika, at=NOW)

    polling.ask_about_open(at=LATER)

    assert through_client.documents[document.uuid]["cancelled"]
    assert Document.objects.get().outcome == "cancelled"


def test_who_has_signed_otherwise_is_left_as_they_are(there, settings):
    first = Signature.objects.first()
    agreements.sign(first, way="link", evidence={}, by=None, at=NOW)
    settings.VISMA_SIGN_TWIN = "signs"

    actions.look(there, at=LATER)

    assert ways() == ["link", "service"]


def test_while_the_law_forbids_it_what_was_signed_there_waits(there, settings):
    settings.VISMA_SIGN_TWIN = "signs"
    suitability = there.version.agreement.period.partnership.suitabilities
    suitability.update(has_tools=False)

    actions.look(there, at=LATER)
    assert (ways(), Document.objects.get().closed_at) == (["", ""], None)

    suitability.update(has_tools=True)
    actions.look(there, at=LATER)
    actions.look(there, at=LATER)
    assert ways() == ["service", "service"]
    assert SignedFile.objects.count() == 1


def test_what_is_closed_stays_as_it_was_closed(there, settings):
    settings.VISMA_SIGN_TWIN = "signs"
    actions.look(there, at=LATER)

    actions.look(there, at=LATER + timedelta(hours=1))

    document = Document.objects.get()
    assert (document.outcome, document.asked_at) == ("signed", LATER)
    assert SignedFile.objects.count() == 1


class Closing(Twin):
    """A service that answers while somebody else closes the document."""

    def status(self, document):
        Document.objects.filter(uuid=document).update(closed_at=NOW, outcome="cancelled")
        return super().status(document)


def test_closed_by_another_meanwhile_nothing_is_done(there, monkeypatch):
    monkeypatch.setattr(actions, "provider", lambda: Closing(Mood.SIGNS))

    actions.look(there, at=LATER)

    assert (Document.objects.get().outcome, ways()) == ("cancelled", ["", ""])


def test_what_comes_back_and_is_no_pdf_is_not_kept(through_client, sent, mika):
    document = actions.send(sent, by=mika, at=NOW)
    through_client.word = "signed"
    through_client.documents[document.uuid]["files"] = [("x.pdf", b"not a paper")]

    with pytest.raises(NotReached):
        actions.look(document, at=LATER)

    assert not SignedFile.objects.exists()


def test_only_what_waits_and_is_reached_is_sent_and_once(sent, mika, there):
    with pytest.raises(actions.NotSendable):
        actions.send(sent, by=mika, at=NOW)
    actions.cancel(there, at=NOW)
    Signature.objects.filter(party="workplace").update(email="")
    with pytest.raises(actions.NotSendable):
        actions.send(sent, by=mika, at=NOW)

    agreements.withdraw(sent, by=mika, at=NOW)
    with pytest.raises(actions.NotSendable):
        actions.send(sent, by=mika, at=NOW)
    assert Document.objects.count() == 1


def test_the_button_of_the_version_leads_there_and_back(browse, mika, sent, settings):
    page = browse(mika, "en")
    address = reverse("visma_sign:sending", args=[sent.pk])
    assert address in page.get(sent.get_absolute_url()).content.decode()

    shown = page.post(address).url

    assert "Waits for signatures in the service" in text(page.get(shown))
    settings.VISMA_SIGN_TWIN = "offline"
    page.post(reverse("visma_sign:inquiry", args=[sent.pk]))
    assert "does not answer" in text(page.get(shown))
    settings.VISMA_SIGN_TWIN = "signs"
    page.post(reverse("visma_sign:inquiry", args=[sent.pk]))
    assert "Everybody has signed" in text(page.get(shown))
    assert page.post(reverse("visma_sign:inquiry", args=[sent.pk])).status_code == 404


def test_it_is_cancelled_by_a_button_and_sent_again(browse, mika, sent):
    page = browse(mika, "en")
    page.post(reverse("visma_sign:sending", args=[sent.pk]))

    page.post(reverse("visma_sign:cancelling", args=[sent.pk]))
    page.post(reverse("visma_sign:sending", args=[sent.pk]))

    assert list(Document.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "cancelled",
        "",
    ]
    assert ways() == ["", ""]


def test_where_no_service_is_in_use_nothing_of_it_is_shown(browse, mika, sent, settings):
    settings.SIGNING_SERVICE = ""

    body = browse(mika).get(sent.get_absolute_url()).content.decode()

    assert reverse("visma_sign:show", args=[sent.pk]) not in body


def test_who_may_not_send_and_strangers(browse, rauha, rea, sten, sent):
    for name in ("sending", "inquiry", "cancelling"):
        address = reverse(f"visma_sign:{name}", args=[sent.pk])
        assert browse(rauha).post(address).status_code == 403
        assert browse(sten).post(address).status_code == 404
    shown = reverse("visma_sign:show", args=[sent.pk])
    assert browse(rauha).get(shown).status_code == 200
    assert browse(rea).get(shown).status_code == 403
    assert browse(sten).get(shown).status_code == 404
