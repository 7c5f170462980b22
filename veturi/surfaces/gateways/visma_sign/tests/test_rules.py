"""How requests are signed, and what statuses mean."""

from datetime import UTC, datetime

import pytest

from veturi.surfaces.gateways.visma_sign.rules.requests import Credentials, headers
from veturi.surfaces.gateways.visma_sign.rules.statuses import Outcome, outcome_of, read_status

# Both rows: VismaSolutionsOy/VismaSignApiClient, OrganizationApiRequestTests.cs, commit
# c83c775b8c515454dbad10b6c129cd082d922774. Its moment is 2019-01-01 0:00 in Helsinki.
AT = datetime(2018, 12, 31, 22, tzinfo=UTC)
VECTORS = [
    (
        "POST",
        "/api/v1/document",
        "application/json; charset=utf-8",
        b'{"message":"example"}',
        "G0XZOqqiAqyeGiBEAjFKCw==",
        "+cnVjVc6+cj39lQ7MpJi4SgPaxqW+AsEU6ndAouSPGWVU5DoU9GUeIgAQih+rbktFE4jV6+r91WnG2mfnkdDmA==",
    ),
    (
        "GET",
        "/api/v1/organization/1234",
        "",
        b"",
        None,
        "Es5mhE3uAHUtPa5EKfQfJIYZE//sQMybbIUaR0SiORly5+JfZPZNjKCwEB65PTfi3cAeYR43bXPSTEXa9PoQMA==",
    ),
]


@pytest.mark.parametrize(("method", "path", "kind", "body", "mark", "signature"), VECTORS)
def test_a_request_is_signed_as_the_service_counts_it(method, path, kind, body, mark, signature):
    found = headers(
        Credentials("identifier", ""),
        method=method,
        path=path,
        body=body,
        content_type=kind,
        at=AT,
    )

    assert found["Authorization"] == f"Onnistuu identifier:{signature}"
    assert found["Date"] == "Mon, 31 Dec 2018 22:00:00 GMT"
    assert found.get("Content-MD5") == mark


def test_a_secret_does_not_show_itself():
    assert "hush" not in repr(Credentials("opisto", "hush"))


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("signed", Outcome.SIGNED),
        ("Signed", Outcome.SIGNED),
        ("rejected", Outcome.REFUSED),
        ("expired", Outcome.EXPIRED),
        ("cancelled", Outcome.CANCELLED),
        ("pending", Outcome.WAITS),
        ("something new", Outcome.WAITS),
        (None, Outcome.WAITS),
    ],
)
def test_a_word_of_the_service_means_something(word, outcome):
    assert outcome_of(word) == outcome


def test_an_answer_is_read_and_what_is_odd_in_it_left_out():
    answer = {
        "status": "pending",
        "invitations": [{"uuid": "a", "status": "signed"}, {"status": "signed"}, "odd"],
    }

    found = read_status(answer)

    assert (found.outcome, dict(found.invitations)) == (Outcome.WAITS, {"a": Outcome.SIGNED})
    assert read_status({}).invitations == {}
