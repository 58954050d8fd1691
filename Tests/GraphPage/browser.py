"""A page in headless Chromium without a network, whose complaints count as failures."""

import contextlib
import shutil

from playwright.sync_api import sync_playwright

# For what takes a machine with other work some time; nothing waits longer than it needs.
PATIENCE = 120_000


class Opened:
    def __init__(self, page, complaints):
        self.page, self.complaints = page, complaints


@contextlib.contextmanager
def chromium():
    with sync_playwright() as driver:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = driver.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def opened(browser, path, hash="", is_judged=True, **options):
    """`path` in a context of its own: every request but that of the file itself is refused and a complaint.

    Without `is_judged` requests are only refused, which takes the page no time.
    """
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
    context = browser.new_context(offline=True, **options)
    context.set_default_timeout(PATIENCE)
    complaints = []
    page = context.new_page()

    def judge(route):
        if route.request.url.split("#")[0] == path.as_uri():
            route.continue_()
        else:
            complaints.append(f"asks for {route.request.url}")
            route.abort()

    if is_judged:
        page.route("**/*", judge)
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(f"opens a dialog: {dialog.message}"), dialog.dismiss()))
    try:
        page.goto(path.as_uri() + hash)
        yield Opened(page, complaints)
    finally:
        context.close()
