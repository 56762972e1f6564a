"""Update and condition expressions, as DynamoDB reads them."""

import pytest

from functions.cloud.table.expressions import (
    Condition,
    Placeholders,
    Update,
    above,
    absent,
    all_of,
    any_of,
    at_most,
    begins_with,
    below,
    between,
    contains,
    differs,
    equals,
    exists,
    lacks,
    one_of,
    request,
    size_below,
    size_is,
)


def written(condition: Condition) -> str:
    """The condition with its names and values put back where they belong."""
    used = Placeholders()
    text = condition(used)
    for placeholder, value in {
        **used.names,
        **{key: repr(value) for key, value in used.values.items()},
    }.items():
        text = text.replace(placeholder, value)
    return text


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (equals("version", 3), "version = 3"),
        (equals(("checks", "property", "state"), "queued"), "checks.property.state = 'queued'"),
        (differs("status", "draft"), "status <> 'draft'"),
        (below("used", 5), "used < 5"),
        (at_most("used", 5), "used <= 5"),
        (above("used", 5), "used > 5"),
        (between("sk", "a", "b"), "sk BETWEEN 'a' AND 'b'"),
        (begins_with("sk", "a"), "begins_with(sk, 'a')"),
        (contains("queues", "property"), "contains(queues, 'property')"),
        (exists(("documents", "x")), "attribute_exists(documents.x)"),
        (absent(), "attribute_not_exists(pk)"),
        (absent("school"), "attribute_not_exists(school)"),
        (one_of("status", ["a", "b"]), "status IN ('a', 'b')"),
        (size_is("decisions", 2), "size(decisions) = 2"),
        (lacks("queues", "second"), "NOT contains(queues, 'second')"),
        (size_below("documents", 60), "size(documents) < 60"),
        (all_of(equals("a", 1), equals("b", 2)), "a = 1 AND b = 2"),
        (all_of(equals("a", 1), any_of(equals("b", 2), equals("c", 3))), "a = 1 AND (b = 2 OR c = 3)"),
    ],
)
def test_a_condition_says(condition: Condition, text: str) -> None:
    assert written(condition) == text


@pytest.mark.parametrize("condition", [one_of("season", []), any_of()])
def test_one_of_nothing_never_holds(condition: Condition) -> None:
    assert written(condition) == "attribute_not_exists(pk)"


def test_an_update_says_each_clause_once_whatever_the_order_of_its_parts() -> None:
    change = (
        Update()
        .remove("code")
        .set("status", "submitted")
        .add("tries", 1)
        .remove("claimed_by")
        .increase("version")
    )
    assert change.request() == {
        "UpdateExpression": "SET #n1 = :v0, #n4 = #n4 + :v2 ADD #n2 :v1 REMOVE #n0, #n3",
        "ExpressionAttributeNames": {
            "#n0": "code",
            "#n1": "status",
            "#n2": "tries",
            "#n3": "claimed_by",
            "#n4": "version",
        },
        "ExpressionAttributeValues": {":v0": "submitted", ":v1": 1, ":v2": 1},
    }


def test_condition_and_update_share_one_set_of_names_and_values() -> None:
    asked = Update().set("status", "decided").request(equals("status", "submitted"))
    assert asked == {
        "UpdateExpression": "SET #n0 = :v0",
        "ConditionExpression": "#n0 = :v1",
        "ExpressionAttributeNames": {"#n0": "status"},
        "ExpressionAttributeValues": {":v0": "decided", ":v1": "submitted"},
    }


def test_a_removal_needs_no_values() -> None:
    assert Update().remove(("documents", "x")).request() == {
        "UpdateExpression": "REMOVE #n0.#n1",
        "ExpressionAttributeNames": {"#n0": "documents", "#n1": "x"},
    }


def test_a_list_begins_with_what_is_appended_where_there_is_none() -> None:
    asked = Update().append("notes", ["a"]).request()
    assert asked["UpdateExpression"] == "SET #n0 = list_append(if_not_exists(#n0, :v0), :v1)"
    assert asked["ExpressionAttributeValues"] == {":v0": [], ":v1": ["a"]}


def test_what_stands_already_may_stay() -> None:
    assert (
        Update().set_if_absent("since", 1).request()["UpdateExpression"]
        == "SET #n0 = if_not_exists(#n0, :v0)"
    )


def test_an_attribute_is_copied_within_its_item() -> None:
    asked = Update().copy("previous", "sealed").request()
    assert asked["UpdateExpression"] == "SET #n0 = #n1"
    assert "ExpressionAttributeValues" not in asked


def test_what_a_person_typed_is_a_name_or_a_value_and_never_an_expression() -> None:
    typed = "x = :v0 REMOVE sealed"
    asked = Update().set(("documents", typed), typed).request(equals(typed, typed))
    assert typed not in asked["UpdateExpression"] + asked["ConditionExpression"]


def test_no_condition_asks_for_nothing() -> None:
    assert request(ConditionExpression=None) == {}


def test_one_update_for_several_requests_carries_no_other_requests_names_and_values() -> None:
    change = Update().add("begun", 1)
    guarded = change.request(equals("owner", "a"))
    assert change.request(equals("owner", "a")) == guarded
    assert set(change.request()["ExpressionAttributeNames"].values()) == {"begun"}
    assert list(change.request()["ExpressionAttributeValues"].values()) == [1]
