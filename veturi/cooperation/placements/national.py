"""The national rules of work-life feedback (työelämäpalaute) and HOKS: the one public face.

Pure functions: no database, no clock, no network. Each is documented with its shapes, an example
and its source in docs/national-rules.md.
"""

from veturi.cooperation.placements.rules.national.bundling import (
    bundle_key,
    has_open_keskeytymisajanjakso,
    is_duplicate,
    is_valid_herate,
    jaksot_of_nippu,
    nippu_tunniste,
    niput_in_order,
    niputus_outcome,
    tep_nippu,
)
from veturi.cooperation.placements.rules.national.contacts import (
    arvo_patch_after_sms,
    bad_phone,
    contact_outcome,
    reduce_common_value,
)
from veturi.cooperation.placements.rules.national.days import (
    in_jakso,
    not_in_keskeytymisajanjakso,
    period_contains_date,
)
from veturi.cooperation.placements.rules.national.eligibility import (
    PALAUTE_STATES,
    eligibility,
    fully_keskeytynyt,
    state_when_saved,
)
from veturi.cooperation.placements.rules.national.funding import nonresponse_coefficient
from veturi.cooperation.placements.rules.national.herate import (
    herate_nippu,
    herate_row,
    tyopaikkajaksot,
)
from veturi.cooperation.placements.rules.national.hoks import hoks_faults, hoks_problems
from veturi.cooperation.placements.rules.national.identifiers import (
    is_code_uri,
    is_finnish_mobile,
    is_oid,
    is_y_tunnus,
)
from veturi.cooperation.placements.rules.national.kesto import (
    corrected_kesto,
    jakso_active,
    kesto,
    one_day_shares,
    osa_aikaisuuskerroin,
)
from veturi.cooperation.placements.rules.national.names import normalize_workplace_name
from veturi.cooperation.placements.rules.national.study_rights import (
    ammatillinen_suoritus,
    feedback_collecting_prevented,
    in_terminal_state,
    osaamisalat_on_date,
    tila_on_date,
    toimipiste_oid,
    with_end_dates,
)
from veturi.cooperation.placements.rules.national.surveys import (
    arvo_request_window,
    current_rahoituskausi_alkupvm,
    finnish_business_hours,
    has_time_to_answer,
    instructor_contacts_expired,
    new_loppupvm_when_sent,
    next_niputus_date,
    osa_aikaisuus_missing,
    rahoituskausi,
    reminder_window,
    student_contacts_expired,
    survey_days,
    valid_herate_date,
    vastaamisajan_loppupvm,
)
from veturi.cooperation.placements.rules.national.tpk import (
    tpk_current_kausi,
    tpk_jakso_valid,
    tpk_kausi,
    tpk_nippu,
    tpk_niputus,
    tpk_scan_window,
    tpk_vastaamisajan_alkupvm,
    tpk_vastaamisajan_loppupvm,
)

__all__ = [
    "PALAUTE_STATES",
    "ammatillinen_suoritus",
    "arvo_patch_after_sms",
    "arvo_request_window",
    "bad_phone",
    "bundle_key",
    "contact_outcome",
    "corrected_kesto",
    "current_rahoituskausi_alkupvm",
    "eligibility",
    "feedback_collecting_prevented",
    "finnish_business_hours",
    "fully_keskeytynyt",
    "has_open_keskeytymisajanjakso",
    "has_time_to_answer",
    "herate_nippu",
    "herate_row",
    "hoks_faults",
    "hoks_problems",
    "in_jakso",
    "in_terminal_state",
    "instructor_contacts_expired",
    "is_code_uri",
    "is_duplicate",
    "is_finnish_mobile",
    "is_oid",
    "is_valid_herate",
    "is_y_tunnus",
    "jakso_active",
    "jaksot_of_nippu",
    "kesto",
    "new_loppupvm_when_sent",
    "next_niputus_date",
    "nippu_tunniste",
    "niput_in_order",
    "niputus_outcome",
    "nonresponse_coefficient",
    "normalize_workplace_name",
    "not_in_keskeytymisajanjakso",
    "one_day_shares",
    "osa_aikaisuus_missing",
    "osa_aikaisuuskerroin",
    "osaamisalat_on_date",
    "period_contains_date",
    "rahoituskausi",
    "reduce_common_value",
    "reminder_window",
    "state_when_saved",
    "student_contacts_expired",
    "survey_days",
    "tep_nippu",
    "tila_on_date",
    "toimipiste_oid",
    "tpk_current_kausi",
    "tpk_jakso_valid",
    "tpk_kausi",
    "tpk_nippu",
    "tpk_niputus",
    "tpk_scan_window",
    "tpk_vastaamisajan_alkupvm",
    "tpk_vastaamisajan_loppupvm",
    "tyopaikkajaksot",
    "valid_herate_date",
    "vastaamisajan_loppupvm",
    "with_end_dates",
]
