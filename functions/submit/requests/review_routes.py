"""Asking for a review: parse, one call, answer."""

from chalice import Response

from functions.cloud.sealing.secrets import macs
from functions.cloud.web.http import parse
from functions.registration.errors import NotPossibleNow, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.placing.reviewing import review_asked
from functions.registration.registration import Registration
from functions.submit.account import Account
from functions.submit.commands import ReviewCommand
from functions.submit.registration_routes import ONE, mine, shown
from functions.submit.routes import clock, request, route, season_of


@route("POST", f"{ONE}/review")
def ask_review(account: Account, registration_id: str) -> Response:
    """The same words sent again are the review that they asked for."""
    # Here, as in routes.py: a family asks once, if ever.
    from functions.cloud.staff.requests.reviews import review_table

    command = parse(request(), ReviewCommand)
    asked_as = macs().keyed("review", registration_id, command.model_dump_json())
    registration = mine(account, registration_id)
    if not _is_asked(registration, asked_as):
        after = review_asked(
            registration,
            command.ground,
            asked_as=asked_as,
            season=season_of(registration.season),
            now=clock(),
        )
        try:
            review_table().ask(registration, after, command.explanation)
        except StaleVersion:
            if not _is_asked(mine(account, registration_id), asked_as):
                raise
    return shown(account, registration_id)


def _is_asked(registration: Registration, asked_as: Keyed) -> bool:
    """Raises NotPossibleNow where another one was asked for."""
    review = registration.review
    if review is not None and not asked_as.names(review.asked_as):
        raise NotPossibleNow(code="review_asked_already")
    return review is not None
