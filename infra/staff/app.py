"""The staff's API, as a Chalice project of its own: its own roles, its own blast radius.

From it the template is made, and a laptop serves it whole. What Lambda runs of the routes is `api.py`.
"""

from chalice import Chalice

from functions.cloud.web.authorizer import bp as authorizer
from functions.jobs.handler import bp as jobs
from functions.review.handler import bp as review
from functions.review.workers import bp as work

app = Chalice(app_name="ruxue-staff")
app.register_blueprint(review, url_prefix="/api")
app.register_blueprint(work)
app.register_blueprint(jobs)
app.register_blueprint(authorizer)
