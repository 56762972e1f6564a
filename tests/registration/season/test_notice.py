"""The notice of the sample season (R48)."""

from functions.registration.season.notice import NECESSARY, Consent, Section


def test_it_tells_each_section_and_asks_each_consent_once(season):
    assert [one.id for one in season.notice.sections] == list(Section)
    assert [one.id for one in season.notice.consents] == list(Consent)


def test_a_changed_word_makes_it_another_notice(season):
    notice = season.notice
    first = notice.sections[0]
    reworded = first.model_copy(update={"short": first.full})
    changed = notice.model_copy(update={"sections": (reworded, *notice.sections[1:])})
    assert changed.digest != notice.digest == season.model_copy().notice.digest


def test_the_sample_says_what_a_lawyer_must_settle_and_asks_no_employer(season):
    assert "lawyer" in season.notice.to_settle.en
    assert not season.asks_employer


def test_what_is_only_a_convenience_is_never_forced():
    assert [one for one in Consent if not NECESSARY[one]] == [Consent.PREFILL]
