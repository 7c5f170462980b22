"""Where notices and the outbox are."""

from django.urls import path

from veturi.surfaces.notices.views import letters, notices

app_name = "notices"
urlpatterns = [
    path("notices/", notices.index, name="index"),
    path("notices/<int:key>/reading/", notices.reading_one, name="reading"),
    path("notices/reading/", notices.reading_all, name="reading_all"),
    path("notices/settings/", notices.settings, name="settings"),
    path("notices/mutes/new/", notices.mute_kind, name="mute_kind"),
    path("notices/mutes/<int:key>/end/", notices.mute_end, name="mute_end"),
    path("partners/<int:key>/muting/", notices.mute_partner, name="mute_partner"),
    path("settings/letters/", letters.letters, name="letters"),
    path("settings/letters/<int:key>/sending/", letters.sending, name="sending"),
]
