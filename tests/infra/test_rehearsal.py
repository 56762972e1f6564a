"""The rehearsal on ministack deploys what is packaged, but for gaps that are still there and still ours to name."""

import copy
import re
import ssl
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra import package, template, wheels
from local.rehearsal import gaps, tls
from local.web.serving import Serving
from tests.alarms.templates import ALARMS
from tests.patience import PATIENCE

from .conftest import of_type

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def on_expressions(template: str) -> set[str]:
    """What ministack makes none of."""
    return {
        name.partition("/")[2]
        for name, alarm in ALARMS.items()
        if name.startswith(f"{template}/") and "Metrics" in alarm
    }


def test_what_is_deployed_lies_directly_below_build_and_a_rehearsals_does_not() -> None:
    assert package.build("staff", wheels.LAMBDA) == package.ROOT / "build" / "staff"
    assert package.build("staff", "x86_64") == package.ROOT / "build" / "x86_64" / "staff"


def test_a_rehearsals_wheels_differ_from_lambdas_by_the_machine_alone() -> None:
    here, there = wheels.platforms("3.13", "x86_64"), wheels.platforms("3.13", wheels.LAMBDA)
    assert [tag.removesuffix("x86_64") + wheels.LAMBDA for tag in here] == there
    assert there[0] == "manylinux_2_34_aarch64"


def test_what_is_said_otherwise_to_ministack_stands_in_the_template_as_it_was_written() -> None:
    written = (template.INFRA / "resources.yaml").read_text()
    said = gaps.in_text(written)
    for ours, theirs in gaps.SAID_OTHERWISE.items():
        assert written.count(ours) == said.count(theirs) == 1
    assert len(said.splitlines()) == len(written.splitlines())


def test_only_alarms_on_an_expression_are_left_out_of_the_alarms_as_they_were_written() -> None:
    def resources(text: str) -> set[str]:
        return set(re.findall(r"^  (\w+):", text.partition("\nResources:\n")[2], re.MULTILINE))

    written = (template.INFRA / "alarms.yaml").read_text()
    assert resources(written) - resources(gaps.in_text(written)) == on_expressions("alarms")


def test_only_the_named_resources_are_left_out_of_a_rehearsal(guardians: dict[str, Any]) -> None:
    changed = copy.deepcopy(guardians)
    gaps.in_packaged(changed)
    assert set(guardians["Resources"]) - set(changed["Resources"]) == set(gaps.LEFT_OUT) | on_expressions(
        "guardians"
    )


def test_a_rehearsals_roles_may_do_nothing_more_but_send_in_batches(project: dict[str, Any]) -> None:
    changed = copy.deepcopy(project)
    gaps.in_packaged(changed)
    before, after = _allowed(project), _allowed(changed)
    assert set(after) == set(before)
    added = {role: set(actions) - set(before[role]) for role, actions in after.items()}
    assert {role for role, more in added.items() if more} == {
        role for role, actions in before.items() if "sqs:SendMessage" in actions
    }
    assert set.union(*added.values()) == {"sqs:SendMessageBatch"}


def test_the_real_gateway_is_told_that_a_pdf_is_binary(guardians: dict[str, Any]) -> None:
    body = guardians["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    assert "application/pdf" in body["x-amazon-apigateway-binary-media-types"]


def test_a_simulator_behind_tls_answers_who_trusts_its_certificate(tmp_path: Path) -> None:
    shown = tls.certify(tmp_path)
    assert shown.key.stat().st_mode & 0o077 == 0
    serving = Serving(_hello)
    serving.start()
    front = tls.Front(serving.port, shown)
    try:
        trusting = ssl.create_default_context(cafile=str(shown.certificate))
        with urllib.request.urlopen(f"{front.origin}/here", context=trusting, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
            assert answer.read() == b"/here"
    finally:
        front.stop()
        serving.stop()


def _hello(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    start_response("200 OK", [("Content-Length", str(len(environ["PATH_INFO"])))])
    return [str(environ["PATH_INFO"]).encode()]


def _allowed(found: dict[str, Any]) -> dict[str, list[str]]:
    """Actions by role."""
    return {
        role: [
            action
            for policy in properties["Policies"]
            for statement in policy["PolicyDocument"]["Statement"]
            for action in statement["Action"]
        ]
        for role, properties in of_type(found, "AWS::IAM::Role").items()
    }
