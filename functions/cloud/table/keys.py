"""Every key of both tables and their indexes, built and taken apart here alone, each with an example."""

from typing import NamedTuple

from .shards import queue_shard_of, shard_of

REGISTRATION, EXPORT, JOB = "registration", "export", "job"
"""Sort keys by which a reader of the stream tells the items apart."""
READINGS, ASKED, CHILD_CLAIMS = "read#", "asked#", "C#"
"""How the sort keys of readings and of the ledger's lines, and the partition key of every child's claim, begin."""
CURRENT_SEASONS = "seasons"
"""The partition of all current seasons, read at once."""


class Key(NamedTuple):
    """Partition key and sort key: of an item, or of its place in an index."""

    pk: str
    sk: str


def registration(registration_id: str) -> Key:
    """A registration with its sealed form.
    >>> registration("01G76PAV4000000000000000A1")
    Key(pk='R#01G76PAV4000000000000000A1', sk='registration')
    """
    return Key(f"R#{registration_id}", REGISTRATION)


def reference(written: str) -> Key:
    """Which registration a reference belongs to (R46).
    >>> reference("26-7K3M-9Q6")
    Key(pk='F#26-7K3M-9Q6', sk='reference')
    """
    return Key(f"F#{written}", "reference")


def counted(registration_id: str) -> Key:
    """What the registration adds to its season's figures, as it was counted last.
    >>> counted("01G76PAV4000000000000000A1")
    Key(pk='R#01G76PAV4000000000000000A1', sk='counted')
    """
    return Key(f"R#{registration_id}", "counted")


def reading(registration_id: str, at: str, number: int) -> Key:
    """That somebody of the staff looked at it, for its family to see (R49). `number` is of the event in the trail.
    >>> reading("01G76PAV4000000000000000A1", "2022-07-05T02:00:00.000000Z", 41)
    Key(pk='R#01G76PAV4000000000000000A1', sk='read#2022-07-05T02:00:00.000000Z#0000000041')
    """
    return Key(f"R#{registration_id}", f"{READINGS}{at}#{number:010d}")


def account(owner: str) -> Key:
    """An account by its keyed MAC: its registrations, what prefill told it.
    >>> account("1:5f0c")
    Key(pk='A#1:5f0c', sk='account')
    """
    return Key(f"A#{owner}", "account")


def account_day(owner: str, date: str) -> Key:
    """What an account asked for on one day of its season's zone: codes, questions, drafts, uploads, copies.
    >>> account_day("1:5f0c", "2022-07-05")
    Key(pk='A#1:5f0c', sk='day#2022-07-05')
    """
    return Key(f"A#{owner}", f"day#{date}")


def question(owner: str, at: str, door: str, number: int) -> Key:
    """One line of the ledger: that an account asked a registry about a child, when and by which door.
    >>> question("1:5f0c", "2022-07-05T02:00:00.000000Z", "code", 0)
    Key(pk='A#1:5f0c', sk='asked#2022-07-05T02:00:00.000000Z#code#0')
    """
    return Key(f"A#{owner}", f"{ASKED}{at}#{door}#{number}")


def child_claim(season: str, child: str) -> Key:
    """That a child, by the keyed MAC of its number, has a live registration in the season (R25).
    >>> child_claim("siming-2022", "1:9a3e")
    Key(pk='C#siming-2022#1:9a3e', sk='claim')
    """
    return Key(f"{CHILD_CLAIMS}{season}#{child}", "claim")


def of_season(pk: str) -> tuple[str, str]:
    """Season of a partition key that names one, and whose it is in that season: a child's, a mark's.
    >>> of_season("C#siming-2022#1:9a3e")
    ('siming-2022', '1:9a3e')
    """
    _, season, whose = pk.split("#", 2)
    return season, whose


def phone(mac: str) -> Key:
    """When codes went to a phone, by its keyed MAC.
    >>> phone("1:77b1")
    Key(pk='P#1:77b1', sk='phone')
    """
    return Key(f"P#{mac}", "phone")


def sms_budget(season: str, shard: int) -> Key:
    """SMS used of one part of the season's budget.
    >>> sms_budget("siming-2022", 3)
    Key(pk='B#siming-2022#3', sk='budget')
    """
    return Key(f"B#{season}#{shard}", "budget")


def sms_block(provider: str) -> Key:
    """That the account at an SMS provider sends nothing until it is in order again.
    >>> sms_block("tencent")
    Key(pk='M#tencent', sk='block')
    """
    return Key(f"M#{provider}", "block")


def sms_message(provider: str, message_id: str) -> Key:
    """Whose SMS the provider has under its own id, and what it reported of one that nobody knew yet.
    >>> sms_message("tencent", "5000:1045710669157053657849499619")
    Key(pk='V#tencent#5000:1045710669157053657849499619', sk='sms')
    """
    return Key(f"V#{provider}#{message_id}", "sms")


def progress(pass_name: str) -> Key:
    """How far a pass over the registrations came.
    >>> progress("reconcile#siming-2022")
    Key(pk='W#reconcile#siming-2022', sk='place')
    """
    return Key(f"W#{pass_name}", "place")


def home(mac: str) -> Key:
    """Who counts on a home's seat over the years, by the keyed MAC of the home.
    >>> home("1:c41d")
    Key(pk='H#1:c41d', sk='home')
    """
    return Key(f"H#{mac}", "home")


def shared_mark(season: str, mark: str) -> Key:
    """Which registrations of the season have a home or a guardian in common.
    >>> shared_mark("siming-2022", "home#1:c41d")
    Key(pk='D#siming-2022#home#1:c41d', sk='mark')
    """
    return Key(f"D#{season}#{mark}", "mark")


def sought(season: str, mac: str) -> Key:
    """Which registrations of the season somebody stands in, by the keyed MAC of a number, a name or a phone (R46).
    >>> sought("siming-2022", "1:e07b")
    Key(pk='N#siming-2022#1:e07b', sk='sought')
    """
    return Key(f"N#{season}#{mac}", "sought")


def figures(season: str, shard: int) -> Key:
    """One part of the season's figures.
    >>> figures("siming-2022", 11)
    Key(pk='T#siming-2022#11', sk='figures')
    """
    return Key(f"T#{season}#{shard}", "figures")


def audit_chain(season: str, chain: int) -> str:
    """The partition of one of the season's audit chains. Roles are denied to change or delete what begins like it.
    >>> audit_chain("siming-2022", 2)
    'U#siming-2022#2'
    """
    return f"U#{season}#{chain}"


def audit_event(season: str, chain: int, number: int) -> Key:
    """An audit event; ten digits, so that text is in the order of numbers.
    >>> audit_event("siming-2022", 2, 41)
    Key(pk='U#siming-2022#2', sk='0000000041')
    """
    return Key(audit_chain(season, chain), f"{number:010d}")


def at_work(season: str, what: str) -> Key:
    """What a member of the staff `did` by days, who `holds` a case, or who `reads` the season.
    >>> at_work("siming-2022", "holds#01G76PAV4000000000000000A1")
    Key(pk='K#siming-2022', sk='holds#01G76PAV4000000000000000A1')
    """
    return Key(f"K#{season}", what)


def colleague(district: str, mac: str) -> Key:
    """Who one member of the staff is, by the keyed MAC of the account.
    >>> colleague("350203", "1:5f0c")
    Key(pk='O#350203', sk='1:5f0c')
    """
    return Key(f"O#{district}", mac)


def export(export_id: str) -> Key:
    """An export that a supervisor asked for.
    >>> export("01G76PAV4000000000000000E1")
    Key(pk='E#01G76PAV4000000000000000E1', sk='export')
    """
    return Key(f"E#{export_id}", EXPORT)


def job(season: str, name: str) -> Key:
    """A background job of a season, by its name.
    >>> job("siming-2022", "rehearsal")
    Key(pk='J#siming-2022#rehearsal', sk='job')
    """
    return Key(f"J#{season}#{name}", JOB)


def season_part(season: str, shard: int) -> str:
    """The partition of one part of a season in the index `season`.
    >>> season_part("siming-2022", 11)
    'S#siming-2022#11'
    """
    return f"S#{season}#{shard}"


def in_season(season: str, status: str, registration_id: str) -> Key:
    """A registration's place in the index `season`: by status, then by id.
    >>> in_season("siming-2022", "submitted", "01G76PAV4000000000000000A1")
    Key(pk='S#siming-2022#8', sk='submitted#01G76PAV4000000000000000A1')
    """
    return Key(season_part(season, shard_of(registration_id)), f"{status}#{registration_id}")


def parted(sk: str) -> tuple[str, str]:
    """What a key of two parts is of, such as a status, or since when something waits; and whose it is.
    >>> parted("submitted#01G76PAV4000000000000000A1")
    ('submitted', '01G76PAV4000000000000000A1')
    """
    return sk.partition("#")[0], sk.partition("#")[2]


def in_season_exports(season: str, export_id: str) -> Key:
    """An export's place in the index `season`: ids are ULIDs, so they are in order of time.
    >>> in_season_exports("siming-2022", "01G76PAV4000000000000000E1")
    Key(pk='X#siming-2022', sk='01G76PAV4000000000000000E1')
    """
    return Key(f"X#{season}", export_id)


def queue_part(season: str, shard: int) -> str:
    """The partition of one part of a season in the index `queue`.
    >>> queue_part("siming-2022", 2)
    'Q#siming-2022#2'
    """
    return f"Q#{season}#{shard}"


def in_queue(season: str, since: str, registration_id: str) -> Key:
    """A registration's place in the index `queue`: oldest first, one place for each registration.
    >>> in_queue("siming-2022", "2022-07-01T00:00:00.000000Z", "01G76PAV4000000000000000A1")
    Key(pk='Q#siming-2022#0', sk='2022-07-01T00:00:00.000000Z#01G76PAV4000000000000000A1')
    """
    return Key(queue_part(season, queue_shard_of(registration_id)), queue_order(since, registration_id))


def queue_order(since: str, registration_id: str) -> str:
    """The sort key of the index `queue`.
    >>> queue_order("2022-07-01T00:00:00.000000Z", "01G76PAV4000000000000000A1")
    '2022-07-01T00:00:00.000000Z#01G76PAV4000000000000000A1'
    """
    return f"{since}#{registration_id}"


def current_season(season: str) -> Key:
    """A season as it stands now.
    >>> current_season("siming-2022")
    Key(pk='seasons', sk='siming-2022')
    """
    return Key(CURRENT_SEASONS, season)


def season_version(season: str, number: int) -> Key:
    """One version of a season; its partition holds them all, in the order of their numbers.
    >>> season_version("siming-2022", 7)
    Key(pk='siming-2022', sk='00000007')
    """
    return Key(season, f"{number:08d}")


def rehearsed_results(season: str, step: str) -> Key:
    """Which rehearsal of the results was `proposed` last, and which `confirmed`.
    >>> rehearsed_results("siming-2022", "confirmed")
    Key(pk='publication#siming-2022', sk='confirmed')
    """
    return Key(f"publication#{season}", step)


def kept_lines(season: str, digest: str, part: int) -> Key:
    """Lines under their hash, in parts: of a rehearsal, or of a draw's list.
    >>> kept_lines("siming-2022", "e3b0c442", 0)
    Key(pk='lines#siming-2022', sk='e3b0c442#0000')
    """
    return Key(f"lines#{season}", f"{digest}#{part:04d}")
