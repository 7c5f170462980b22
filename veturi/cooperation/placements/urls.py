"""Where learning at work is."""

from django.urls import path

from veturi.cooperation.placements.views import acts, periods, students, workplaces

app_name = "placements"
urlpatterns = [
    path("students/", students.index, name="students"),
    path("students/suggestions/", students.suggestions, name="student_suggestions"),
    path("students/new/", students.new, name="student_new"),
    path("students/<int:key>/", students.show, name="student"),
    path("students/<int:key>/edit/", students.edit, name="student_edit"),
    path("students/<int:key>/state/", students.state, name="student_state"),
    path("students/<int:key>/support/", students.support, name="student_support"),
    path("students/<int:key>/putting-away/", students.putting_away, name="student_putting_away"),
    path("periods/", periods.index, name="periods"),
    path("periods/new/", periods.new, name="period_new"),
    path("periods/<int:key>/", periods.show, name="period"),
    path("periods/<int:key>/edit/", periods.edit, name="period_edit"),
    path("periods/<int:key>/acceptance/", acts.acceptance, name="acceptance"),
    path("periods/<int:key>/interruption/", acts.interruption, name="interruption"),
    path("interruptions/<int:key>/end/", acts.resumption, name="resumption"),
    path("periods/<int:key>/instructor/", acts.instructor, name="period_instructor"),
    path("periods/<int:key>/seen-to/", acts.facts, name="facts"),
    path("periods/<int:key>/readiness/", acts.readiness, name="readiness"),
    path("periods/<int:key>/calling-off/", acts.calling_off, name="calling_off"),
    path("periods/<int:key>/end/", acts.end, name="end"),
    path("periods/<int:key>/termination/", acts.termination, name="termination"),
    path("periods/<int:key>/replacement/", acts.replacement, name="replacement"),
    path("offers/", workplaces.offers, name="offers"),
    path("offers/<int:key>/", workplaces.offer, name="offer"),
    path("offers/<int:key>/end/", workplaces.offer_end, name="offer_end"),
    path("partners/<int:key>/learning/", workplaces.of_partner, name="of_partner"),
    path("partners/<int:key>/suitability/", workplaces.suitability, name="suitability"),
    path("suitabilities/<int:key>/end/", workplaces.suitability_end, name="suitability_end"),
    path("partners/<int:key>/offers/new/", workplaces.offer_new, name="offer_new"),
    path("people/<int:key>/instructor/", workplaces.instructor, name="instructor"),
]
