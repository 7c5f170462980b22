"""What the ledger stores: deeds, promises and the tallies drawn from them."""

from veturi.ledger.models.deeds import Book, Confirmation, Contribution, Deed, DeedParty
from veturi.ledger.models.promises import Promise, PromiseParty
from veturi.ledger.models.settings import Dated, KindSetting, WeightSet
from veturi.ledger.models.tallies import OwnSum, OwnTally, Sum, Tally

__all__ = [
    "Book",
    "Confirmation",
    "Contribution",
    "Dated",
    "Deed",
    "DeedParty",
    "KindSetting",
    "OwnSum",
    "OwnTally",
    "Promise",
    "PromiseParty",
    "Sum",
    "Tally",
    "WeightSet",
]
