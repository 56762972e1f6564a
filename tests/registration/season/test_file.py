import json

import pytest
from pydantic import ValidationError

from functions.registration.season.file import (
    CODES,
    EXAMPLES,
    SeasonFaultsError,
    clerk_report,
    load_season,
    parse_season,
)
from functions.registration.season.season import Season
from functions.registration.texts import areas, text


def faults(data):
    with pytest.raises(SeasonFaultsError) as refused:
        parse_season(data)
    return {(one.field, one.code) for one in refused.value.faults}


def set_at(data, path, value):
    *way, last = path.split(".")
    for step in way:
        data = data[int(step) if isinstance(data, list) else step]
    data[int(last) if isinstance(data, list) else last] = value


DELETE = object()

WRONG = [
    ("closes_at", "2022-06-01T09:00:00+08:00", "closes_at", "season_order"),
    ("amendment_deadline", "2022-07-10T18:00:00+08:00", "amendment_deadline", "season_order"),
    ("archive_until", "2022-09-01T18:00:00+08:00", "archive_until", "season_order"),
    ("review_until", "2022-08-01T18:00:00+08:00", "review_until", "season_order"),
    ("review_until", "2022-10-01T18:00:00+08:00", "results_until", "season_order"),
    ("opens_at", "2012-07-01T09:00:00+08:00", "opens_at", "season_opening_year"),
    ("opens_at", "2022-07-01T09:00:00", "opens_at", "season_without_zone"),
    ("opens_at", "1 July", "opens_at", "season_not_an_instant"),
    ("id", "siming-2021", "id", "season_id_year"),
    ("id", "SIMING", "id", "season_not_the_form"),
    ("year", "next", "year", "season_not_a_number"),
    ("year", 1022, "year", "season_number_too_small"),
    ("year", 20220, "year", "season_number_too_big"),
    ("cutoff_birth_date", "2026-08-31", "cutoff_birth_date", "season_cutoff"),
    ("cutoff_birth_date", "2016-02-30", "cutoff_birth_date", "season_not_a_date"),
    ("zone", "Asia/Xiamen", "zone", "season_zone"),
    ("zone", "../../etc/passwd", "zone", "season_zone"),
    ("is_sample", False, "sample_note", "season_sample_note"),
    ("sample_note", None, "sample_note", "season_sample_note"),
    ("streets.1.code", "350203001", "streets.1.code", "season_repeated"),
    ("communities.1.code", "350203001001", "communities.1.code", "season_repeated"),
    ("schools.1.id", "sample-xiagang", "schools.1.id", "season_repeated"),
    ("communities.0.street", "350203999", "communities.0.street", "season_unknown_street"),
    ("streets.0.code", "350203999", "streets.0", "season_empty_street"),
    ("catchments.350203001001", "no-school", "catchments.350203001001", "season_unknown_school"),
    ("catchments.350203001999", None, "catchments.350203001999", "season_unknown_community"),
    ("catchments.350203001001", DELETE, "catchments.350203001001", "season_no_catchment"),
    ("schools", [], "schools", "season_empty"),
    ("schools.0.seats", -1, "schools.0.seats", "season_number_too_small"),
    ("admissible.1.status", "district", "admissible.1.status", "season_repeated"),
    ("admissible.0.identity_documents", ["card"], "admissible.0.identity_documents.0", "season_not_a_value"),
    ("choices.proof", DELETE, "choices.proof", "season_no_list"),
    ("choices.proof", [], "choices.proof", "season_no_list"),
    ("choices.colour", [], "choices.colour", "season_unknown_list"),
    ("choices.proof.0.value", "paper", "choices.proof.0.value", "season_unknown_choice"),
    ("choices.sex.1.value", "female", "choices.sex.1.value", "season_repeated"),
    ("choices.proof.0.label.en", DELETE, "choices.proof.0.label.en", "season_field_missing"),
    ("choices.proof.0.label.en", " ", "choices.proof.0.label.en", "season_empty"),
    ("texts.results_note", DELETE, "texts.results_note", "season_no_text"),
    ("texts.results_note.zh-CN", DELETE, "texts.results_note.zh-CN", "season_field_missing"),
    ("texts.results_note.en", "x" * 5000, "texts.results_note.en", "season_too_long"),
    ("document_rules.0.any_of", ["selfie"], "document_rules.0.any_of.0", "season_not_a_value"),
    ("document_rules.0.any_of", [], "document_rules.0.any_of", "season_empty"),
    ("document_rules.0.when.weather", ["rain"], "document_rules.0.when.weather", "season_field_unknown"),
    ("document_rules.0.when.guardians", [3], "document_rules.0.when.guardians.0", "season_number_too_big"),
    ("property_rules.0.kind", "castle", "property_rules.0.kind", "season_not_a_value"),
    ("cutoff_birth_date", "2018-08-31", "cutoff_birth_date", "season_cutoff"),
    ("cutoff_birth_date", "2013-08-31", "cutoff_birth_date", "season_cutoff"),
    ("limits.sms_budget", 0, "limits.sms_budget", "season_number_too_small"),
    *(
        (field, phone, field, "season_not_the_form")
        for field in ("contacts.support_phone", "schools.0.phone")
        for phone in (
            *("2684508", "592-2684508", "05922684508", "0592-268450", "0592-268450899", "0000-2684508"),
            *("800-820-8820", "8008208820", "110", "12800000000", "+86-592-2684508", "0592-2684508-801", ""),
        )
    ),
    ("contacts.verify_url", "http://x", "contacts.verify_url", "season_not_the_form"),
    ("pledge", DELETE, "pledge", "season_field_missing"),
    ("pledge", "I promise", "pledge", "season_wrong"),
    ("placing", [], "schools.0.seats", "season_seats_without_rules"),
    ("placing.0.schools", [], "placing.1.schools", "season_placing_twice_for_all"),
    ("placing.0.schools", ["no-school"], "placing.0.schools", "season_unknown_school"),
    ("placing.1.schools", ["sample-xiagang"], "placing.0.schools", "season_repeated"),
    ("placing.0.doors", [], "placing.0.doors", "season_empty"),
    ("placing.0.doors.1.id", "own-home", "placing.0.doors.1.id", "season_repeated"),
    (
        "placing.0.doors.0.homes",
        ["parents_purchase", "public_rental"],
        "placing.0.doors.0.homes",
        "season_door_mixes_tenures",
    ),
    ("placing.0.doors.1.titled_by", "2021-08-31", "placing.0.doors.1.titled_by", "season_door_for_owners"),
    (
        "placing.0.doors.0.same_booklet",
        True,
        "placing.0.doors.0.same_booklet",
        "season_door_for_grandparents",
    ),
    ("placing.0.doors.0.share_over", "1/1", "placing.0.doors.0.share_over", "season_share_too_big"),
    ("placing.0.doors.0.share_over", "half", "placing.0.doors.0.share_over", "season_not_the_form"),
    ("placing.0.doors.0.titled_by", "2021", "placing.0.doors.0.titled_by", "season_not_a_date"),
    ("placing.0.order", ["titled_on"], "placing.0.order", "season_order_without_title"),
    ("placing.0.order", ["child_settled_on"] * 2, "placing.0.order", "season_repeated"),
    ("placing.0.order", ["points"], "placing.0.order.0", "season_not_a_value"),
    ("limits.home_seat_years", None, "placing.0.doors.0.home_unused", "season_door_without_home_seats"),
    (
        "draw",
        {"list_hash": "0" * 64, "families": 1, "fixed_at": "2022-07-20T09:00:00+08:00", "seed": "38-7"},
        "draw.seed",
        "season_draw_half",
    ),
    ("notice", DELETE, "notice", "season_field_missing"),
    ("notice.sections.0", DELETE, "notice.sections", "season_no_section"),
    ("notice.sections.1.id", "who", "notice.sections.1.id", "season_repeated"),
    ("notice.consents.1.id", "child", "notice.consents.1.id", "season_repeated"),
    ("notice.consents.0.id", "everything", "notice.consents.0.id", "season_not_a_value"),
    ("notice.to_settle", DELETE, "notice.to_settle", "season_sample_note"),
    ("surprise", 1, "surprise", "season_field_unknown"),
]


@pytest.mark.parametrize(
    "phone",
    [
        "0592-2684508",
        "010-12345678",
        "021-12345678",
        "0757-12345678",
        "13800546551",
        "400-820-8820",
        "4008208820",
        "12345",
    ],
)
def test_a_phone_that_a_mobile_can_dial_as_it_stands_is_taken(data, phone):
    data["contacts"]["support_phone"] = data["schools"][0]["phone"] = phone
    assert parse_season(data).contacts.support_phone == phone


@pytest.mark.parametrize(("path", "value", "field", "code"), WRONG)
def test_a_fault_is_told_by_its_path(data, path, value, field, code):
    if value is DELETE:
        *way, last = path.split(".")
        part = data
        for step in way:
            part = part[int(step) if isinstance(part, list) else step]
        del part[int(last) if isinstance(part, list) else last]
    else:
        set_at(data, path, value)
    assert (field, code) in faults(data)


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ("household_status", "admissible.0.status"),
        ("identity_document_type", "admissible.1.identity_documents"),
        ("document_kind", "document_rules.0.any_of"),
        ("property_kind", "document_rules.6.when.property_kind"),
        ("proof", "document_rules.6.when.proof"),
        ("household_type", "property_rules.0.household_types"),
        ("property_kind", "property_rules.0.kind"),
    ],
)
def test_rules_may_speak_only_of_what_the_lists_offer(data, choices, field):
    data["choices"][choices] = []
    assert (field, "season_not_offered") in faults(data)


def test_all_faults_are_answered_at_once_those_of_shape_and_those_between_parts(data):
    data["year"] = "next"
    data["publication_at"] = "2021-01-01T00:00:00+08:00"
    del data["texts"]["phone_help"]
    del data["catchments"]["350203001001"]
    assert faults(data) == {
        ("year", "season_not_a_number"),
        ("publication_at", "season_order"),
        ("texts.phone_help", "season_no_text"),
        ("catchments.350203001001", "season_no_catchment"),
    }


@pytest.mark.parametrize("cutoff", ["2014-08-31", "2017-08-31"])
def test_districts_may_take_pupils_from_five_to_eight(data, cutoff):
    assert parse_season(data | {"cutoff_birth_date": cutoff}).cutoff_birth_date.isoformat() == cutoff


def test_a_community_may_be_said_to_have_no_school(data):
    data["catchments"]["350203001001"] = None
    assert parse_season(data).school_of("350203001001") is None


def test_one_kind_of_home_has_one_rule(data):
    data["property_rules"] *= 2
    assert faults(data) == {("property_rules.1.kind", "season_repeated")}


def test_what_may_be_left_out_still_counts_in_the_rules_between_parts(data):
    data["year"] = "next"
    del data["sample_note"]
    assert faults(data) == {("year", "season_not_a_number"), ("sample_note", "season_sample_note")}


def test_words_come_in_the_language_asked_for_and_else_in_chinese(season):
    name = season.district.name
    assert [name.in_language(one) for one in ("en", "zh-CN", "fr")] == ["Siming District", "思明区", "思明区"]


def test_a_list_with_a_wrong_item_is_not_also_called_empty(data):
    data["document_rules"][0]["any_of"] = ["selfie"]
    assert faults(data) == {("document_rules.0.any_of.0", "season_not_a_value")}


@pytest.mark.parametrize("source", ["", "{", '{"id": }', "[" * 100_000, '{"year": ' + "9" * 5000 + "}"])
def test_what_is_not_json_is_told_with_its_place(source):
    with pytest.raises(SeasonFaultsError) as refused:
        load_season(source)
    assert [one.code for one in refused.value.faults] == ["season_not_json"]


def test_a_key_written_twice_is_a_fault_and_not_silently_the_last(data):
    source = json.dumps(data)[:-1] + ', "catchments": {}}'
    with pytest.raises(SeasonFaultsError) as refused:
        load_season(source)
    assert [(one.field, one.code) for one in refused.value.faults] == [("catchments", "season_repeated")]


@pytest.mark.parametrize("source", ["[]", "3", "null", '"season"', "NaN"])
def test_json_that_is_no_season_is_refused(source):
    with pytest.raises(SeasonFaultsError):
        load_season(source)


def test_the_model_itself_refuses_an_inconsistent_season_with_paths(data):
    data["closes_at"] = "2022-06-01T09:00:00+08:00"
    with pytest.raises(ValidationError) as refused:
        Season.model_validate(data)
    assert [(one["loc"], one["type"]) for one in refused.value.errors()] == [(("closes_at",), "season_order")]


def test_a_season_survives_being_stored(season):
    assert Season.model_validate_json(season.model_dump_json()) == season


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_clerk_reads_where_what_and_how(data, language):
    data["cutoff_birth_date"] = "2016-02-30"
    data["id"] = "Siming 2022"
    data["closes_at"] = "2022-06-01T09:00:00+08:00"
    with pytest.raises(SeasonFaultsError) as refused:
        parse_season(data)
    lines = clerk_report(refused.value.faults, language).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["id", "cutoff_birth_date", "closes_at"]
    assert "siming-2022" in lines[0]
    assert "2016-02-30" in lines[1]
    assert "opens_at" in lines[2]


def test_a_fault_of_the_whole_file_has_a_name_too():
    with pytest.raises(SeasonFaultsError) as refused:
        load_season("{")
    assert clerk_report(refused.value.faults, "en").startswith("the whole file: ")


def test_every_pattern_of_a_season_has_an_example_a_clerk_can_read():
    def patterns(part):
        if isinstance(part, dict):
            yield from [part["pattern"]] if isinstance(part.get("pattern"), str) else []
            yield from (one for name in part.get("patternProperties", {}) for one in [name])
            part = list(part.values())
        if isinstance(part, list):
            for inner in part:
                yield from patterns(inner)

    assert set(patterns(Season.model_json_schema())) == EXAMPLES.keys()


def test_every_code_of_a_season_has_words():
    known = {code for name, words in areas() if name == "season.json" for code in words}
    assert {code for code in CODES.values() if code} | {code for *_, code in WRONG} <= known
    assert text("season_whole_file", "zh-CN") != text("season_whole_file", "en")
