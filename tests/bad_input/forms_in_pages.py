"""A page's form as a browser has it: what it would send, and what its faults say of themselves."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag

CARRIED = {"csrfmiddlewaretoken", "original"}
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Field:
    """One name of a form: what kind of thing is typed, what is there, what may be chosen."""

    name: str
    kind: str
    values: list[str]
    options: list[str]


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def the_form(page: BeautifulSoup, address: str) -> Tag:
    """The form that sends to this address; one without an address sends to its own page."""
    path = address.partition("?")[0]
    forms = page.select("main form[method=post]") or page.select("form[method=post]")
    there = [one for one in forms if one.get("action", "").partition("?")[0] == path]
    here = [one for one in forms if not one.get("action")]
    return (there or here)[0]


def fields_of(form: Tag) -> dict[str, Field]:
    """In the order of the page, each name once."""
    found: dict[str, Field] = {}
    for one in form.select("input[name], select[name], textarea[name], button[name]"):
        field = _read(one)
        before = found.get(field.name)
        if before is not None:
            values, options = before.values + field.values, before.options + field.options
            field = Field(field.name, field.kind, values, options)
        found[field.name] = field
    return found


def _read(one: Tag) -> Field:
    name = str(one["name"])
    if one.name == "textarea":
        return Field(name, "text", [one.get_text().removeprefix("\n")], [])
    if one.name == "select":
        chosen = [str(o.get("value", "")) for o in one.select("option[selected]")]
        options = [str(o.get("value", "")) for o in one.select("option")]
        return Field(name, "choice", chosen or options[:1], options)
    type, value = one.get("type", "text"), str(one.get("value", ""))
    if type in {"radio", "checkbox"}:
        value = str(one.get("value", "on"))
        kind = "choice" if type == "radio" or value != "on" else "truth"
        return Field(name, kind, [value] if one.has_attr("checked") else [], [value])
    if one.name == "button":
        return Field(name, "key", [value], [])
    return Field(name, _kind(one, str(type)), [value], [])


def _kind(one: Tag, type: str) -> str:
    if type in {"hidden", "file"}:
        return "key" if type == "hidden" else "file"
    mode = one.get("inputmode", "")
    if type == "number" or mode == "decimal":
        return "number"
    return "day" if mode == "numeric" and one.get("autocomplete") == "off" else "text"


def filled(fields: dict[str, Field], given: dict[str, Any]) -> dict[str, Any]:
    """What the browser would send, but for what is given."""
    body: dict[str, Any] = {
        name: field.values
        for name, field in fields.items()
        if field.values and field.kind != "file"
    }
    return {**body, **{name: value for name, value in given.items() if value is not None}}


def sent(browser: Any, address: str, body: dict[str, Any], **headers: str) -> Any:
    """As it travels; with a file in it in parts."""
    if any(hasattr(value, "read") for value in body.values()):
        return browser.post(address, body, headers=headers)
    text = urlencode(body, doseq=True, errors="surrogatepass")
    return browser.post(address, text, content_type=FORM, headers=headers)


def untold(page: BeautifulSoup) -> list[str]:
    """What is wrong with how the faults of a refused form are told; nothing when all is well."""
    summary = page.select_one(".errors[role=alert]")
    if summary is None or not summary.select("li"):
        return ["no summary of what to mend"]
    links = [str(one["href"])[1:] for one in summary.select("li a[href^='#']")]
    return [fault for key in links for fault in _unlinked(page, key)]


def _unlinked(page: BeautifulSoup, key: str) -> list[str]:
    """The field that a sentence names, whether it says so itself."""
    field = page.find(id=key)
    if field is None:
        return [f"nothing has the id {key}"]
    inputs = [field] if field.name in {"input", "select", "textarea"} else field.select("input")
    if all(one.get("type") == "hidden" for one in inputs):
        return []
    told = [page.find(id=name) for name in str(field.get("aria-describedby", "")).split()]
    said = any(one is not None and "error" in one.get("class", []) for one in told)
    marked = any(one.get("aria-invalid") == "true" for one in inputs)
    return [
        *([] if said else [f"{key} is not described by its sentence"]),
        *([] if marked else [f"{key} is not marked as wrong"]),
    ]


def lost(page: BeautifulSoup, address: str, body: dict[str, Any]) -> list[str]:
    """The names of what was typed or chosen and is no longer in the form."""
    after = fields_of(the_form(page, address))
    return [
        name
        for name, value in body.items()
        if name not in CARRIED and name in after and _is_lost(after[name], value)
    ]


def _is_lost(field: Field, value: Any) -> bool:
    if hasattr(value, "read") or field.kind == "file":
        return False
    wanted = [_plain(one) for one in (value if isinstance(value, list) else [value])]
    if field.options:
        wanted = [one for one in wanted if one in field.options and one]
        return bool(set(wanted) - set(field.values))
    return wanted != [_plain(one) for one in field.values]


def _plain(text: Any) -> str:
    """As a page can hold it: no NUL, one kind of line end, no half of a pair."""
    whole = str(text).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return whole.replace("\0", "").replace("\ufffd", "").replace("\r\n", "\n").strip()
