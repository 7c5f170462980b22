"""Views saved of lists: new, changed, pinned, opened by, removed."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veturi.directory.access import may_keep_view
from veturi.directory.actions import saved_views as actions
from veturi.directory.forms.saved_views import NewViewForm, SavedViewForm
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import SavedView
from veturi.directory.present import PersonRequest
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, require


def new(request: PersonRequest) -> HttpResponse:
    """Save what the list shows under a name."""
    asked = {name: request.GET.get(name, "") for name in ("of", "page", "query")}
    form = NewViewForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        is_pinned, is_default = given.pop("is_pinned"), given.pop("is_default")
        with refusals_on(form):
            view = actions.save_view(**given, by=request.person)
            if is_pinned:
                actions.pin(view, by=request.person)
            if is_default:
                actions.open_by(view, by=request.person)
            messages.success(request, _("The view is saved."))
            return redirect(view)
    page = {"form": form, "view": None, "back": reverse("directory:partners")}
    return render(request, "directory/view_form.html", page, status=422 if form.errors else 200)


def edit(request: PersonRequest, key: int) -> HttpResponse:
    """Another name, another audience."""
    view = _kept(request, key)
    start = {"name": view.name, "shared_with": view.shared_with}
    form = SavedViewForm(request.POST or None, initial=start)
    over = edited(form, view, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, view, start)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            actions.rename_view(view, **form.cleaned_data)
            messages.success(request, over.sentence)
            return redirect(view)
    page = {"form": form, "view": view, "back": view.get_absolute_url(), "edited": over}
    return render(request, "directory/view_form.html", page, status=over.status)


@require_POST
def update(request: PersonRequest, key: int) -> HttpResponse:
    """The view shows from now on what the list shows."""
    view = _kept(request, key)
    asked = {"of": view.of, "name": view.name, "shared_with": view.shared_with}
    pictured = NewViewForm({**request.POST.dict(), **asked})
    if pictured.is_valid():
        given = pictured.cleaned_data
        actions.update_view(view, page=given["page"], query=given["query"])
        messages.success(request, _("The view is saved as it stands now."))
    return redirect(view)


@require_POST
def removal(request: PersonRequest, key: int) -> HttpResponse:
    view = _kept(request, key)
    actions.remove_view(view)
    messages.success(request, _("The view “%(name)s” is removed.") % {"name": view.name})
    return redirect(f"{reverse(view.of)}?view=")


@require_POST
def pin(request: PersonRequest, key: int) -> HttpResponse:
    """Keep the view in the menu, or no longer."""
    view = _seen(request, key)
    act = actions.unpin if request.POST.get("away") else actions.pin
    act(view, by=request.person)
    return redirect(view)


@require_POST
def default(request: PersonRequest, key: int) -> HttpResponse:
    """Open the list by the view, or no longer."""
    view = _seen(request, key)
    act = actions.open_plainly if request.POST.get("away") else actions.open_by
    act(view, by=request.person)
    return redirect(view)


def _seen(request: PersonRequest, key: int) -> SavedView:
    rows = SavedView.objects.seen_by(request.person, on=request.today)
    view: SavedView = get_object_or_404(rows, pk=key)
    return view


def _kept(request: PersonRequest, key: int) -> SavedView:
    view = _seen(request, key)
    require(may_keep_view(request.person, view, on=request.today))
    return view
