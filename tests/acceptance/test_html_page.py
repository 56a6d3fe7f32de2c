"""The HTML report in a browser: what opens, what a key does, what fits, and that nothing runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.availability import needs, program
from support.browser import Browser
from support.commands import CHECKOUT, mfagate, write

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs("chromium")

PANEL = "s1-api-key-identity"
NASTY = "<script>document.title = 'owned'<img src=x onerror=\"document.title = 'owned'\">"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Judge a guard in a file with a nasty name, a broken file with a nasty Sid, and a role's policy."""
    guard = (CHECKOUT / "policies/seed/bool.json").read_text(encoding="utf-8")
    trust = (CHECKOUT / "policies/recommended/trust.json").read_text(encoding="utf-8")
    broken = {"Version": "2012-10-17", "Statement": {"Sid": NASTY, "Effect": "Deny", "Action": "*"}}
    files = {
        f"{NASTY}.json": guard.replace("accountid", "123456789012"),
        "broken.json": json.dumps(broken),
        "trust.json": trust,
        "mfagate.yaml": "version: 1\n",
    }
    folder = write(tmp_path_factory.mktemp("page"), files)
    ended = mfagate("check", ".", "--engine", "embedded", "--format", "html:out.html", cwd=folder)
    assert (ended.code, ended.out, ended.err) == (1, "", "")
    return (folder / "out.html").as_uri()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser for all of these tests."""
    with Browser(program("chromium"), tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture
def page(browser: Browser, url: str) -> Browser:
    """Open the page anew, in a wide window."""
    browser.call("Emulation.setEmulatedMedia", media="", features=[])
    browser.size(1280, 900)
    browser.open("about:blank")
    browser.events.clear()
    browser.open(url)
    return browser


def shown(page: Browser, selector: str) -> bool:
    """Tell whether something takes room on the page."""
    return bool(page.js(f"document.querySelector({selector!r}).getClientRects().length"))


def style(page: Browser, selector: str, name: str) -> Any:  # noqa: ANN401 - any JSON
    """Return how something is shown."""
    return page.js(f"getComputedStyle(document.querySelector({selector!r}))[{name!r}]")


def test_a_cell_opens_without_a_script(page: Browser) -> None:
    """A click on a cell shows its panel with the statement's source; Close puts it away."""
    assert page.js("document.scripts.length") == 0
    assert not shown(page, f"#{PANEL}")

    page.js(f"document.querySelector('a[href=\"#{PANEL}\"]').click()")
    assert shown(page, f"#{PANEL}")
    assert "sts:GetFederationToken" in page.js(f"document.getElementById('{PANEL}').innerText")
    assert page.js("document.querySelectorAll('.panel:target').length") == 1

    page.js(f"document.querySelector('#{PANEL} .close').click()")
    assert not shown(page, f"#{PANEL}")


def test_a_cell_opens_by_the_keyboard(page: Browser) -> None:
    """Tab leads through the page from the skip link on, with a ring that is seen; Enter opens a cell."""
    page.key("Tab", 9)
    assert page.js("document.activeElement.textContent") == "Skip to the findings"
    assert page.js("document.activeElement.getBoundingClientRect().left") >= 0

    for _ in range(3):
        page.key("Tab", 9)
    target = page.js("document.activeElement.getAttribute('href')")
    assert target == "#s1-console-with-mfa-services"
    assert page.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    page.key("Enter", 13, "\r")
    assert shown(page, target)


def test_a_link_opens_the_cell_and_the_line(page: Browser, url: str) -> None:
    """A link to a cell or to a line of a policy can be given to somebody else."""
    page.open(f"{url}#{PANEL}")
    assert shown(page, f"#{PANEL}")

    page.open(f"{url}#f0-L69")
    assert page.js("document.getElementById('f0').open") is True
    assert shown(page, "#f0-L69")


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("part", ["", f"#{PANEL}"])
def test_nothing_is_wider_than_the_window(page: Browser, url: str, width: int, part: str) -> None:
    """On a telephone, a tablet and a desk no one scrolls the page sideways, and every cell can be read."""
    page.size(width, 800)
    page.open(url + part)
    assert page.js("document.documentElement.scrollWidth") <= width
    assert page.js("[...document.querySelectorAll('td.cell')].every(c => c.scrollWidth <= c.clientWidth + 1)")


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_light_and_dark_can_be_read(page: Browser, scheme: str, *, dark: bool) -> None:
    """The page follows the reader's choice, and text stands out from what is behind it (WCAG AA)."""
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    back = page.js(f"({LIGHTNESS})(getComputedStyle(document.body).backgroundColor)")
    assert (back < 0.1) is dark
    assert page.js(CONTRASTS) == []


def test_nothing_runs_and_nothing_is_fetched(page: Browser) -> None:
    """What stands in names of subjects and files is text, and the page's own policy refuses nothing of it."""
    assert page.js("document.title") == "mfagate: FAILED"
    assert NASTY in page.js("document.body.innerText")
    assert page.js("document.querySelectorAll('script, img, [onerror]').length") == 0
    methods = [event["method"] for event in page.events]
    requested = [
        event["params"]["request"]["url"].split("/")[-1]
        for event in page.events
        if event["method"] == "Network.requestWillBeSent"
    ]
    assert requested == ["out.html"]
    assert "Log.entryAdded" not in methods


def test_print_shows_the_cells_that_violate_the_profile(page: Browser) -> None:
    """On paper the panels of those cells are open, and no other; links that only a screen needs are gone."""
    page.call("Emulation.setEmulatedMedia", media="print")
    assert shown(page, f"#{PANEL}")
    assert not shown(page, "#s1-console-with-mfa-services")
    assert style(page, ".skip", "display") == "none"
    assert page.js("document.querySelector('.matrix').tagName") == "TABLE"
    assert style(page, ".matrix", "display") == "table"


# How light a color is, as WCAG reckons it.
LIGHTNESS = """color => {
  const parts = color.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}"""

# Every text that stands out too little, with what it is.
CONTRASTS = f"""(() => {{
  const light = {LIGHTNESS};
  const clear = color => /^rgba\\(.*, 0\\)$|^transparent$/.test(color);
  const behind = element => {{
    for (; element; element = element.parentElement) {{
      const color = getComputedStyle(element).backgroundColor;
      if (!clear(color)) return color;
    }}
    return 'rgb(255, 255, 255)';
  }};
  const found = [];
  for (const element of document.querySelectorAll('body *:not(svg *)')) {{
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || !element.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.push(element.outerHTML.slice(0, 100));
  }}
  return found;
}})()"""
