"""The page and the widget on slow 3G (400 kbit/s, 400 ms, processor slowed four times), in a real Chromium.

    .venv/bin/python -m benchmarks.web_slow_network

Says the times, and ends with 1 when one is over its target. The answers are canned (tools/cardboard.py): this measures what
the network and the browser cost; the server's own time is measured elsewhere.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

from playwright.sync_api import Browser, Page

from directory.settings import Settings
from tools.browser import chromium, serving
from tools.cardboard import SETTINGS, Cardboard, application

SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
TARGETS = {"launcher visible": 2.5, "widget open, field ready": 3.0, "page readable": 2.5, "first answer": 3.0}
RUNS = 5


def slow_page(browser: Browser) -> Page:
    """A phone on slow 3G, with nothing in its cache."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page


def timed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def one_run(browser: Browser, address: str) -> dict[str, float]:
    """The four times, once."""
    page = slow_page(browser)
    launcher, frame = page.locator("aidenum-widget .launcher"), page.frame_locator("iframe")
    visible = timed(lambda: (page.goto(f"{address}/demo", wait_until="commit"), launcher.wait_for()))
    ready = timed(lambda: (launcher.click(), frame.locator("#message").wait_for()))
    page.context.close()
    page = slow_page(browser)
    readable = timed(lambda: (page.goto(address, wait_until="commit"), page.locator("#message").wait_for()))
    page.wait_for_load_state("load")
    page.fill("#message", "aide à Caudry")
    answer = timed(lambda: (page.click(".send"), page.locator(".card").first.wait_for()))
    page.context.close()
    return dict(zip(TARGETS, (visible, ready, readable, answer), strict=True))


def main() -> int:
    """Measure, say, judge."""
    house = Cardboard(Settings.from_env(SETTINGS))
    with serving(application(house)) as server, chromium() as browser:
        runs = [one_run(browser, server.address) for _ in range(RUNS)]
    times = {name: median(run[name] for run in runs) for name in TARGETS}
    for name, seconds in times.items():
        worst = max(run[name] for run in runs)
        print(f"{name:26} median {seconds:.2f} s, worst {worst:.2f} s (target {TARGETS[name]:.1f} s)")
    return int(any(times[name] > limit for name, limit in TARGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
