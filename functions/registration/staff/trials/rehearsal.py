"""What publication would show, as one list with one hash: what staff confirm is what families then see (R29)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from functions.registration.placing.outcome import Outcome
from functions.registration.placing.results import Line, line_of
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.queues import SECOND, queues_of


class Rehearsal(NamedTuple):
    """The whole of a season as it would be published now."""

    lines: tuple[Line, ...]
    """By registration."""
    waiting_for_second: tuple[str, ...]

    @property
    def hash(self) -> str:
        """SHA-256, in hex, of all lines."""
        return hashlib.sha256("\n".join(map(str, self.lines)).encode()).hexdigest()

    @property
    def pending(self) -> tuple[str, ...]:
        return tuple(line.registration for line in self.lines if line.outcome == Outcome.PENDING)

    def outcomes(self) -> dict[str, int]:
        """Outcome -> families."""
        counted = Counter(line.outcome for line in self.lines)
        return {outcome.value: counted[outcome.value] for outcome in Outcome}

    def schools(self) -> dict[str, int]:
        """School -> families admitted to it; the empty name counts those without one."""
        return dict(Counter(line.school for line in self.lines if line.outcome == Outcome.ADMITTED))


def waits_for_second(registration: Registration) -> bool:
    return SECOND in queues_of(registration)


def rehearse(registrations: Iterable[Registration], season: Season) -> Rehearsal:
    """The season as it stands."""
    lines, second = [], []
    for registration in registrations:
        line = line_of(registration, season)
        if line is not None:
            lines.append(line)
            if waits_for_second(registration):
                second.append(registration.id)
    return Rehearsal(tuple(sorted(lines)), tuple(sorted(second)))


def confirmed_alone(registration: Registration, since: datetime) -> str | None:
    """The result that was confirmed of this family by itself after all were confirmed together; None where none was."""
    at = registration.result_confirmed_at
    return (registration.confirmed_result or "") if at is not None and at > since else None


def confirmed_lines(rehearsed: Iterable[Line], alone: Mapping[str, str]) -> Iterator[Line]:
    """What was confirmed of each family: the rehearsal, but for those confirmed alone since, by registration."""
    for line in rehearsed:
        if line.registration not in alone:
            yield line
    for registration, result in alone.items():
        outcome, _, school = result.partition(" ")
        if outcome:
            yield Line(registration, outcome, school)


class Deviation(NamedTuple):
    """A family that sees something else than was rehearsed; empty: it was, or is, not among them."""

    registration: str
    rehearsed: str
    published: str


def deviations(rehearsed: Iterable[Line], now: Iterable[Line]) -> tuple[Deviation, ...]:
    """Where what is shown is not what was confirmed."""
    before, after = _results(rehearsed), _results(now)
    return tuple(
        Deviation(registration, before.get(registration, ""), after.get(registration, ""))
        for registration in sorted(before.keys() | after.keys())
        if before.get(registration) != after.get(registration)
    )


def _results(lines: Iterable[Line]) -> Mapping[str, str]:
    return {line.registration: line.result for line in lines}
