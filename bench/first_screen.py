"""How long until the first screen can be used on a slow network: 400 ms, 400 kbit/s, a four times slower processor."""

import time

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.stage import PHONE, chromium, context, running_town

LATENCY = 400
"""Milliseconds a round trip."""
THROUGHPUT = 400_000 / 8
"""Bytes a second."""
ROUNDS = 3
GOAL = 3.5


def slow_down(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": THROUGHPUT,
            "uploadThroughput": THROUGHPUT,
        },
    )
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def main() -> None:
    """Prints each round and the median."""
    with running_town() as town, sync_playwright() as playwright:
        browser = chromium(playwright)
        took = []
        for number in range(ROUNDS):
            page = context(browser, PHONE).new_page()
            slow_down(page)
            began = time.perf_counter()
            page.goto(town.site, wait_until="commit")
            expect(page.locator("main h1")).to_be_visible()
            expect(page.locator(".hero button")).to_be_enabled()
            took.append(time.perf_counter() - began)
            print(f"round {number + 1}: first screen usable after {took[-1]:.2f} s")
            page.context.close()
        median = sorted(took)[ROUNDS // 2]
        print(f"median {median:.2f} s (goal: under {GOAL} s)")
        browser.close()


if __name__ == "__main__":
    main()
