"""The routes of the guardians' API as their function runs them: nothing else is registered, or imported."""

from chalice import Chalice

from functions.submit.handler import bp as submit

app = Chalice(app_name="ruxue-guardians")
app.register_blueprint(submit, url_prefix="/api")
