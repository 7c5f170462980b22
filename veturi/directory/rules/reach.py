"""By what somebody is reached, as it is compared: domains and street addresses."""

import re
from functools import lru_cache

from veturi.foundation.text import fold

# Mail hosts where anybody has an address: two who share one share nothing. Ours, written down from
# what people of Finnish companies use; one that is missing costs a needless hint, no more.
ANYBODYS = frozenset(
    {
        "aol.com",
        "dnainternet.net",
        "elisanet.fi",
        "gmail.com",
        "gmx.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.fi",
        "icloud.com",
        "jippii.fi",
        "kolumbus.fi",
        "kotiposti.net",
        "live.com",
        "live.fi",
        "luukku.com",
        "mail.com",
        "mbnet.fi",
        "me.com",
        "msn.com",
        "netti.fi",
        "nic.fi",
        "outlook.com",
        "outlook.fi",
        "phnet.fi",
        "pp.inet.fi",
        "proton.me",
        "protonmail.com",
        "saunalahti.fi",
        "sci.fi",
        "suomi24.fi",
        "surffi.fi",
        "welho.com",
        "windowslive.com",
        "yahoo.com",
    }
    # Pages of companies that keep none of their own.
    | {"facebook.com", "instagram.com", "linkedin.com", "sites.google.com"}
)


def domain_of(address: str) -> str:
    """The domain of a website or an e-mail; nothing when anybody may be there."""
    return _domain(address if "://" in address else address.rpartition("@")[2])


# Colleagues have one domain: a scan of everybody asks for each many times.
@lru_cache(maxsize=4096)
def _domain(address: str) -> str:
    bare = re.sub(r"^https?://", "", address.strip().lower())
    domain = re.split(r"[/?#:]", bare)[0].removeprefix("www.")
    return "" if domain in ANYBODYS or "." not in domain else domain


def addresses_of(street: str, *, postal_code: str, place: str) -> frozenset[str]:
    """A street with its postal code and with its town: either may be missing at the other one."""
    bare = fold(street)
    where = [fold(one) for one in (postal_code, place)] if bare else []
    return frozenset(f"{bare}, {one}" for one in where if one)
