"""Where the directory's pages are."""

from django.urls import path

from veturi.directory.views import boards, lists, partners, people, saved_views, second_steps, staff

app_name = "directory"
urlpatterns = [
    path("partners/", lists.partners, name="partners"),
    path("partners/board/", boards.board, name="board"),
    path("partners/<int:key>/stage/", boards.stage, name="stage"),
    path("partners/suggestions/", lists.suggestions, name="suggestions"),
    path("people/suggestions/", lists.people_suggestions, name="people_suggestions"),
    path("partners/alike/", lists.alike_partners, name="alike"),
    path("partners/new/", partners.new, name="partner_new"),
    path("partners/<int:key>/edit/", partners.edit, name="partner_edit"),
    path("partners/<int:key>/archive/", partners.archive, name="partner_archive"),
    path("partners/<int:key>/restoration/", partners.restoration, name="partner_restoration"),
    path("partners/<int:key>/history/", partners.history, name="partner_history"),
    path("partners/<int:key>/sites/new/", partners.site, name="site_new"),
    path("partners/<int:key>/sites/<int:site_key>/", partners.site, name="site"),
    path("partners/<int:key>/names/new/", partners.name, name="name_new"),
    path("partners/<int:key>/succession/", partners.succession, name="succession"),
    path("partners/<int:key>/pauses/new/", partners.pause, name="pause_new"),
    path("partners/<int:key>/acquaintance/", partners.acquaintance, name="acquaintance"),
    path("partners/<int:key>/contacts/new/", people.contact, name="contact_new"),
    path("partners/<int:key>/positions/new/", people.position, name="position_new"),
    path("pauses/<int:key>/end/", partners.pause_end, name="pause_end"),
    path("people/", lists.people, name="people"),
    path("people/<int:key>/edit/", people.edit, name="person_edit"),
    path("people/<int:key>/archive/", people.archive, name="person_archive"),
    path("people/<int:key>/restoration/", people.restoration, name="person_restoration"),
    path("people/<int:key>/pauses/new/", people.pause, name="person_pause_new"),
    path("people/pauses/<int:key>/end/", people.pause_end, name="person_pause_end"),
    path("positions/<int:key>/edit/", people.position_edit, name="position_edit"),
    path("positions/<int:key>/end/", people.position_end, name="position_end"),
    path("settings/staff/", staff.staff, name="staff"),
    path("settings/staff/new/", staff.staff_new, name="staff_new"),
    path("settings/staff/<int:key>/roles/new/", staff.grant, name="grant"),
    path("settings/roles/<int:key>/end/", staff.grant_end, name="grant_end"),
    path("settings/staff/<int:key>/permissions/", staff.permissions, name="permissions"),
    path("settings/staff/<int:key>/second-step/", second_steps.reset, name="second_step_reset"),
    path("settings/second-steps/new/", second_steps.rule_new, name="second_step_rule_new"),
    path(
        "settings/second-steps/<int:key>/end/", second_steps.rule_end, name="second_step_rule_end"
    ),
    path("views/new/", saved_views.new, name="view_new"),
    path("views/<int:key>/edit/", saved_views.edit, name="view_edit"),
    path("views/<int:key>/update/", saved_views.update, name="view_update"),
    path("views/<int:key>/removal/", saved_views.removal, name="view_removal"),
    path("views/<int:key>/pin/", saved_views.pin, name="view_pin"),
    path("views/<int:key>/default/", saved_views.default, name="view_default"),
    path("permissions/", staff.my_permissions, name="my_permissions"),
    path("provider/", staff.provider, name="provider"),
]
