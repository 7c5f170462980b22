"""Where encounters and promises are."""

from django.urls import path

from veturi.cooperation.encounters.views import defaults, encounters, promises

app_name = "encounters"
urlpatterns = [
    path("encounters/<int:key>/", encounters.show, name="show"),
    path("encounters/<int:key>/correction/", encounters.correction, name="correction"),
    path("encounters/<int:key>/taking-back/", encounters.taking_back, name="taking_back"),
    path("encounters/<int:key>/pin/", encounters.pin, name="pin"),
    path("encounters/<int:key>/attachments/", encounters.attachments, name="attachments"),
    path("attachments/<int:key>/", encounters.attachment, name="attachment"),
    path("partners/<int:key>/following/", encounters.following, name="following"),
    path("partners/<int:key>/promises/new/", promises.promise_new, name="promise_new"),
    path("promises/", promises.todo, name="todo"),
    path("promises/<int:key>/move/", promises.move, name="move"),
    path("promises/<int:key>/letting-go/", promises.letting_go, name="letting_go"),
    path("promises/feed/", promises.feed_key, name="feed_key"),
    path("promises/feed/end/", promises.feed_end, name="feed_end"),
    path("settings/gifts/", defaults.gifts, name="gifts"),
    path("feeds/<str:secret>.ics", promises.feed, name="feed"),
]
