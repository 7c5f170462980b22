"""What the import linter cannot see."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from veturi.directory.models import Owned

PACKAGE = Path(apps.get_app_config("ledger").path).parent
LAYERS = ["foundation", "directory", "ledger", "cooperation", "insight", "surfaces"]
HEIGHT = {
    "foundation": 0,
    "directory": 1,
    "ledger": 2,
    "cooperation": 3,
    "insight": 3,
    "surfaces": 4,
}
SAME = {("directory", "directory"), ("ledger", "ledger"), ("foundation", "foundation")}
OURS = [model for model in apps.get_models() if model.__module__.startswith("veturi.")]

OPEN_TO_ALL = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "identity_invited",
    "set_language",
    "encounters:feed",
    "placements:field_manifest",
    "placements:field_worker",
    "demo:people",
    "demo:sign_in",
    "mail:list",
    "mail:show",
    # By the link of a letter and a code, which the pages themselves ask for.
    "placements:link",
    "placements:door",
    "placements:door_again",
    "placements:door_code",
    "placements:door_code_again",
    "placements:door_contact",
    "placements:door_instructor",
    "placements:door_place",
    "placements:door_place_new",
    "placements:door_place_taking_back",
    "placements:door_leave",
    "placements:door_ready",
    "placements:door_refusal",
    "placements:door_seen",
    "placements:door_signal",
    "placements:door_signature",
    "placements:door_signing",
    "placements:door_signing_paper",
    "placements:door_student",
    "placements:door_student_paper",
    "placements:door_visit_field",
    "placements:door_visit_suits",
    "placements:door_visit_time",
    "placements:door_visit_token",
    "placements:door_visit_words",
    "placements:door_worker",
}


def layer_of(model):
    return model.__module__.split(".")[1]


def module_of(model):
    return ".".join(model.__module__.split(".")[1:3])


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_relations_point_down_or_stay_in_the_module(model):
    for field in model._meta.get_fields():
        target = field.related_model if field.is_relation and field.concrete else None
        if target is None or not target.__module__.startswith("veturi."):
            continue
        lower = HEIGHT[layer_of(target)] < HEIGHT[layer_of(model)]
        assert (
            lower
            or module_of(target) == module_of(model)
            or (layer_of(target), layer_of(model)) in SAME
        ), field


OWNED = [model for model in OURS if issubclass(model, Owned)]


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_what_a_provider_owns_cannot_be_without_it(model):
    assert not model._meta.get_field("provider").null


def test_only_what_is_listed_is_not_a_providers():
    free = {model._meta.label for model in OURS if not issubclass(model, Owned)}

    assert free == {
        "accounts.User",
        "history.Change",
        "jobs.Job",
        "jobs.NightlyRun",
        "mail.CaughtLetter",
        "mail.Letter",
        "notices.Bookmark",
        "demo.Loading",
        "search.Entry",
        "search.Mark",
        "search.Word",
        "trail.Seal",
        "trail.Trace",
        "directory.Provider",
        "directory.Organisation",
        "directory.OrganisationName",
        "directory.Succession",
        "ledger.Book",
        "levels.Bookmark",
        "placements.Knock",
        "placements.Part",
        "placements.Qualification",
        "placements.Unit",
    }


def templates():
    return sorted(PACKAGE.glob("**/templates/**/*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_stay_home(path):
    own = path.relative_to(PACKAGE).parts
    home = "/".join(own[: own.index("templates")])
    for name in re.findall(r'{%-? *(?:extends|include|import|from) "([^"]+)"', path.read_text()):
        found = list(PACKAGE.glob(f"**/templates/{name}"))
        assert found, name
        parts = found[0].relative_to(PACKAGE).parts
        assert "/".join(parts[: parts.index("templates")]) in {home, "foundation/design"}, name


def test_templates_hold_no_inline_script_or_style():
    for path in templates():
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", text), path


def addresses(patterns=None, prefix=""):
    for one in patterns or get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            space = f"{one.namespace}:" if one.namespace else ""
            yield from addresses(one.url_patterns, prefix + space)
        elif isinstance(one, URLPattern):
            yield prefix + (one.name or ""), one.callback


def test_open_pages_are_exactly_the_listed_ones():
    opened = {name for name, view in addresses() if not getattr(view, "login_required", True)}

    assert opened == OPEN_TO_ALL


# What allauth's functions render by name, beside the pages of its views.
BY_NAME = [
    "429.html",
    "account/signup_closed.html",
    "account/account_inactive.html",
    "account/email/password_reset_key_subject.txt",
    "account/email/password_reset_key_message.txt",
    "socialaccount/authentication_error.html",
]


def test_no_page_of_allauth_is_reached():
    """Neither a view nor a function of it finds a template but ours."""
    views = [view for _name, view in addresses() if hasattr(view, "view_class")]
    pages = {
        view.view_initkwargs.get("template_name", getattr(view.view_class, "template_name", None))
        for view in views
    } - {None}
    assert len(pages) > 15

    found = {name: Path(get_template(name).origin.name) for name in {*pages, *BY_NAME}}

    assert {name for name, path in found.items() if not path.is_relative_to(PACKAGE)} == set()


def test_no_address_of_allauth_leads_past_ours():
    """Each is written down in accounts/urls.py; nothing of allauth's own lists is included."""
    views = {name: view for name, view in addresses() if view.__module__.startswith("allauth.")}

    assert {reverse_path(name).split("/")[1] for name in views} == {"account"}


def reverse_path(name):
    (possibility,) = get_resolver().reverse_dict.getlist(name)
    return "/" + possibility[0][0][0]
