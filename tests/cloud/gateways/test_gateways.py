import json
import socket
import threading
import time
import traceback

import pytest
import urllib3

from functions.cloud.gateways.registries import household_registry, property_registry
from functions.cloud.gateways.signing import Credentials
from functions.registration.checking.authorities import (
    AuthorityUnavailableError,
    DocumentNotHeldError,
    Home,
    Resident,
)
from functions.registration.form import Form
from local.authorities import Switches
from local.population import form_of
from tests.authorities import CREDENTIALS
from tests.patience import PATIENCE

UNHURRIED = PATIENCE


@pytest.fixture
def household(authorities):
    return household_registry(authorities.household.url, CREDENTIALS["household"])


@pytest.fixture
def land(authorities):
    return property_registry(authorities.property.url, CREDENTIALS["property"])


def document(city, key):
    return Form.model_validate(form_of(city.stories[key])).students[0].identity_document


def ask_for(claim, registry):
    return registry.home(
        proof=claim.proof, number=claim.number, owner_name=claim.owner_name, deadline=UNHURRIED
    )


def test_a_resident_comes_back_with_parents_and_household(city, household):
    truth = city.stories["ordinary"].students[0]
    resident = household.resident(document(city, "ordinary"), deadline=UNHURRIED)
    assert (resident.name, resident.birth_date) == (truth.name, truth.birth_date)
    assert {parent.relationship for parent in resident.parents} == {"father", "mother"}
    assert truth.paper.number in resident.household_members


def test_a_name_in_old_private_codes_arrives_in_the_characters_that_they_stand_for(city, household):
    resident = household.resident(document(city, "private_use_name"), deadline=UNHURRIED)
    assert resident.name == city.stories["private_use_name"].students[0].name


def test_another_spelling_of_the_registry_stays_as_it_is(city, household):
    rare = Form.model_validate(form_of(city.stories["twins"])).students[1]
    resident = household.resident(rare.identity_document, deadline=UNHURRIED)
    assert resident.name == city.stories["twins"].students[1].registry_name != rare.name


def test_a_number_that_nobody_has_is_no_record(city, household):
    one = document(city, "ordinary")
    assert household.resident(one.model_copy(update={"number": "x"}), deadline=UNHURRIED) is None


@pytest.mark.parametrize(
    "key", ["hongkong_residence_permit", "hongkong_child", "macao_child", "taiwan_child", "foreign_child"]
)
def test_documents_from_abroad_are_not_held(city, household, key):
    with pytest.raises(DocumentNotHeldError):
        household.resident(document(city, key), deadline=UNHURRIED)


@pytest.mark.parametrize("key", ["ordinary", "grandparents_home", "new_home", "shared_certificate"])
def test_a_home_is_found_by_the_number_in_the_form(city, land, key):
    home = ask_for(Form.model_validate(form_of(city.stories[key])).property, land)
    truth = city.stories[key].home
    assert (home.acquired_on, home.address) == (truth.acquired_on, truth.address)
    assert [owner.name for owner in home.owners] == [name for name, _ in truth.owners]


@pytest.mark.parametrize("key", ["unrecorded_home", "wrong_certificate"])
def test_a_home_that_nobody_recorded_is_no_record(city, land, key):
    assert ask_for(Form.model_validate(form_of(city.stories[key])).property, land) is None


def test_a_home_comes_back_whoever_is_said_to_own_it(city, land):
    claim = Form.model_validate(form_of(city.stories["ordinary"])).property
    assert ask_for(claim.model_copy(update={"owner_name": "无此人"}), land) is not None


@pytest.mark.parametrize(
    ("switches", "reason", "retry_after"),
    [
        (Switches(mode="down"), "unavailable", None),
        (Switches(mode="throttling", retry_after=17), "throttled", 17),
        (Switches(mode="wrong"), "malformed", None),
    ],
)
def test_a_failing_authority_is_unavailable_and_says_why(
    city, authorities, household, land, switches, reason, retry_after
):
    authorities.household.control(switches)
    authorities.property.control(switches)
    for ask in (
        lambda: household.resident(document(city, "ordinary"), deadline=UNHURRIED),
        lambda: land.home(proof="certificate", number="1", owner_name="林", deadline=UNHURRIED),
    ):
        with pytest.raises(AuthorityUnavailableError) as caught:
            ask()
        assert (caught.value.reason, caught.value.retry_after) == (reason, retry_after)


def test_r31_a_record_that_cannot_be_read_is_no_outage(city, authorities, household, land):
    authorities.household.control(Switches(mode="wrong", wrong="record"))
    authorities.property.control(Switches(mode="wrong", wrong="record"))
    asked = document(city, "ordinary")
    assert household.resident(asked, deadline=UNHURRIED) == Resident(identity_document=asked)
    assert land.home(proof="certificate", number="1", owner_name="林", deadline=UNHURRIED) == Home()


def test_r31_an_old_number_is_its_new_form_wherever_it_stands(city, household, land):
    father = city.stories["old_numbers"].guardians[1]
    form = Form.model_validate(form_of(city.stories["old_numbers"]))
    resident = household.resident(form.guardians[1].identity_document, deadline=UNHURRIED)
    assert (resident.name, resident.identity_document.number) == (father.name, father.paper.number)
    [owner] = ask_for(form.property, land).owners
    assert owner.identity_document.number == father.paper.number


def test_r31_an_institution_s_papers_are_unknown_and_its_name_is_not(city, land):
    claim = Form.model_validate(form_of(city.stories["institution_owner"])).property
    company, mother = ask_for(claim, land).owners
    assert (company.name, company.identity_document, company.share) == ("厦门示例置业有限公司", None, "1/2")
    assert mother.identity_document == claim.owner_identity_document


def test_what_the_contract_leaves_open_is_read_where_it_is_told(city, household, land):
    resident = household.resident(document(city, "ordinary"), deadline=UNHURRIED)
    truth = city.stories["ordinary"]
    assert (resident.household_community, resident.household_type) == (truth.students[0].community, "family")
    assert resident.settled_on == truth.students[0].settled_on
    assert ask_for(Form.model_validate(form_of(truth)).property, land).titled_on == truth.home.titled_on
    untold = household.resident(document(city, "address_on_table"), deadline=UNHURRIED)
    assert untold.household_community is None


def test_a_slow_authority_is_given_up_at_the_deadline(city, authorities, household):
    authorities.household.control(Switches(mode="slow", delay_ms=60_000))
    began = time.monotonic()
    with pytest.raises(AuthorityUnavailableError, match="timeout"):
        household.resident(document(city, "ordinary"), deadline=0.05)
    assert time.monotonic() - began < 60


def test_wrong_credentials_are_refused_and_not_taken_for_no_record(city, authorities):
    stranger = household_registry(authorities.household.url, Credentials("ruxue-test", "wrong"))
    with pytest.raises(AuthorityUnavailableError, match="refused"):
        stranger.resident(document(city, "ordinary"), deadline=UNHURRIED)


def test_a_wrong_address_is_not_taken_for_no_record(city, authorities):
    lost = household_registry(authorities.household.url + "/elsewhere", CREDENTIALS["household"])
    with pytest.raises(AuthorityUnavailableError, match="refused"):
        lost.resident(document(city, "ordinary"), deadline=UNHURRIED)


def test_an_authority_that_is_not_there_is_unreachable(city):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    nobody = household_registry(f"http://127.0.0.1:{port}", CREDENTIALS["household"])
    with pytest.raises(AuthorityUnavailableError, match="unreachable"):
        nobody.resident(document(city, "ordinary"), deadline=UNHURRIED)


@pytest.mark.parametrize("switches", [Switches(mode="wrong"), Switches(mode="down")])
def test_no_error_shows_anything_of_the_person(city, authorities, household, switches):
    authorities.household.control(switches)
    with pytest.raises(AuthorityUnavailableError) as caught:
        household.resident(document(city, "ordinary"), deadline=UNHURRIED)
    shown = "".join(traceback.format_exception(caught.value))
    person = city.stories["ordinary"].students[0]
    assert person.paper.number not in shown
    assert person.name not in shown


def served(*answers):
    """A server that gives each connection its pieces, with what it was asked; it closes by itself."""
    server = socket.create_server(("127.0.0.1", 0))
    asked: list[bytes] = []

    def run() -> None:
        with server:
            for pieces in answers:
                connection, _ = server.accept()
                with connection:
                    asked.append(whole_request(connection))
                    try:
                        for wait, piece in pieces:
                            threading.Event().wait(wait)
                            connection.sendall(piece)
                    except OSError:
                        return

    threading.Thread(target=run, daemon=True).start()
    return f"http://127.0.0.1:{server.getsockname()[1]}", asked


def whole_request(connection: socket.socket) -> bytes:
    """All of it: closing with unread bytes resets the connection and takes the answer along."""
    request = b""
    while not request.endswith(b"}"):
        request += connection.recv(65536)
    return request


def nonce(request: bytes) -> bytes:
    return request.split(b"Gateway-Nonce: ")[1][:32]


def test_a_dropped_connection_is_tried_once_more_with_a_signature_of_its_own(city):
    body = json.dumps({"code": "no_record"}).encode()
    answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    url, asked = served([], [(0, answer)])
    registry = household_registry(url, CREDENTIALS["household"])
    assert registry.resident(document(city, "ordinary"), deadline=UNHURRIED) is None
    assert len({nonce(request) for request in asked}) == 2


def test_an_answer_that_trickles_is_given_up_at_the_deadline(city):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"
    url, _ = served([(0, head), *[(0.02, b" ")] * 10_000])
    registry = household_registry(url, CREDENTIALS["household"])
    began = time.monotonic()
    with pytest.raises(AuthorityUnavailableError, match="timeout"):
        registry.resident(document(city, "ordinary"), deadline=0.1)
    assert time.monotonic() - began < 60


def test_an_endless_answer_is_malformed(city):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n"
    url, _ = served([(0, head + b" " * 900_000)])
    registry = household_registry(url, CREDENTIALS["household"])
    with pytest.raises(AuthorityUnavailableError, match="malformed"):
        registry.resident(document(city, "ordinary"), deadline=UNHURRIED)


def test_the_switches_are_turned_and_the_counts_read_over_http(authorities):
    control = authorities.property.url + "/control"
    turned = urllib3.request("PUT", control, json={"mode": "throttling", "retry_after": 5}).json()
    assert (turned["mode"], authorities.property.switches.retry_after) == ("throttling", 5)
    before = authorities.property.counts.outcomes.get("throttled", 0)
    urllib3.request("POST", authorities.property.url + "/v1/homes/query", body=b"{}", retries=False)
    assert urllib3.request("GET", control).json()["counts"]["outcomes"]["throttled"] == before + 1
    assert urllib3.request("PUT", control, json={"mode": "asleep"}).status == 400
