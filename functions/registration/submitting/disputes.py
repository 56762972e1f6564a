"""A family whose child another account claims too, or which was kept out by one (R35): what becomes of it, by when."""

from collections.abc import Collection
from datetime import datetime, timedelta

from functions.registration.registration import (
    Dispute,
    Moment,
    Notice,
    NoticeKind,
    NoticeState,
    Registration,
    Status,
)
from functions.registration.season.season import Season

KEPT_NOTICE = NoticeKind.CHILD_KEPT.value
"""Its id: told once, however often somebody else tries."""


def day_of_ones_own(season: Season, now: datetime) -> datetime:
    """The end of the last day, in the season's zone, on which a family that was kept out may still submit."""
    last = season.local(now) + timedelta(days=season.limits.proof_days)
    return min(last.replace(hour=23, minute=59, second=0, microsecond=0), season.results_until)


def prove_until(season: Season, now: datetime) -> datetime | None:
    """By when a family may prove guardianship: never behind the results; None where they are out."""
    published = season.results_until if season.publication_held else season.publication_at
    return min(day_of_ones_own(season, now), published) if now < published else None


def closes_at(registration: Registration, season: Season) -> datetime:
    """Until when this family may submit: the season's closing, or a later day of its own."""
    return max(season.closes_at, registration.own_day or season.closes_at)


def kept(now: datetime) -> Notice:
    """What tells a family that its claim stands."""
    return _notice(KEPT_NOTICE, NoticeKind.CHILD_KEPT, now)


def in_line(
    registration: Registration, child: str, claimants: Collection[str], season: Season, now: datetime
) -> Registration:
    """The registration as its child's claim has it: held alone, contested, lost or free again; itself where it is so.

    `claimants`: ids of all who claim the child (a keyed MAC) now. A child that it neither holds nor lost is none of its
    affairs.
    """
    if child not in registration.claims:
        return registration if claimants else _free_again(registration, child, now)
    if registration.id not in claimants:
        # Where nobody claims it any more, submitting again claims it.
        return lost(registration, (child,), season, now) if claimants else registration
    contested = registration.dispute is not None and child in registration.dispute.contested
    if contested == (len(claimants) > 1):
        return registration
    return _settled(registration, child, now) if contested else _contested(registration, child, now)


def lost(
    registration: Registration, children: Collection[str], season: Season, now: datetime
) -> Registration:
    """Without these children (keyed MACs), told so, and with days to prove that they are its own."""
    before = registration.dispute or Dispute(since=now)
    until = prove_until(season, now)
    after = before.model_copy(
        update={
            "contested": tuple(child for child in before.contested if child not in children),
            "displaced": (*before.displaced, *children),
        }
    )
    changes = {
        "claims": tuple(child for child in registration.claims if child not in children),
        "dispute": after,
        "releases": tuple(release for release in registration.releases if not release.waits_for_second),
    }
    if before.displaced:
        return registration.model_copy(update=changes)
    own = registration.amendment_extended_to
    changes["dispute"] = after.model_copy(update={"since": now, "prove_until": until})
    changes["amendment_extended_to"] = until if own is None or (until is not None and until > own) else own
    return _told(registration.model_copy(update=changes), NoticeKind.DISPLACED, now)


def given_back(registration: Registration, children: Collection[str], now: datetime) -> Registration | None:
    """With those of these children (keyed MACs) that it had lost, told so; None where it had lost none of them."""
    before = registration.dispute
    back = () if before is None else tuple(child for child in before.displaced if child in children)
    if before is None or not back:
        return None
    left = before.model_copy(
        update={"displaced": tuple(child for child in before.displaced if child not in back)}
    )
    returned = registration.model_copy(
        update={
            "claims": (*registration.claims, *back),
            "dispute": left if left.displaced or left.contested else None,
            "timeline": (*registration.timeline, Moment(at=now, what="child_returned")),
        }
    )
    notice = _notice(f"{KEPT_NOTICE}-{registration.version}", NoticeKind.CHILD_KEPT, now)
    return returned.model_copy(update={"notices": returned.notices | {notice.id: notice}})


def _free_again(registration: Registration, child: str, now: datetime) -> Registration:
    """With a child lost to a claim that is no more, told with the last one; what two of staff freed stays free."""
    if any(not word.waits_for_second for word in registration.releases):
        return registration
    back = given_back(registration, (child,), now)
    if back is None:
        return registration
    if back.dispute is None or not back.dispute.displaced:
        return back
    return back.model_copy(update={"notices": registration.notices, "timeline": registration.timeline})


def given_day(registration: Registration, season: Season, now: datetime) -> Registration:
    """With a day of its own to submit or to amend, also after the closing; a draft is told by SMS where it can be."""
    until = day_of_ones_own(season, now)
    own = registration.amendment_extended_to
    given = registration.model_copy(
        update={
            "own_day": max(until, registration.own_day or until),
            "amendment_extended_to": max(until, own or until),
            "timeline": (*registration.timeline, Moment(at=now, what="own_day")),
        }
    )
    if registration.status is not Status.DRAFT:
        return given
    notice = _notice(f"own_day-{registration.version}", NoticeKind.OWN_DAY, now)
    return given.model_copy(update={"notices": given.notices | {notice.id: notice}})


def _contested(registration: Registration, child: str, now: datetime) -> Registration:
    before = registration.dispute
    if before is not None:
        after = before.model_copy(update={"contested": (*before.contested, child)})
        return registration.model_copy(update={"dispute": after})
    after = Dispute(contested=(child,), since=now)
    return _told(registration.model_copy(update={"dispute": after}), NoticeKind.CONTESTED, now)


def _settled(registration: Registration, child: str, now: datetime) -> Registration:
    """Nobody else claims this child any more; told once nothing is left of the dispute."""
    before = registration.dispute
    contested = () if before is None else tuple(mac for mac in before.contested if mac != child)
    if before is not None and (contested or before.displaced):
        after = before.model_copy(update={"contested": contested})
        return registration.model_copy(update={"dispute": after})
    settled = registration.model_copy(update={"dispute": None})
    notices = {KEPT_NOTICE: kept(now)} | settled.notices
    timeline = (*settled.timeline, Moment(at=now, what="dispute_settled"))
    return settled.model_copy(update={"notices": notices, "timeline": timeline})


def _told(registration: Registration, kind: NoticeKind, now: datetime) -> Registration:
    """With one notice and one entry of its timeline, both of that name."""
    notice = _notice(f"{kind.value}-{registration.version}", kind, now)
    return registration.model_copy(
        update={
            "notices": registration.notices | {notice.id: notice},
            "timeline": (*registration.timeline, Moment(at=now, what=kind.value)),
        }
    )


def _notice(notice_id: str, kind: NoticeKind, now: datetime) -> Notice:
    return Notice(id=notice_id, kind=kind, state=NoticeState.PENDING, since=now)
