"""The routes of the staff's API as their function runs them: nothing else is registered, or imported."""

from chalice import Chalice

from functions.review.handler import bp as review

app = Chalice(app_name="ruxue-staff")
app.register_blueprint(review, url_prefix="/api")
