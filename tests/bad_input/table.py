"""Every act of learning at work that is sent: those that ask for something, and mere buttons."""

from tests.bad_input import forms_of_periods as periods
from tests.bad_input import forms_of_places as places
from tests.bad_input import forms_of_workplaces as workplaces

PARTS = {
    "students": periods.STUDENTS,
    "periods": periods.PERIODS,
    "ends": periods.ENDS,
    "agreements": workplaces.AGREEMENTS,
    "workplaces": workplaces.WORKPLACES,
    "visits": workplaces.VISITS,
    "guard": workplaces.GUARD,
    "places": places.PLACES,
    "doors": workplaces.DOORS,
    "door_places": places.DOOR_PLACES,
}
FORMS = {name: asked for part in PARTS.values() for name, asked in part.items()}
# What is sent with nothing but the address: a press of a button.
BUTTONS = {
    *("student_putting_away", "acceptance", "replacement", "survey_opening", "survey_gathering"),
    *("survey_answering", "withdrawal", "signature_ours", "offer_end", "suitability_end"),
    *("new_use_taking_back", "link_instructor", "link_student", "link_again", "link_end"),
    *("contact_request_acceptance", "contact_request_declining", "safety_delivery"),
    *("visit_taking_back", "visit_plan_letting_go"),
    # The secret in the address of a letter; what is behind doors without a word.
    *("link", "door_code_again", "door_leave", "door_signature", "door_ready", "door_seen"),
    *("card_taking_back", "link_place", "door_visit_suits", "door_place_taking_back"),
    "visit_time_acceptance",
}
