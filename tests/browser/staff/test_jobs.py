"""A job at the console: followed to its end."""

from playwright.sync_api import Route, expect

from .conftest import NewStaff


def test_a_job_is_followed_to_its_end_over_a_break_of_the_network(staff: NewStaff, waiting: str) -> None:
    supervisor = staff("supervisor")
    supervisor.open("publication")
    supervisor.page.wait_for_load_state("networkidle")
    looks: list[str] = []

    def broken_once(route: Route) -> None:
        looks.append(route.request.url)
        route.abort() if len(looks) == 1 else route.continue_()

    supervisor.page.route("**/jobs/rehearsal", broken_once)
    supervisor.button("^预演$").click()
    expect(supervisor.page.locator("[data-rehearsal]")).to_contain_text(waiting[-6:])
    assert len(looks) > 1


EXPORT = {
    "id": "01G76PAV4000000000000000E1",
    "season": "s",
    "format": "xlsx",
    "state": "approved",
    "asked_at": "2022-07-01T09:00:00+08:00",
    "expires": 1,
    "mine": True,
}
FAILED = {
    "job": f"export-{EXPORT['id']}",
    "kind": "export",
    "state": "failed",
    "mine": True,
    "by": "x",
    "started_at": "2022-07-01T09:00:00+08:00",
    "moved_at": "2022-07-01T09:01:00+08:00",
    "looked_at": 40,
    "percent": 10,
    "stalled": False,
    "reason": "x",
    "detail": "磁盘已满",
    "counts": {},
}


def test_an_export_that_came_to_nothing_says_why_and_can_be_started_again(staff: NewStaff) -> None:
    supervisor = staff("supervisor")
    asked: list[str] = []

    def answered(route: Route) -> None:
        asked.append(route.request.method)
        running = {"state": "running", "detail": None} if "POST" in asked else {}
        route.fulfill(json=FAILED | running)

    supervisor.page.route("**/exports", lambda route: route.fulfill(json={"exports": [EXPORT]}))
    supervisor.page.route(f"**/jobs/{FAILED['job']}", answered)
    supervisor.open("exports")
    progress = supervisor.page.locator("[data-job]")
    expect(progress).to_contain_text("磁盘已满")
    assert supervisor.faults_of_axe() == []
    progress.get_by_role("button", name="重新开始").click()
    expect(progress).to_have_attribute("data-state", "running")
    assert supervisor.faults_of_axe() == []
