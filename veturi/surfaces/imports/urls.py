"""Where the pages of imports are."""

from django.urls import path

from veturi.surfaces.imports.views import results, wizard

app_name = "imports"
urlpatterns = [
    path("imports/", results.index, name="index"),
    path("imports/new/", wizard.new, name="new"),
    path("imports/<int:key>/", wizard.show, name="show"),
    path("imports/<int:key>/sheet/", wizard.sheet, name="sheet"),
    path("imports/<int:key>/mapping/", wizard.mapping, name="mapping"),
    path("imports/<int:key>/rows/", wizard.rows, name="rows"),
    path("imports/<int:key>/run/", wizard.run, name="run"),
    path("imports/<int:key>/report/", results.report, name="report"),
    path("imports/<int:key>/reversal/", results.reversal, name="reversal"),
]
