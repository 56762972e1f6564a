"""The staff's HTTPS API (docs/staff.md): every route, each in the room of its matter."""

from functions.review.audit import approvals
from functions.review.audit import routes as audit
from functions.review.cases import handing, places, releases, spots
from functions.review.cases import routes as cases
from functions.review.exports import routes as exports
from functions.review.requests import review_routes as reviews
from functions.review.requests import routes as requests
from functions.review.requests import withdrawal_routes as withdrawals
from functions.review.searches import routes as searches
from functions.review.season import deadlines, jobs, publishing, rehearsing, seats
from functions.review.season import routes as season
from functions.review.statistics import routes as work
from functions.review.statistics import sms_routes as sms

from .routes import ROLES, bp

__all__ = [
    "ROLES",
    "approvals",
    "audit",
    "bp",
    "cases",
    "deadlines",
    "exports",
    "handing",
    "jobs",
    "places",
    "publishing",
    "rehearsing",
    "releases",
    "requests",
    "reviews",
    "searches",
    "season",
    "seats",
    "sms",
    "spots",
    "withdrawals",
    "work",
]
