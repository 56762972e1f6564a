"""The whole local system in one process: start it, use it over HTTP, stop it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from local.aws.cloud import Cloud, Later
from local.aws.keeping.keeper import Keeper, Origin
from local.aws.keeping.replaying import replayed
from local.aws.keeping.restoring import restore
from local.aws.keeping.store import State, Store
from local.aws.sns_logs import brought, line
from local.events.event_sources import sources
from local.events.invocation import Function
from local.events.pump import Pump, Source
from local.events.queues import QueueSource
from local.events.stream import StreamSource
from local.issuer import AUDIENCE, SignIn, issuer_app, token_for
from local.web.controls import Controls, Switchable
from local.web.front import Front
from local.web.gateway import Gateway
from local.web.inbox import Inbox
from local.web.pages import DIST, Pages, security_headers
from local.web.serving import Serving

from .clock import Clock
from .environment import (
    SECRET_NAME,
    Environment,
    cloud_variables,
    forget_cached,
    fresh_secret,
    site_variables,
    stack_variables,
)
from .figures import Figures
from .projects import RESOURCES, Project

TAKES_SMS_LOGS = "take_sns_logs"


class Surroundings(Protocol):
    """What is not ours and is simulated: people who sign in, and the authorities."""

    @property
    def people(self) -> Sequence[SignIn]: ...
    @property
    def urls(self) -> Mapping[str, str]: ...
    @property
    def switches(self) -> Mapping[str, Switchable]: ...
    def stop(self) -> None: ...


@dataclass
class System:
    """One local system. Only one can run in a process: moto, the clock and the environment are the process's own."""

    projects: Callable[[], Sequence[Project]]
    """Asked for when the environment is set."""

    surroundings: Callable[[str, date], Surroundings]
    """Made from the secret's JSON and the day on which this system first started."""

    seed: Callable[[], None] = field(default=lambda: None)
    """Puts the season in, once, when nothing was kept."""

    template: Path = RESOURCES
    dist: Path = DIST
    data: Path | None = None
    pump: type[Pump] = Pump
    """What keeps the event sources going; a test may want to do that itself."""

    def start(self, port: int = 0) -> None:
        """Serve on `port` (moto and the issuer on the two after it; 0: any free ones).

        Raises `PortTakenError` before anything else has happened.
        """
        self._undo = ExitStack()
        try:
            self._start(port)
        except BaseException:
            self._undo.close()
            raise

    def _start(self, port: int) -> None:
        doors = [Later(), Later(), Later()]
        self._front, self._storage, self._issuer = (
            self._served(door, port + offset if port else 0) for offset, door in enumerate(doors)
        )
        store, state = self._kept()
        self.clock = Clock(state["ahead"] if state else 0.0)
        self._undo.callback(self.clock.stop)
        self.figures, self.inbox = Figures(), Inbox(state["sms"] if state else ())
        secret = state["secret"] if state else fresh_secret()
        began = date.fromisoformat(state["began"]) if state else self.clock.now().date()

        environment = Environment()
        self._undo.callback(environment.put_back)
        self.variables = environment.given
        self._undo.callback(forget_cached)
        environment.set(cloud_variables(self.storage))
        self.cloud = Cloud(self.storage, self.figures, self.inbox, self.origins)
        doors[1].app = self.cloud.edge
        self._undo.callback(self.cloud.stop)
        self.stack = self.cloud.start(self.template, secret=secret, site=self.url)
        if state and store:
            self.stack = restore(state, self.stack, store, self.cloud.clients, self.cloud.edge.lock)

        around = self.surroundings(secret, began)
        self._undo.callback(around.stop)
        self.people = around.people
        doors[2].app = issuer_app(lambda: self.people, issuer=lambda: self.issuer, origins=self.origins)
        environment.set(
            site_variables(site=self.url, issuer=self.issuer, secret_id=SECRET_NAME, authorities=around.urls)
        )
        projects = self.projects()
        for each in projects:
            environment.set(stack_variables(each, self.stack.outputs, self.cloud.clients))
        forget_cached()
        self._sources = self._event_sources(projects, state)
        self.pumping = self.pump(self._sources)
        self.cloud.edge.woken.append(self.pumping.wake)
        self.clock.on_move(self.pumping.wake_all)
        front = self._front_app(projects, around, began)
        if not state:
            self.seed()
        if store:
            self._keep(store, Origin(secret, began.isoformat()), front)
        doors[0].app = front
        self._undo.callback(self.pumping.stop)
        self.pumping.start()

    def _keep(self, store: Store, origin: Origin, front: Front) -> None:
        keeper = Keeper(
            store, origin, stack=self.stack, edge=self.cloud.edge, inbox=self.inbox, clock=self.clock,
            sources=self._sources,
        )  # fmt: skip
        keeper.begin()
        self.pumping.held = front.refuses = lambda: not keeper.is_ready()
        self._undo.callback(keeper.stop)

    def stop(self) -> None:
        """Stop serving, keep what is to be kept, and give the process its time and environment back."""
        self._undo.close()

    def token_for(self, sub: str) -> str:
        """An ID token of this account, by the real code flow. Raises `SignInError`."""
        return token_for(self.issuer, sub, site=self.url)

    def settle(self) -> dict[str, int]:
        """Run what is ready or due until nothing is left; what each function took. Raises `NotQuietError`."""
        return self.pumping.settle()

    @property
    def url(self) -> str:
        return self._front.origin

    @property
    def storage(self) -> str:
        """Where moto answers: the functions' AWS endpoint, and where browsers upload to."""
        return self._storage.origin

    @property
    def issuer(self) -> str:
        return self._issuer.origin

    def origins(self) -> tuple[str, str]:
        return self.url, f"http://localhost:{self._front.port}"

    def _served(self, app: Later, port: int) -> Serving:
        served = Serving(app, port)
        served.start()
        self._undo.callback(served.stop)
        return served

    def _kept(self) -> tuple[Store | None, State | None]:
        if self.data is None:
            return None, None
        store = Store(self.data)
        self._undo.callback(store.close)
        kept = store.load()
        return store, kept and replayed(*kept)

    def _event_sources(self, projects: Sequence[Project], state: State | None) -> list[Source]:
        found: list[Source] = []
        for project in projects:
            found += sources(project, self.cloud.clients, self.stack.outputs, self.figures, datetime.now(UTC))
        for source in found:
            if isinstance(source, StreamSource) and state:
                source.skip_to_end(state["streams"].get(source.name, []))
        return found

    def _front_app(self, projects: Sequence[Project], around: Surroundings, began: date) -> Front:
        gateways = [Gateway(each.app, timeout=each.timeouts.get("api_handler", 29)) for each in projects]
        front = Front(gateways, Pages(self.dist), self.figures, self.inbox)
        front.origins = self.origins
        front.page_headers = security_headers(issuer=self.issuer, storage=self.storage)
        front.settings = {"issuer": self.issuer, "client_id": AUDIENCE}
        front.controls = Controls(
            clock=self.clock,
            edge=self.cloud.edge,
            figures=self.figures,
            inbox=self.inbox,
            people=self.people,
            pump=self.pumping,
            waiting=self._waiting,
            authorities=around.switches,
            addresses={"site": self.url, "issuer": self.issuer, "storage": self.storage, **around.urls},
            began=began,
            report_sms=self._sms_reporter(projects),
            variables=self.variables,
        )
        return front

    def _sms_reporter(self, projects: Sequence[Project]) -> Callable[[str], int]:
        """SNS writes its logs when a control says so, and CloudWatch brings them to the function that takes them."""
        takes = next((each.app.handler_map.get(TAKES_SMS_LOGS) for each in projects), None)

        def report(status: str) -> int:
            ids, self.cloud.edge.unreported = self.cloud.edge.unreported, []
            lines = [line(one, status, at=datetime.now(UTC)) for one in ids]
            if takes is not None and lines:
                Function(TAKES_SMS_LOGS, takes, self.figures).invoke(brought(*lines), messages=len(lines))
            return len(lines)

        return report

    def _waiting(self) -> dict[str, dict[str, int]]:
        return {
            source.name: source.waiting()
            for source in self._sources
            if isinstance(source, QueueSource | StreamSource)
        }
