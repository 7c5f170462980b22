"""`veturi levels try FILE.json`: the verdict of a written history, by the rules of the pages."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from veturi.foundation.written import Unreadable, read_file
from veturi.insight.levels.histories import read_history
from veturi.insight.levels.rules import Judgement, judge
from veturi.insight.levels.ruleset import PROPOSAL, RuleSet, read_rules


class Command(BaseCommand):
    help = "Try rules of level on a history written in a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["try"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--rules", type=Path, help="another set of rules, as JSON")

    @no_translations
    def handle(self, *, file: Path, rules: Path | None = None, **_options: Any) -> None:
        read = read_rules(PROPOSAL) if rules is None else rules_of(rules)
        try:
            judgement = try_history(read_file(file), rules=read)
        except Unreadable as wrong:
            raise CommandError(f"{file}: {wrong}") from wrong
        self.stdout.write(json.dumps(judgement.as_data(), ensure_ascii=False, indent=1))


def rules_of(file: Path) -> RuleSet:
    try:
        return read_rules(read_file(file))
    except Unreadable as wrong:
        raise CommandError(f"{file}: {wrong}") from wrong


def try_history(history: Any, *, rules: RuleSet) -> Judgement:
    """The history's facts and deeds, judged on its day."""
    read = read_history(history)
    return judge(
        read.evidence(rules),
        rules=rules,
        overrides=read.facts.overrides,
        paused_until=read.facts.paused_until,
    )
