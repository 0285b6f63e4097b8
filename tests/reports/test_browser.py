"""The HTML report in a real browser: links, filter, keyboard, print, dark, and strangers' words that do not act."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.selenium import Axe
from reports.papers import AS_OF, HOSTILE, UNREADABLE, hostile, over
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tradelint.config import Config
from tradelint.engine import lint
from tradelint.findings import Report
from tradelint.reports import Look, render

FIXTURES = Path(__file__).parents[2] / "fixtures" / "faulty"
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--window-size=1280,900",
)  # fmt: skip
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Debian's Chromium with an empty profile; nothing is downloaded."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        absent = "no chromium and chromedriver here: apt-get install chromium chromium-driver"
        pytest.fail(absent) if os.environ.get("TRADELINT_NEEDS_BROWSER") else pytest.skip(absent)
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver))
    yield running
    running.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports on one paper, on several with a Chinese and an unreadable one, and on hostile words."""
    config = Config(as_of=AS_OF, keep_text=True)
    one, chinese = (
        lint((FIXTURES / name).read_bytes(), name, config) for name in ("pi-led-panels.xlsx", "gouxiao-shelving.docx")
    )
    evil = [record for word in HOSTILE for record in hostile(word).records]
    folder = tmp_path_factory.mktemp("pages")
    return {
        name: _written(folder / f"{name}.html", report)
        for name, report in (("one", over(*one)), ("many", over(*one, *chinese, UNREADABLE)), ("evil", over(*evil)))
    }


def _written(path: Path, report: Report) -> Path:
    path.write_text(render(report, "html", Look()), "utf-8")
    return path


def opened(browser: webdriver.Chrome, path: Path, *, width: int = 1280, media: str = "", scheme: str = "light") -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get(path.as_uri())


def requests(browser: webdriver.Chrome) -> set[str]:
    """Every address that the page asked for."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}


def styles(browser: webdriver.Chrome, selector: str, name: str) -> set[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map(e => getComputedStyle(e)[arguments[1]])"
    return set(browser.execute_script(script, selector, name))


def seen(browser: webdriver.Chrome, selector: str) -> bool:
    """Whether the middle of an element is what a person sees there."""
    script = """const element = document.querySelector(arguments[0]), box = element.getClientRects()[0];
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return element === top || element.contains(top);"""
    return bool(browser.execute_script(script, selector))


@pytest.mark.parametrize("name", ["one", "many", "evil"])
def test_the_page_loads_without_a_console_error_or_another_request(
    browser: webdriver.Chrome, pages: dict[str, Path], name: str
) -> None:
    opened(browser, pages[name])
    assert browser.get_log("browser") == []
    assert requests(browser) == {pages[name].as_uri()}
    assert styles(browser, ".finding", "borderLeftStyle") == {"solid"}  # the policy let the style sheet in


def test_a_finding_leads_to_its_words_in_the_paper_and_back(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    opened(browser, pages["one"])
    found = [
        f for f in browser.find_elements(By.CSS_SELECTOR, ".finding") if f.find_elements(By.TAG_NAME, "blockquote")
    ]
    assert len(found) > 5
    for finding in found:
        link = finding.find_element(By.CSS_SELECTOR, ".where a[href*='-t']")
        anchor = (link.get_attribute("href") or "").split("#")[1]
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()
        assert browser.execute_script("return location.hash") == f"#{anchor}"
        assert seen(browser, "mark:target, mark:has(:target)")
        quote = finding.find_element(By.TAG_NAME, "blockquote").text
        mark = browser.find_element(By.CSS_SELECTOR, "mark:target, mark:has(:target)").text
        assert " ".join(mark.split()) and " ".join(mark.split())[:20] in quote
    browser.execute_script("document.querySelector('.sheet .ref').scrollIntoView({block: 'center'})")
    browser.find_element(By.CSS_SELECTOR, ".sheet .ref").click()
    assert browser.find_element(By.CSS_SELECTOR, ".finding:target").is_displayed()


def test_a_link_into_the_paper_leaves_the_findings_where_they_are(
    browser: webdriver.Chrome, pages: dict[str, Path]
) -> None:
    opened(browser, pages["one"])
    link = browser.find_elements(By.CSS_SELECTOR, ".finding .where a[href*='-t']")[4]
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    before = browser.execute_script("return arguments[0].getBoundingClientRect().top", link)
    link.click()
    assert abs(browser.execute_script("return arguments[0].getBoundingClientRect().top", link) - before) < 40


def test_every_link_in_the_page_has_its_target(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    for page in pages.values():
        opened(browser, page)
        lost = browser.execute_script(
            "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
            ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"
        )
        twice = browser.execute_script(
            "const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size"
        )
        assert (lost, twice) == ([], 0)


@pytest.mark.parametrize("name", ["one", "many"])
def test_the_filter_hides_and_shows_findings_of_a_severity(
    browser: webdriver.Chrome, pages: dict[str, Path], name: str
) -> None:
    opened(browser, pages[name])
    for severity in ("error", "warning", "info"):
        box = browser.find_element(By.ID, f"show-{severity}")
        box.send_keys(Keys.SPACE)
        shown = {
            kind: {f.is_displayed() for f in browser.find_elements(By.CSS_SELECTOR, f".finding.{kind}")}
            for kind in ("error", "warning", "info")
        }
        assert shown.pop(severity) == {False}
        assert list(shown.values()) == [{True}, {True}]
        assert styles(browser, f"mark.{severity}", "backgroundColor") <= {"rgba(0, 0, 0, 0)"}
        box.send_keys(Keys.SPACE)
        assert all(f.is_displayed() for f in browser.find_elements(By.CSS_SELECTOR, ".finding"))


def test_the_policy_stops_a_script_even_if_one_got_in(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    opened(browser, pages["one"])
    before = browser.title
    browser.execute_script(
        "const s = document.createElement('script'); s.text = \"document.title = 'owned'\"; document.body.append(s);"
        "document.body.insertAdjacentHTML('beforeend', \"<img src=x onerror=document.title='owned'>\");"
    )
    assert browser.title == before
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


def test_hostile_words_are_shown_and_do_nothing(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    opened(browser, pages["evil"])
    assert "owned" not in browser.title and browser.title.startswith(f"{len(HOSTILE)} papers")
    assert browser.find_elements(By.CSS_SELECTOR, "script, img, svg, iframe, base, object, embed, link") == []
    said = browser.execute_script("return document.body.textContent")
    assert "<img src=x" in said and "{{ 7*191 }}" in said and "1337" not in said


def tabbed(browser: webdriver.Chrome, presses: int) -> list[str]:
    """What has the focus after each press of Tab from the top of the page, and whether an outline shows it."""
    reached = []
    for _ in range(presses):
        webdriver.ActionChains(browser).send_keys(Keys.TAB).perform()
        now = browser.switch_to.active_element
        assert now.value_of_css_property("outline-style") == "solid"
        reached.append(now.get_attribute("id") or now.get_attribute("class") or now.tag_name)
    return reached


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: webdriver.Chrome, pages: dict[str, Path]
) -> None:
    opened(browser, pages["one"])
    presses = browser.execute_script("return document.querySelectorAll('a, input, summary, [tabindex]').length")
    reached = tabbed(browser, presses)
    assert reached[0] == "skip"
    assert {"show-error", "show-warning", "show-info", "sheet", "code"} <= set(reached)


def test_headings_descend_step_by_step_below_one_title(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    for page in pages.values():
        opened(browser, page)
        tags = browser.execute_script("return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName)")
        levels = [int(tag[1]) for tag in tags]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["one", "many"])
def test_axe_finds_no_barrier(browser: webdriver.Chrome, pages: dict[str, Path], name: str, scheme: str) -> None:
    opened(browser, pages[name], scheme=scheme)
    found: dict[str, Any] = Axe().run(browser, options=AXE_RULES)
    assert len(found["passes"]) > 15
    assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found["violations"]] == []


def brightness(colour: str) -> float:
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))
    return (red + green + blue) / 3


def test_dark_is_dark_and_light_is_light(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    for scheme, is_dark in (("light", False), ("dark", True)):
        opened(browser, pages["one"], scheme=scheme)
        (page,), (ink,) = styles(browser, "body", "backgroundColor"), styles(browser, "body", "color")
        assert (brightness(page) < 60) is is_dark and (brightness(ink) > 180) is is_dark


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    for page in pages.values():
        opened(browser, page, width=360)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360


def test_print_shows_all_findings_and_the_whole_text_on_white(
    browser: webdriver.Chrome, pages: dict[str, Path]
) -> None:
    import pypdfium2

    opened(browser, pages["many"], media="print", scheme="dark")
    assert styles(browser, ".filter", "display") == {"none"}
    assert styles(browser, ".sheet", "maxHeight") == {"none"}
    assert styles(browser, "body", "backgroundColor") == {"rgb(255, 255, 255)"}
    findings = [f.text for f in browser.find_elements(By.CSS_SELECTOR, ".finding .code")]
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    paper = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(printed["data"])))
    text = "\n".join(page.get_textpage().get_text_range() for page in paper)
    assert findings and all(code in text for code in findings)
    assert "TERMS AND CONDITIONS" in text and "GJ-KV-2026-088" in text
