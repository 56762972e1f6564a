"""Families counted, second by second: how many stand at which request. For crowds of any size.

What is uniform between two pauses comes out of a running difference: of those who were answered by a second, the ones
within the longest pause less the ones within the shortest. Fractions of families are families on average; what chance
adds at a peak is told as a multiple of its root.
"""

from collections import defaultdict, deque
from math import sqrt

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

A_SECOND, AN_INSTANT = 3, 4
"""Roots that chance adds to the busiest second of an hour, and to its busiest instant, of which there are more."""

FEW = 0.5
"""Families that are left at the end."""

LATER = int(AGAIN)


class Spread:
    """Who goes on after a pause of any length between two: told second by second how many paused."""

    def __init__(self, pause: tuple[float, float]) -> None:
        self._shortest, self._longest = (int(seconds) for seconds in pause)
        self._ends = deque([0.0] * self._longest, maxlen=self._longest)
        """How many had paused by the end of each second, from the longest pause ago until the last one."""

    def going_on(self) -> float:
        """In the second that begins."""
        return (self._ends[-self._shortest] - self._ends[0]) / (self._longest - self._shortest)

    def paused(self, many: float) -> None:
        """In that second."""
        self._ends.append(self._ends[-1] + many)


class Line:
    """A queue and its function: what came first is served first."""

    def __init__(self, most: int, holds: float) -> None:
        self._most = most
        self._holds = holds
        self._began: int | None = None
        self._queue: deque[tuple[int, float, float]] = deque()
        self.held = 0.0
        self.waits = Waits()
        self.waiting: Seconds = defaultdict(float)

    def served(self, second: int, many: float, marked: float = 0.0) -> tuple[float, float]:
        """How many of all, and of the marked ones, are served in a second in which `many` came."""
        if many:
            self._began = second if self._began is None else self._began
            self._queue.append((second, many, marked))
            self.held += many
        began = second if self._began is None else self._began
        room = min(self._most, FIRST + GROWS * (second - began)) / self._holds
        done = done_marked = 0.0
        while self._queue and room > 0:
            came, waiting, of_them = self._queue.popleft()
            now = min(waiting, room)
            part = now / waiting
            room -= now
            done += now
            done_marked += of_them * part
            self.waits.add(second - came + self._holds, now)
            if now < waiting:
                self._queue.appendleft((came, waiting - now, of_them * (1 - part)))
        self.held = max(0.0, self.held - done)
        self.waiting[second] = self.held
        return done, done_marked


class Requests:
    """What the gateway and the function take of what is asked in a second, of each kind the same part."""

    def __init__(self, parameters: Parameters) -> None:
        self._rate = parameters.requests
        self._room = parameters.api / REQUEST
        self._opening = parameters.opening
        self._later: deque[list[float]] = deque([[0.0] * (SCREENS + 2) for _ in range(LATER)])
        self.seconds: Seconds = defaultdict(float)
        self.waits = Waits()
        self.limited = self.full = 0.0

    def taken(self, second: int, due: list[float]) -> list[float]:
        asked = [new + again for new, again in zip(due, self._later.popleft(), strict=True)]
        many = sum(asked)
        limited = max(0.0, many - self._rate)
        full = max(0.0, many - limited - self._room)
        part = (many - limited - full) / many if many else 1.0
        self.seconds[second] += many
        self.limited += limited
        self.full += full
        self.waits.add(REQUEST, many - 2 * (limited + full))
        self.waits.add(REQUEST + AGAIN, limited + full)
        self._later.append([one * (1 - part) for one in asked])
        return [one * part for one in asked]

    @property
    def waiting(self) -> float:
        return sum(map(sum, self._later))

    @property
    def at_once(self) -> float:
        places = min(max(self.seconds.values()), self._rate) * REQUEST
        return min(self._room * REQUEST, places + AN_INSTANT * sqrt(places))

    @property
    def busiest(self) -> float:
        many = max(self.seconds.values())
        return many + A_SECOND * sqrt(many)

    @property
    def cold(self) -> float:
        return max(0.0, self.at_once - self._opening)


def flowed(crowd: Crowd, parameters: Parameters) -> Rush:
    requests = Requests(parameters)
    pauses, typing = [Spread(PAUSE) for _ in range(SCREENS)], Spread(TYPING)
    codes, papers = Line(parameters.codes, CODE), Line(parameters.inspection, INSPECTION)
    deeds: dict[Deed, Seconds] = {deed: defaultdict(float) for deed in Deed}
    second, submitted, wants, ready, asked = 0, 0.0, 0.0, 0.0, 0.0
    while submitted < crowd.families - FEW or second < crowd.within:
        going = [pause.going_on() for pause in pauses]
        wants += going[-1]
        # A code is given where no paper waits any more: whichever came to its end later, typing or papers.
        may = min(wants, ready) - asked
        asked += may
        due = [crowd.arrives(second), *going[:-1], may, typing.going_on()]
        taken = requests.taken(second, due)
        for pause, many in zip(pauses, taken, strict=False):
            pause.paused(many)
        inspected, last = papers.served(second, sum(taken[SCREENS - PAPERS : SCREENS]), taken[SCREENS - 1])
        sent, _ = codes.served(second, taken[SCREENS])
        ready += last
        typing.paused(sent)
        submitted += taken[SCREENS + 1]
        for deed, many in (
            (Deed.BEGUN, due[0]),
            (Deed.SCREEN, sum(taken[:SCREENS])),
            (Deed.PAPER, inspected),
            (Deed.CODE, taken[SCREENS]),
            (Deed.SENT, sent),
            (Deed.SUBMITTED, taken[SCREENS + 1]),
        ):
            deeds[deed][second] += many
        second += 1
    requests.waits.add(REQUEST + COLD, requests.cold)
    return Rush(
        requests.seconds,
        requests.busiest,
        deeds,
        {"codes": codes.waiting, "papers": papers.waiting},
        requests.waits,
        codes.waits,
        papers.waits,
        requests.limited,
        requests.full,
        requests.at_once,
        requests.cold,
        codes.waits.beyond(EXPIRES),
    )
