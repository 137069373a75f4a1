"""People in the browser tests: what they do, and what we watch while they do it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.mail.sink import Sink

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (320, 1280)
CODE = re.compile(r"^\s*([0-9A-Z]{4}-[0-9A-Z]{4})\s*$", re.MULTILINE)


@dataclass
class Watch:
    """What must not happen on any page, collected until the end of the test."""

    problems: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    looking: bool = False

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)

    def _console(self, message) -> None:
        # axe puts a style of its own into the page while it looks; that is not the page's doing.
        if "Content Security Policy" in message.text and not self.looking:
            self.problems.append(f"CSP: {message.text}")

    def _response(self, response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status} {response.url}")

    def look(self, page: Page, *, axe_at: tuple[int, ...] = WIDTHS) -> None:
        """axe at these widths, nothing sticking out at any; once for each kind of page."""
        path = re.sub(r"[^/]{40,}|(?<=/)[0-9]+(?=/)", "*", urlsplit(page.url).path)
        kind = f"{path} {page.title()}"
        if kind in self.seen:
            return
        self.seen.add(kind)
        before = page.viewport_size
        self.looking = True
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                self.problems.append(f"sticks out at {width} px: {kind}")
            if width not in axe_at:
                continue
            options = {"runOnly": {"type": "tag", "values": WCAG_22_AA}}
            for found in Axe().run(page, options=options).response["violations"]:
                where = found["nodes"][0]["html"][:160]
                self.problems.append(f"axe at {width} px: {kind}: {found['id']}: {where}")
        page.set_viewport_size(before)
        self.looking = False

    def assert_clean(self) -> None:
        assert not self.problems, "\n".join(self.problems)


@dataclass
class Post:
    """The mails that really left, as a mail server received them."""

    sink: Sink
    deliver: Callable[[], None]

    def all_to(self, email: str) -> list[EmailMessage]:
        self.deliver()
        return [message for message in self.sink.messages if message["To"] == email]

    def newest_to(self, email: str, *, about: str = "") -> str:
        """The text of the newest mail to an address that holds the words `about`."""
        for message in reversed(self.all_to(email)):
            text = message.get_body(("plain",)).get_content()
            if about in f"{message['Subject']} {text}":
                return text
        subjects = [str(message["Subject"]) for message in self.all_to(email)]
        raise AssertionError(f"no mail about {about!r} to {email}, only {subjects}")

    def newest_code(self, email: str) -> str:
        """The sign-in code that arrived last."""
        texts = [message.get_body(("plain",)).get_content() for message in self.all_to(email)]
        return [code[1] for text in texts for code in CODE.finditer(text)][-1]

    def link_in(self, email: str, *, ending: str = "") -> str:
        """The newest answer link that was mailed to an address and ends so."""
        for message in reversed(self.all_to(email)):
            text = message.get_body(("plain",)).get_content()
            for link in re.findall(r"https?://\S+/svar/\S+", text):
                if link.endswith(ending):
                    return link
        raise AssertionError(f"no link ending in {ending!r} was mailed to {email}")


class Actor:
    """A person with a name, an address and a browser."""

    def __init__(
        self, name: str, email: str, page: Page, post: Post, watch: Watch, *, checks: bool
    ) -> None:
        self.name = name
        self.email = email
        self.page = page
        self.post = post
        self.watch = watch
        self.checks = checks
        watch.listen(page)

    def look(self) -> None:
        if self.checks:
            self.watch.look(self.page)

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]:visible").fill(value)

    def choose(self, name: str, value: str) -> None:
        """Check a radio button, as by its label."""
        self.page.locator(f"main [name={name}][value='{value}']").check(force=True)

    def press(self, name: str = "", value: str = "", *, within: str = "main form") -> None:
        """Press a button by its name and value, or the only one of the page's form."""
        button = f"{within} button[type=submit]:not(.sr-only):visible"
        if name:
            button += f"[name={name}][value='{value}']"
        self.follow(button)

    def follow(self, selector: str) -> None:
        """Click what leads to another page, and look at that page."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.click()
        self.look()

    def open_link(self, path_end: str) -> None:
        """Follow the link in the page whose address ends so."""
        self.follow(f"main a[href$='{path_end}']")

    def submit_to(self, path_end: str) -> None:
        """Press the button of the form that posts there."""
        self.press(within=f"main form[action$='{path_end}']")

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def sign_in(self, next_path: str = "/min/") -> None:
        """With a code from a mail that really arrived."""
        self.go(f"/konto/login/code/?next={next_path}")
        self.give_code()

    def give_code(self) -> None:
        """From the sign-in page on: address, code, and the name if it is the first time."""
        self.fill(email=self.email)
        self.press()
        self.fill(code=self.post.newest_code(self.email))
        self.press()
        if "/velkommen/" in self.page.url:
            self.fill(name=self.name)
            self.press()
