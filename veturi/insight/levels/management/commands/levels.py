"""`veturi levels try FILE.json`: the verdict of a written history, by the rules of the pages."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from veturi.insight.levels.conditions import Evidence, Facts
from veturi.insight.levels.rules import Judgement, Override, judge
from veturi.insight.levels.ruleset import PROPOSAL, RuleSet, read_rules
from veturi.ledger.histories import NotAHistory, read_documents, read_past
from veturi.ledger.kinds import Layer
from veturi.ledger.points import PROPOSED_WEIGHTS


class Command(BaseCommand):
    help = "Try rules of level on a history written in a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["try"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--rules", type=Path, help="another set of rules, as JSON")

    def handle(self, *, file: Path, rules: Path | None = None, **_options: Any) -> None:
        try:
            history = json.loads(file.read_text(encoding="utf-8"))
            data = json.loads(rules.read_text(encoding="utf-8")) if rules else PROPOSAL
            judgement = try_history(history, rules=read_rules(data))
        except (OSError, ValueError, KeyError, NotAHistory) as wrong:
            raise CommandError(f"{file}: {wrong}") from wrong
        self.stdout.write(json.dumps(judgement.as_data(), ensure_ascii=False, indent=1))


def try_history(history: dict[str, Any], *, rules: RuleSet) -> Judgement:
    """The history's facts and deeds, judged on its day."""
    on = date.fromisoformat(history["on"])
    facts = history.get("facts", {})
    past = read_past(history.get("deeds", []))
    evidence = Evidence(
        on=on,
        window=rules.window_months,
        weights=PROPOSED_WEIGHTS,
        counts=past.counts,
        sums=past.sums,
        facts=Facts(**{k: bool(facts.get(k)) for k in ("owner", "deputy", "contact", "sponsor")}),
        documents=read_documents(facts.get("documents", []), history.get("deeds", [])),
        open_promises=sum(_is_open(row, on) for row in facts.get("promises", [])),
    )
    paused = facts.get("paused_until")
    return judge(
        evidence,
        rules=rules,
        overrides=[_override(row) for row in facts.get("overrides", [])],
        paused_until=date.fromisoformat(paused) if paused else None,
    )


def _is_open(promise: dict[str, Any], on: date) -> bool:
    gone = promise.get("kept") or promise.get("withdrawn")
    return not gone and date.fromisoformat(promise["due"]) >= on


def _override(row: dict[str, Any]) -> Override:
    return Override(
        Layer(row["layer"]),
        int(row["depth"]),
        date.fromisoformat(row["from"]),
        date.fromisoformat(row["until"]),
        row.get("reason", ""),
    )
