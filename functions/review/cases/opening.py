"""What is sealed of one registration, opened for staff's eyes: answers of the registries, forms and papers before."""

from typing import NamedTuple

from functions.cloud.aws.at_once import at_once
from functions.cloud.sealing.seal import Seal
from functions.cloud.staff.submitted_forms import as_submitted
from functions.cloud.table import items
from functions.cloud.table.table import Item
from functions.registration.documents import Document
from functions.registration.form import Form
from functions.registration.registration import Registration
from functions.registration.staff.differences import (
    UNCHANGED,
    Changes,
    differences,
    document_differences,
)

from .cases import Known


class Opened(NamedTuple):
    """A registration with everything that was sealed."""

    registration: Registration
    answers: dict[str, bytes]
    changes: Changes = UNCHANGED
    """What the last resubmission changed."""
    abandoned: Changes = UNCHANGED
    """What was being changed when an amendment ended by the clock (R38)."""


def papers(stored: Known) -> dict[str, Document]:
    """Every paper that staff may look at: what counts, what counted before, what was kept, and a lapsed amendment's."""
    with items.reading(stored.item):
        counts = _documents(as_submitted(stored.item)["documents"])
        lapsed = _documents(stored.item.get("abandoned_documents", {}))
    archive = stored.registration.kept_documents
    return archive | stored.registration.previous_documents | counts | lapsed


def opened(stored: Known, seal: Seal) -> Opened:
    """Unseals the registries' answers and the form before, or abandoned: one call of KMS for each, all at once.

    `stored` has its form. An answer to what the check no longer asks is left out.
    """
    with items.reading(stored.item):
        return _opened(stored, seal)


def _opened(stored: Known, seal: Seal) -> Opened:
    item = stored.item
    shown = as_submitted(item)
    amending = shown is not item
    registration = items.without_form(shown, stored.form)
    with at_once() as reads:
        answers = {
            check.id: reads.submit(
                seal.open,
                item["id"],
                item["answers"][check.id],
                part=f"answer-{check.id}",
                version=check.answered,
            )
            for check in registration.checks.values()
            if check.answered is not None
        }
        abandoned = reads.submit(_form_of, item, "abandoned", seal) if "abandoned" in item else None
        earlier = "previous" in item and not amending and abandoned is None
        previous = reads.submit(_form_of, item, "previous", seal) if earlier else None
    whole = Opened(registration, {check: answer.result() for check, answer in answers.items()})
    if abandoned is not None:
        papers_then = _documents(item["abandoned_documents"])
        return whole._replace(
            abandoned=Changes(
                differences(registration.form, abandoned.result()),
                document_differences(registration.documents, papers_then),
            )
        )
    if previous is None:
        return whole
    return whole._replace(
        changes=Changes(
            differences(previous.result(), registration.form),
            document_differences(registration.previous_documents, registration.documents),
        )
    )


def _form_of(item: Item, name: str, seal: Seal) -> Form:
    """Another form than the one that counts: 1 call."""
    opened_form = seal.open(item["id"], item[name], version=item[f"{name}_form_version"])
    return Form.model_validate_json(opened_form)


def _documents(stored: Item) -> dict[str, Document]:
    return {key: Document.model_validate(document) for key, document in stored.items()}
