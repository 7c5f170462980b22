"""Second steps of a provider's own: which roles are asked for one, and the reset of a lost one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from veturi.directory.access import Act, may
from veturi.directory.actions import second_steps as actions
from veturi.directory.forms.second_steps import SecondStepRuleForm
from veturi.directory.models import Person, Role, SecondStepRule
from veturi.directory.present import PersonRequest
from veturi.foundation.accounts.letters import tell_of_change
from veturi.foundation.web.refusing import refusals_on, refusals_told, require

RESET = gettext_lazy("An administrator of your school reset your second step of signing in.")


def rule_new(request: PersonRequest) -> HttpResponse:
    """Ask a role for a second step from a day on."""
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    form = SecondStepRuleForm(request.POST or None, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            actions.ask_second_step(
                request.provider, role=Role(given["role"]), since=given["since"], by=request.person
            )
            return redirect("directory:staff")
    page = {"form": form}
    return render(
        request, "directory/second_step_rule_form.html", page, status=422 if form.errors else 200
    )


@require_POST
def rule_end(request: PersonRequest, key: int) -> HttpResponse:
    rule = get_object_or_404(SecondStepRule.objects.filter(provider=request.provider), pk=key)
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    actions.end_second_step_rule(rule, by=request.person, on=request.today)
    messages.success(request, _("The role is no longer asked for a second step."))
    return redirect("directory:staff")


def reset(request: PersonRequest, key: int) -> HttpResponse:
    """Take away somebody's lost second step; a letter tells them."""
    person = get_object_or_404(Person.objects.seen_by(request.person).ours(), pk=key)
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    if request.method != "POST":
        return render(request, "directory/second_step_reset.html", {"person": person})
    with refusals_told(request, actions.NoSecondStep, actions.OwnSecondStep):
        user = actions.reset_second_step(person, by=request.person)
        tell_of_change(user, RESET, language=person.language)
        messages.success(request, _("%(name)s was told by letter.") % {"name": person})
    return redirect("directory:staff")
