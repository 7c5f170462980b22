"""What the tests do with a phone that may lose its network."""

import os
import signal
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from tests.browser.conftest import CHROMIUM, QUIET

DAY = timedelta(days=1)


FIELD = "/visits/field/"


NARROW = 360


STORED = """async () => {
    const databases = await indexedDB.databases()
    if (!databases.length) return 0
    const database = await new Promise(done => {
        const asked = indexedDB.open("veturi-visits")
        asked.onsuccess = () => done(asked.result)
    })
    const box = database.transaction("outbox").objectStore("outbox")
    return new Promise(done => { box.count().onsuccess = event => done(event.target.result) })
}"""


class Phone:
    """A browser that keeps what it has when it is killed, and is started again."""

    def __init__(self, kind, folder, address):
        self.kind, self.folder, self.address = kind, folder, address
        self.context = None

    def start(self, *, offline=False):
        self.context = self.kind.launch_persistent_context(
            self.folder,
            executable_path=CHROMIUM,
            args=QUIET,
            base_url=self.address,
            viewport={"width": NARROW, "height": 780},
            locale="fi-FI",
            has_touch=True,
        )
        self.context.set_default_timeout(8000)
        self.context.set_offline(offline)
        return self.context

    def die(self):
        """Killed by the system, without a word."""
        mine = f"--user-data-dir={self.folder}".encode()
        with self.context.expect_event("close"):
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError):
                    if mine in (process / "cmdline").read_bytes().split(b"\0"):
                        os.kill(int(process.name), signal.SIGKILL)
        self.context = None

    def close(self):
        if self.context is not None:
            self.context.close()


def opened(context):
    """The field page, ready: what is taken along is there."""
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(FIELD)
    page.locator("v-field[data-ready]").wait_for()
    return page


def write(page, findings, *, purpose="mid"):
    """One visit, as a finger does it."""
    page.locator("[name=target]").first.tap()
    page.locator(f".chip:has([value={purpose}])").tap()
    if findings:
        page.locator("#id_findings").evaluate("box => box.closest('details').open = true")
        page.fill("#id_findings", findings)
    page.locator("form.visit [type=submit]").tap()
    page.locator("[data-told]").wait_for()


def sent(page):
    page.locator("[data-outbox]").wait_for(state="hidden")
