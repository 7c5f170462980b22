"""Where a bundle's link can be sent: one common e-mail, one common Finnish mobile number.

Source: OPH herätepalvelu, tep/tepCommon, emailHandler and tepSmsHandler.
"""

from collections.abc import Iterable
from typing import Any

from veturi.cooperation.placements.rules.national.identifiers import is_finnish_mobile

BAD_PHONE = frozenset({"phone-mismatch", "phone-invalid", "no-phone"})
BAD_EMAIL = frozenset({"email-mismatch", "no-email"})
NO_CONTACTS = "ei_kelvollisia_yhteystietoja"
SENT_BY_SMS = frozenset({"CREATED", "mock-lahetys"})
Values = Iterable[str | None]


def contact_outcome(
    *,
    emails: Values | None = None,
    phones: Values | None = None,
    sms_kasittelytila: str | None = None,
    email_kasittelytila: str | None = None,
    voimassaloppupvm: str | None = None,
) -> dict[str, Any]:
    """What comes of the e-mails or of the phones of a bundle's periods.

    E-mails, beside the state of the text message: {address, kasittelytila, arvo_patch}, where the
    patch is {tila, voimassa_loppupvm}, the last day as it was. Phones, beside the state of the
    e-mail: {number, sms_kasittelytila, arvo_patch}, where the patch is the new state alone. A state
    of None changes nothing; a patch comes when the other way is of no use either. With both, all
    of these of a bundle that nobody has been sent yet. Raises ValueError with neither.

    Source: OPH herätepalvelu, tep/emailHandler and tep/tepSmsHandler.
    """
    if emails is not None and phones is not None:
        by_sms = _phone_outcome(phones, None)
        by_email = _email_outcome(emails, by_sms["sms_kasittelytila"], voimassaloppupvm)
        return {**by_sms, **by_email}
    if emails is not None:
        return _email_outcome(emails, sms_kasittelytila, voimassaloppupvm)
    if phones is not None:
        return _phone_outcome(phones, email_kasittelytila)
    raise ValueError("hand in emails or phones")


def _email_outcome(emails: Values, other: str | None, last: str | None) -> dict[str, Any]:
    address, state = _common(emails, none="no-email", several="email-mismatch")
    unreachable = state is not None and bad_phone(other)
    patch = {"tila": NO_CONTACTS, "voimassa_loppupvm": last} if unreachable else None
    return {"address": address, "kasittelytila": state, "arvo_patch": patch}


def _phone_outcome(phones: Values, other: str | None) -> dict[str, Any]:
    number, state = _common(phones, none="no-phone", several="phone-mismatch")
    if state is None and not is_finnish_mobile(number):
        number, state = None, "phone-invalid"
    unreachable = state is not None and other in BAD_EMAIL
    patch = NO_CONTACTS if unreachable else None
    return {"number": number, "sms_kasittelytila": state, "arvo_patch": patch}


def _common(values: Values, *, none: str, several: str) -> tuple[str | None, str | None]:
    different = {value for value in values if value}
    if len(different) == 1:
        return different.pop(), None
    return None, several if different else none


def reduce_common_value(values: Values) -> str | None:
    """The one value that all have who have any; None of several, and of none.

    Source: OPH herätepalvelu, tep/tepCommon.
    """
    return _common(values, none="", several="")[0]


def bad_phone(sms_kasittelytila: str | None) -> bool:
    """Whether the state says that no text message can be sent.

    Source: OPH herätepalvelu, tep/emailHandler.
    """
    return sms_kasittelytila in BAD_PHONE


def arvo_patch_after_sms(elisa_status: str, new_loppupvm: str | None) -> dict[str, str]:
    """What Arvo is told after a text message: its state, and the new last day if there is one.

    Source: OPH herätepalvelu, tep/tepSmsHandler.
    """
    if elisa_status not in SENT_BY_SMS:
        return {"tila": "lahetys_epaonnistunut"}
    moved = {"voimassa_loppupvm": new_loppupvm} if new_loppupvm else {}
    return {"tila": "lahetetty", **moved}
