"""The console at 20,000 sites: `python -m benchmarks.console [--rows 20000] [--agents 20] [--seconds 20]`.

A server in a process of its own; agents who type shorthand one letter at a time, each letter a request, as the page does;
then Chromium, from a key going down to the result painted. Milliseconds: median, 95th percentile, worst.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Page

from benchmarks.importing import write
from directory.importer.run import import_file
from tests.sentences.held_back import read
from tools.browser import chromium, free_port
from tools.console_desk import open_house

# A quick typist: 60 words a minute.
BETWEEN_KEYS = (0.12, 0.28)
_PAINT = """
() => {
  window.painted = []; window.pressed = 0;
  document.getElementById('q').addEventListener('beforeinput', event => { window.pressed = event.timeStamp; });
  new MutationObserver(() => {
    const since = window.pressed;
    requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - since)));
  }).observe(document.getElementById('found'), { childList: true });
}
"""


def main() -> None:
    """Fill a directory, serve it, measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    queries = [case["text"] for case in read("console_dev")]
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), given.rows)
        with served(Path(name)) as address:
            asyncio.run(type_together(address, queries, 1, 5))  # warm
            for agents in (1, given.agents):
                times = asyncio.run(type_together(address, queries, agents, given.seconds))
                report(f"server, {agents} agents typing", times)
            report("key to paint in Chromium, 1 agent", paint(address, queries[:12]))


def fill(folder: Path, rows: int) -> None:
    """A directory of `rows` made-up sites in `folder`."""
    house = open_house({"AIDENUM_VAR": str(folder)})
    import_file(house.engine, write(folder / "sites.csv", rows))
    house.engine.dispose()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The console served from a process of its own."""
    port = free_port()
    env = {**os.environ, "AIDENUM_VAR": str(folder), "AIDENUM_OFFLINE": "1"}
    command = [sys.executable, "-W", "ignore", "-m", "tools.console_desk", "--port", str(port)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait()


async def type_together(address: str, queries: list[str], agents: int, seconds: float) -> list[float]:
    """Milliseconds of every answer to `agents` who type at once."""
    times: list[float] = []
    until = time.perf_counter() + seconds
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=httpx.Limits(max_connections=200)) as client:
        await asyncio.gather(*(_agent(client, queries, number, until, times) for number in range(agents)))
    return times


async def _agent(client: httpx.AsyncClient, queries: list[str], number: int, until: float, times: list[float]) -> None:
    chance = random.Random(number)
    while time.perf_counter() < until:
        query, asked = chance.choice(queries), None
        for length in range(1, len(query) + 1):
            if asked:
                asked.cancel()  # as the page does: a newer letter makes the older answer useless
            asked = asyncio.create_task(_ask(client, query[:length], times))
            await asyncio.sleep(chance.uniform(*BETWEEN_KEYS))
        if asked:
            await asyncio.wait([asked])


async def _ask(client: httpx.AsyncClient, text: str, times: list[float]) -> None:
    start = time.perf_counter()
    try:
        response = await client.post("/console/cherche", data={"q": text})
        response.raise_for_status()
    finally:
        # An answer that a newer letter cut counts with the time it had already taken.
        times.append((time.perf_counter() - start) * 1000)


def paint(address: str, queries: list[str]) -> list[float]:
    """Milliseconds from a key going down to its result painted, letter after letter."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{address}/console")
        page.wait_for_selector("#q[role=combobox]")
        page.wait_for_timeout(500)
        return [one for query in queries for one in _paint(page, query)]


def _paint(page: Page, query: str) -> list[float]:
    page.fill("#q", "")
    page.wait_for_timeout(300)
    page.evaluate(_PAINT)
    for letter in query:
        page.keyboard.type(letter)
        page.wait_for_timeout(200)
    page.wait_for_timeout(300)
    return [float(one) for one in page.evaluate("window.painted")][: len(query)]


def report(name: str, times: list[float]) -> None:
    """One line."""
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    print(
        f"{name}: {statistics.median(ordered):.0f} / {p95:.0f} / {ordered[-1]:.0f} ms ({len(ordered)} answers)",
        flush=True,
    )


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{address}/console")
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError("the console did not start")


if __name__ == "__main__":
    main()
