"""What a deed upon a case answers: the case as it stands now."""

from datetime import datetime

from chalice import Response

from functions.cloud.web.http import answer, language_of
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.review.cases.view import staff_version, staff_view
from functions.review.member import Member
from functions.review.routes import request

from .review_view import with_review
from .view import with_requests
from .withdrawal_view import with_withdrawal


def answered(
    registration: Registration, season: Season, member: Member, now: datetime, *, status: int = 200
) -> Response:
    """Without the form: whoever did it has just read it, and reading it again would be one more event."""
    view = staff_view(registration, season, member=member.key, language=language_of(request()))
    del view["form"]
    with_requests(view, registration, member.key)
    with_review(view, registration, season, member.key, now)
    with_withdrawal(view, registration, season, member.key, now)
    return answer(view, status=status, version=staff_version(registration))
