"""What can be done with levels: renew verdicts, judge oneself, keep what is stated, adopt rules."""

from veturi.insight.levels.actions.adopting import adopt_rules
from veturi.insight.levels.actions.judging import NotJudged, confirm, end_override, override
from veturi.insight.levels.actions.renewing import (
    catch_up,
    follow,
    forget_verdicts,
    judge_everybody,
    pass_time,
    renew,
    renew_all,
)
from veturi.insight.levels.actions.stating import state_layers, unstate

__all__ = [
    "NotJudged",
    "adopt_rules",
    "catch_up",
    "confirm",
    "end_override",
    "follow",
    "forget_verdicts",
    "judge_everybody",
    "override",
    "pass_time",
    "renew",
    "renew_all",
    "state_layers",
    "unstate",
]
