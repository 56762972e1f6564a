"""Each family by itself, event after event: exact in what it knows, and good for some hundred thousand families."""

import heapq
import random
from collections import defaultdict, deque
from collections.abc import Callable

from .parameters import (
    AGAIN,
    CODE,
    COLD,
    EXPIRES,
    FIRST,
    GROWS,
    INSPECTION,
    PAPERS,
    PAUSE,
    REQUEST,
    SCREENS,
    TYPING,
    Crowd,
    Parameters,
)
from .rush import Deed, Rush, Seconds, Waits

Then = Callable[[], None]


class Model:
    def __init__(self) -> None:
        self.now = 0.0
        self._events: list[tuple[float, int, Then]] = []
        self._count = 0

    def at(self, when: float, what: Then) -> None:
        self._count += 1
        heapq.heappush(self._events, (when, self._count, what))

    def run(self) -> None:
        while self._events:
            self.now, _, what = heapq.heappop(self._events)
            what()


class Gateway:
    """So many requests a second, and as many at once after a pause."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._left = float(rate)
        self._at = 0.0

    def takes(self, now: float) -> bool:
        self._left = min(self._rate, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Places:
    """A function's instances: but for those that stand ready each begins cold, and then stays."""

    def __init__(self, most: int, ready: int) -> None:
        self.free = most
        self._warm = ready
        self._most = most
        self.cold = 0
        self.at_once = 0

    def take(self, holds: float) -> float:
        """Seconds until it is given back."""
        self.free -= 1
        self.at_once = max(self.at_once, self._most - self.free)
        if self._warm:
            self._warm -= 1
            return holds
        self.cold += 1
        return holds + COLD

    def give_back(self) -> None:
        self.free += 1
        self._warm += 1


class Queue:
    """Messages before a function whose places grow in number from the first message on."""

    def __init__(self, model: Model, most: int, holds: float) -> None:
        self._model = model
        self._most = most
        self._holds = holds
        self._places = Places(most, 0)
        self._began: float | None = None
        self._asleep = True
        self._queue: deque[tuple[float, Then]] = deque()
        self.waits = Waits()
        self.waiting: Seconds = defaultdict(float)

    def come(self, then: Then) -> None:
        if self._began is None:
            self._began = self._model.now
        self._queue.append((self._model.now, then))
        self._start()

    def _there(self) -> int:
        """Places that the queue's function has by now."""
        return min(self._most, int(FIRST + GROWS * (self._model.now - (self._began or 0.0))))

    def _start(self) -> None:
        while self._queue and self._most - self._places.free < self._there():
            came, then = self._queue.popleft()
            holds = self._places.take(self._holds)
            self.waits.add(self._model.now + holds - came)
            self._model.at(self._model.now + holds, lambda then=then: self._done(then))
        self.waiting[int(self._model.now)] = len(self._queue)
        if self._queue and self._there() < self._most and self._asleep:
            self._asleep = False
            self._model.at(self._model.now + 1, self._grown)

    def _grown(self) -> None:
        self._asleep = True
        self._start()

    def _done(self, then: Then) -> None:
        self._places.give_back()
        then()
        self._start()


class Family:
    """Its way from the first request to the submission."""

    def __init__(self, play: "Play") -> None:
        self._play = play
        self._papers = 0
        self._typed = False

    def comes(self) -> None:
        self._play.noted(Deed.BEGUN)
        self._screen(0)

    def _screen(self, number: int) -> None:
        self._play.asks(lambda: self._saved(number))

    def _saved(self, number: int) -> None:
        play = self._play
        play.noted(Deed.SCREEN)
        if number >= SCREENS - PAPERS:
            self._papers += 1
            play.papers.come(self._inspected)
        pause = play.chance.uniform(*PAUSE)
        last = number + 1 == SCREENS
        play.model.at(
            play.model.now + pause, self._wants_a_code if last else lambda: self._screen(number + 1)
        )

    def _inspected(self) -> None:
        self._play.noted(Deed.PAPER)
        self._papers -= 1
        if self._typed and not self._papers:
            self._code()

    def _wants_a_code(self) -> None:
        """A code is given where no paper waits any more."""
        self._typed = True
        if not self._papers:
            self._code()

    def _code(self) -> None:
        self._play.asks(self._asked)

    def _asked(self) -> None:
        play, asked = self._play, self._play.model.now
        play.noted(Deed.CODE)
        play.codes.come(lambda: self._arrived(asked))

    def _arrived(self, asked: float) -> None:
        play = self._play
        play.noted(Deed.SENT)
        play.expired += play.model.now - asked > EXPIRES
        play.model.at(play.model.now + play.chance.uniform(*TYPING), self._submits)

    def _submits(self) -> None:
        self._play.asks(lambda: self._play.noted(Deed.SUBMITTED))


class Play:
    def __init__(self, parameters: Parameters, seed: int) -> None:
        self.model, self.chance = Model(), random.Random(seed)
        self.codes = Queue(self.model, parameters.codes, CODE)
        self.papers = Queue(self.model, parameters.inspection, INSPECTION)
        self.expired = 0
        self.requests: Seconds = defaultdict(float)
        self.deeds: dict[Deed, Seconds] = {deed: defaultdict(float) for deed in Deed}
        self.waits = Waits()
        self.limited = self.full = 0
        self.api = Places(parameters.api, parameters.opening)
        self._gateway = Gateway(parameters.requests)

    def noted(self, deed: Deed) -> None:
        self.deeds[deed][int(self.model.now)] += 1

    def asks(self, then: Then, since: float | None = None) -> None:
        """A request, again and again until it is taken; what was noted is noted when it is answered."""
        now = self.model.now
        begun = now if since is None else since
        self.requests[int(now)] += 1
        limited = not self._gateway.takes(now)
        if limited or not self.api.free:
            self.limited += limited
            self.full += not limited
            self.model.at(now + AGAIN, lambda: self.asks(then, begun))
            return
        holds = self.api.take(REQUEST)
        self.waits.add(now + holds - begun)
        self.model.at(now + holds, lambda: self._answered(then))

    def _answered(self, then: Then) -> None:
        self.api.give_back()
        then()


def played(crowd: Crowd, parameters: Parameters, seed: int = 1) -> Rush:
    play = Play(parameters, seed)
    for _ in range(crowd.families):
        early = play.chance.random() < 0.5
        comes = (
            play.chance.uniform(0, crowd.early) if early else play.chance.uniform(crowd.early, crowd.within)
        )
        play.model.at(comes, Family(play).comes)
    play.model.run()
    return Rush(
        play.requests,
        max(play.requests.values()),
        play.deeds,
        {"codes": play.codes.waiting, "papers": play.papers.waiting},
        play.waits,
        play.codes.waits,
        play.papers.waits,
        play.limited,
        play.full,
        play.api.at_once,
        play.api.cold,
        play.expired,
    )
