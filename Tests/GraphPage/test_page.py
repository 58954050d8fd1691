"""What a page does in a browser: test_page.py, with a page that the program wrote in GRAPH_PAGE if there is one.

GRAPH_SCREENSHOTS is a folder that gets its pictures.
"""

import json
import os
import pathlib
import re
import tempfile
import unittest

import sample
from axe_playwright_python.sync_playwright import Axe
from browser import chromium, opened
from playwright.sync_api import expect

expect.set_options(timeout=60_000)
SCHEMES = ["light", "dark"]


class Case(unittest.TestCase):
    """One browser for all tests of a class; a page that complains fails the test that opened it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.browser = cls.enterClassContext(chromium())

    @classmethod
    def write(cls, name, data):
        path = cls.folder / f"{name}.html"
        path.write_text(sample.page(data))
        return path

    def open(self, path, hash="", **options):
        result = self.enterContext(opened(self.browser, path, hash, **options))
        self.addCleanup(lambda: self.assertEqual(result.complaints, []))
        return result.page

    def search(self, page, words):
        page.get_by_role("searchbox", name="Search rules").fill(words)
        expect(page).to_have_url(re.compile("#q="))

    def status(self, page):
        return page.get_by_role("status").inner_text().replace("\u202f", " ")

    def assertNoViolations(self, page):
        found = Axe().run(page).response["violations"]
        self.assertEqual([(entry["id"], [node["html"][:200] for node in entry["nodes"][:3]]) for entry in found], [])


class AnyPageTests(Case):
    """What holds for each page, whatever it shows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        given = os.environ.get("GRAPH_PAGE")
        cls.path = pathlib.Path(given).resolve() if given else cls.write("small", sample.small())
        text = cls.path.read_text(encoding="utf-8")
        cls.data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1])

    def test_stands_alone(self):
        text = self.path.read_text(encoding="utf-8")
        policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        self.assertIn(f'<meta http-equiv="Content-Security-Policy" content="{policy}">', text)
        self.assertEqual(re.findall(r"\{\{\w+\}\}", text.split('id="data">')[0]), [])
        self.assertEqual(text.count("</script>"), 2)
        self.assertRegex(text, "<noscript>.*alb-admission graph -o text.*</noscript>")

    def test_structure(self):
        page = self.open(self.path)
        for role in ["banner", "search", "main"]:
            self.assertEqual(page.get_by_role(role).count(), 1, role)
        expect(page.get_by_role("heading", level=1)).to_have_text(
            f"ALBs of {self.data['title']}" if self.data["title"] else "ALBs")
        levels = page.eval_on_selector_all("h1, h2, h3, h4", "list => list.map(heading => Number(heading.tagName[1]))")
        self.assertEqual([pair for pair in zip(levels, levels[1:]) if pair[1] > pair[0] + 1], [])
        for alb in self.data["albs"]:
            self.assertGreater(page.get_by_role("button", name=f"ALB {alb['name']}", exact=True).count(), 0)
        self.assertEqual(page.locator("button:not([type=button])").count(), 0)

    def test_colours(self):
        for scheme in SCHEMES:
            with self.subTest(scheme):
                page = self.open(self.path, color_scheme=scheme)
                self.assertNoViolations(page)
                self.picture(page, scheme)
                for details in page.locator("details").all()[:20]:
                    details.evaluate("element => { element.open = true }")
                page.evaluate("document.querySelector('.toggle:enabled')?.click()")
                self.assertNoViolations(page)

    def picture(self, page, name):
        folder = os.environ.get("GRAPH_SCREENSHOTS")
        if folder:
            page.screenshot(path=pathlib.Path(folder) / f"graph-{name}.png")

    def test_narrow(self):
        page = self.open(self.path, viewport={"width": 400, "height": 800})
        page.get_by_role("button", name="Unfold all").click()
        self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), 400)
        self.assertNoViolations(page)
        self.picture(page, "narrow")

    def test_paper(self):
        page = self.open(self.path, color_scheme="dark")
        self.assertGreater(len(re.findall(rb"/Type\s*/Page\b", page.pdf())), 0)
        page.emulate_media(media="print")
        self.assertEqual(page.evaluate("getComputedStyle(document.body).color"), "rgb(0, 0, 0)")
        self.assertEqual(page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
        expect(page.get_by_role("search")).to_have_count(0)

    def test_without_script(self):
        page = self.open(self.path, java_script_enabled=False)
        self.assertGreater(page.locator("p.noscript").bounding_box()["height"], 0)


class SmallPageTests(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.write("small", sample.small())

    def test_says_everything(self):
        page = self.open(self.path)
        tree = page.locator("body").aria_snapshot()
        for words in [
            'button "ALB default" [expanded]', 'button "Listener HTTP 80" [expanded]', 'link "rule 3 of shop/web"',
            'button "Ingress shop/web" [expanded]', 'button "Paths that were not built" [expanded]',
            'button "Ingresses that lead to no ALB" [expanded]', 'button "2 never reached"', 'link "Ingress payments/api"',
            'heading "ALB payments" [level=2]', 'heading "Listener HTTPS 443" [level=3]',
            'heading "Ingress shop/web-canary" [level=4]', "heading \"Notes\" [level=2]",
        ]:
            self.assertIn(words, tree)
        text = page.get_by_role("main").inner_text()
        for words in [
            "never reached: rule 3 of shop/web answers instead", "rule 2 of shop/web and rule 3 of shop/web answer instead",
            "open in clear text", "canary", "regular expression", "judges responses", "stops the ALB", "any host/status",
            "redirect Protocol=HTTPS HttpCode=308", "90 %", "3 ready endpoints", "NodePort", "order 10 by default",
            "503: there is no Service shop/search", "create it, or correct", "server group sgp-7x2k",
            "and header x-next is yes", "Exact takes no wildcard", "its IngressClass nginx is of another controller",
            "\n* is not allowed in an Exact path.\n\nFix: use a prefix.", "cert-8842 of the AlbConfig", "alb-4f6x9d", "This ALB is stopped.",
        ]:
            self.assertIn(words, text)
        self.assertEqual(self.status(page), "11 rules, 1 path not built, 1 Ingress without an ALB")

    def test_order(self):
        page = self.open(self.path)
        listener = page.locator(".listener").filter(has=page.get_by_role("button", name="Listener HTTPS 443")).first
        self.assertEqual(listener.locator(".rule").evaluate_all("list => list.map(item => item.value)"), [1, 2, 3, 4, 5, 6])
        self.assertEqual(listener.locator("h4").all_inner_texts(), ["Ingress\nshop/web-canary", "Ingress\nshop/web", "Ingress\nshop/media"])

    def test_search(self):
        page = self.open(self.path)
        for words, count in [
            ("shop.example.com", 9), ("SHOP.example", 8), ("*.example.com", 10), ("x.example.com", 1),
            ("https://shop.example.com/health", 2), ("/search", 1), ("payments/api", 1), ("shop/cart-beta", 2),
            ("shop.example.com /health", 2), ("ingress:shop/web", 6), ("cart:80", 1), ("sgp-7x2k", 1), ("payments", 1), ("nowhere", 0),
        ]:
            with self.subTest(words):
                page.get_by_role("searchbox").fill(words)
                expect(page.get_by_role("status")).to_have_text(
                    re.compile(rf"^{count} of 11 rules match(es)?\b"))
                self.assertEqual(page.locator(".rules > .rule").count(), count)
        expect(page.get_by_text("Nothing matches.")).to_be_visible()
        page.get_by_role("searchbox").fill("/media/*")
        expect(page.get_by_role("status")).to_have_text("0 of 11 rules match, 1 path not built")

    def test_filters(self):
        page = self.open(self.path)
        for name, key, count in [
            ("1 stops an ALB", "stops", 1), ("1 denial", "denials", 1), ("2 warnings", "warnings", 2),
            ("1 to a faulty Service", "faults", 1), ("2 never reached", "unreached", 2), ("1 open in clear text", "clear", 1),
            ("1 path not built", "unbuilt", 0), ("1 without an ALB", "detached", 0),
        ]:
            with self.subTest(key):
                button = page.get_by_role("button", name=name, exact=True)
                button.click()
                expect(button).to_have_attribute("aria-pressed", "true")
                self.assertTrue(page.url.endswith(f"#show={key}"), page.url)
                self.assertRegex(self.status(page), rf"^{count} of 11 rules match")
                self.assertEqual(page.locator(".rules > .rule").count(), count)
                button.click()
        self.assertNotIn("#", page.url)
        page.get_by_role("button", name="1 open in clear text").click()
        page.get_by_role("button", name="2 never reached").click()
        self.search(page, "media")
        self.assertRegex(self.status(page), r"^1 of 11 rules matches")
        self.assertTrue(page.url.endswith("#q=media&show=unreached,clear"), page.url)

    def test_address(self):
        page = self.open(self.path, "#q=shop.example.com+/cart&show=clear,unreached,nonsense")
        expect(page.get_by_role("searchbox")).to_have_value("shop.example.com /cart")
        expect(page.get_by_role("button", pressed=True)).to_have_count(2)
        page.evaluate("location.hash = '#ingress=payments/api'")
        expect(page.locator(".is-target h4")).to_contain_text("payments/api")
        expect(page.get_by_role("searchbox")).to_have_value("")
        page.evaluate("location.hash = '#ingress=team-c/forgotten'")
        expect(page.locator(".is-target")).to_contain_text("team-c/forgotten")
        page.evaluate("location.hash = '#ingress=no/body&rule=x&%E0%A4%A'")
        expect(page.get_by_text("Nothing matches.")).to_be_visible()

    def test_links(self):
        page = self.open(self.path)
        page.get_by_role("button", name="Fold all", exact=True).click()
        page.get_by_role("link", name="Ingress payments/api").click()
        expect(page.locator(".is-target h4")).to_contain_text("payments/api")
        page.get_by_role("button", name="Unfold all").click()
        page.get_by_role("link", name="rule 3 of shop/web").first.click()
        expect(page.locator(".is-target")).to_have_attribute("value", "3")
        expect(page.locator(".is-target")).to_be_focused()
        expect(page.locator(".is-target")).to_be_in_viewport()
        page.get_by_role("button", name="Fold all", exact=True).click()
        page.evaluate("location.hash = '#ingress=payments/api'")
        page.get_by_role("button", name="Fold all", exact=True).click()
        page.get_by_role("link", name="Ingress payments/api").click()
        expect(page.locator(".is-target h4")).to_contain_text("payments/api")

    def test_leaving_the_field_folds_nothing(self):
        page = self.open(self.path)
        self.search(page, "cart")
        page.get_by_role("button", name="Ingress shop/web", exact=True).first.click()
        expect(page.get_by_role("button", name="Ingress shop/web", exact=True).first).to_have_attribute("aria-expanded", "false")

    def test_keyboard(self):
        page = self.open(self.path)
        focus = lambda: page.evaluate("document.activeElement.textContent || document.activeElement.id")
        press = page.keyboard.press
        press("Tab")
        self.assertEqual(focus(), "Skip to the ALBs")
        press("Enter")
        self.assertEqual(page.evaluate("document.activeElement.id"), "main")
        press("/")
        self.assertEqual(focus(), "search")
        page.keyboard.type("shop/w")
        expect(page.get_by_role("status")).to_have_text(re.compile("^7 of 11"))
        press("Escape")
        expect(page.get_by_role("searchbox")).to_have_value("")
        expect(page.get_by_role("status")).to_have_text(re.compile("^11 rules"))
        press("ArrowDown")
        self.assertEqual(focus(), "ALB default")
        steps = [
            ("ArrowDown", "Listener HTTP 80"), ("ArrowDown", "Ingress shop/web"), ("ArrowLeft", "Ingress shop/web"),
            ("ArrowLeft", "Listener HTTP 80"), ("ArrowLeft", "Listener HTTP 80"), ("ArrowDown", "Listener HTTPS 443"),
            ("ArrowUp", "Listener HTTP 80"), ("ArrowRight", "Listener HTTP 80"), ("ArrowRight", "Ingress shop/web"),
        ]
        for key, name in steps:
            press(key)
            self.assertEqual(focus(), name, key)
        button = page.get_by_role("button", name="Ingress shop/web", exact=True).first
        expect(button).to_have_attribute("aria-expanded", "false")
        press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        outline = button.evaluate("element => getComputedStyle(element).outlineStyle")
        self.assertEqual(outline, "solid")

    def test_no_keyboard_trap(self):
        page = self.open(self.path)
        everything = page.locator("a, button:enabled, input, summary").count()
        seen = []
        for _ in range(everything):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("""() => {
                const all = [...document.querySelectorAll('a, button:enabled, input, summary')]
                return all.indexOf(document.activeElement)
            }"""))
        self.assertEqual(seen, list(range(everything)))

    def test_fold_all(self):
        page = self.open(self.path)
        page.get_by_role("button", name="Fold all", exact=True).click()
        expect(page.get_by_role("button", expanded=True)).to_have_count(0)
        self.assertEqual(page.locator(".rule").count(), 0)
        self.assertIn("stops the ALB", page.get_by_role("main").inner_text())
        page.get_by_role("button", name="Unfold all").click()
        expect(page.get_by_role("button", expanded=False)).to_have_count(0)

    def test_paper_unfolds(self):
        page = self.open(self.path)
        page.get_by_role("button", name="Fold all", exact=True).click()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(page.locator(".rule").count(), 11)
        self.assertEqual(page.locator("details:not([open])").count(), 0)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        self.assertEqual(page.locator(".rule").count(), 0)

    def test_nothing(self):
        empty = {"version": 1, "title": "", "notes": [], "texts": [], "findings": [], "services": [], "rules": [],
                 "ingresses": [], "albs": [], "detached": []}
        page = self.open(self.write("empty", empty))
        expect(page.get_by_text("There is no ALB and no Ingress in what was read.")).to_be_visible()
        self.assertNoViolations(page)


class HostilePageTests(Case):
    def test_texts_stay_texts(self):
        data = sample.hostile()
        page = self.open(self.write("hostile", data))
        page.get_by_role("button", name="Unfold all").click()
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true }")
        self.assertEqual(page.locator("img, iframe, object, form, script:not(:last-of-type), main style").count(), 0)
        self.assertEqual(page.locator("svg:not(.icon)").count(), 0)
        self.assertEqual(page.locator("a:not([href^='#'])").count(), 0)
        page.set_viewport_size({"width": 400, "height": 800})
        self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), 400)
        self.assertNoViolations(page)
        self.assertIn("<img src=x onerror=alert(1)>", page.get_by_role("main").inner_text())
        for words in sample.HOSTILE:
            page.get_by_role("searchbox").fill(words)
            page.get_by_role("searchbox").press("Enter")
        for link in page.locator("a[href^='#ingress']").all()[:5]:
            link.evaluate("element => element.click()")


class LargePageTests(Case):
    """2 000 Ingresses of 16 rules each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.write("large", sample.large(2000))

    def test_draws_what_is_unfolded(self):
        page = self.open(self.path)
        self.assertEqual(self.status(page), "32 000 rules")
        self.assertEqual(page.locator(".group, .rule").count(), 0)
        page.get_by_role("button", name="ALB alb-1", exact=True).click()
        page.get_by_role("button", name="Listener HTTPS 443").click()
        self.assertEqual(page.locator(".group").count(), 60)
        self.assertEqual(page.locator(".rule").count(), 0)
        page.locator(".group .fold").first.click()
        self.assertEqual(page.locator(".rule").count(), 16)
        more = page.get_by_role("button", name="Show more (165 left)")
        more.evaluate("button => { button.focus({ preventScroll: true }); button.click() }")
        expect(page.locator(".group")).to_have_count(225)
        expect(page.locator(".group .fold").nth(60)).to_be_focused()

    def test_more_comes_into_sight(self):
        page = self.open(self.path)
        page.get_by_role("button", name="ALB alb-1", exact=True).click()
        page.get_by_role("button", name="Listener HTTPS 443").click()
        page.get_by_role("button", name=re.compile("^Show more")).scroll_into_view_if_needed()
        expect(page.locator(".group")).to_have_count(225)
        expect(page.get_by_role("button", name=re.compile("^Show more"))).to_have_count(0)

    def test_unfold_all_is_bounded(self):
        page = self.open(self.path)
        page.get_by_role("button", name="Unfold all").click()
        self.assertLess(page.locator(".group, .rule").count(), 2000)
        self.assertGreater(page.locator(".rule").count(), 50)
        self.assertNoViolations(page)

    def test_search(self):
        page = self.open(self.path)
        self.search(page, "app-77.team")
        expect(page.get_by_role("status")).to_have_text(re.compile("^16 of"))
        expect(page.locator(".rule")).to_have_count(16)
        page.get_by_role("searchbox").fill("example.com")
        expect(page.get_by_role("status")).to_have_text(re.compile("^32"))
        self.assertLess(page.locator(".group, .rule").count(), 2000)

    def test_links(self):
        for hash, words in [("#ingress=team-190/web-1990", "web-1990"), ("#ingress=team-190/web-1990&rule=3573", "/v0/section-4"),
                            ("#ingress=team-190/web-1990&rule=1", "web-1990")]:
            with self.subTest(hash):
                page = self.open(self.path, hash)
                expect(page.locator(".is-target")).to_contain_text(words)
                expect(page.locator(".is-target")).to_be_in_viewport()

    def test_paper_shows_what_is_shown(self):
        page = self.open(self.path)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(page.locator(".rule").count(), 0)
        self.search(page, "team-7.")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(page.locator(".rule").count(), 160)


if __name__ == "__main__":
    unittest.main()
