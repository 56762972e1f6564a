"""The receipt as its function runs it: one route, which alone sets type."""

from chalice import Chalice

from functions.submit.receipt.routes import bp as receipt

app = Chalice(app_name="ruxue-guardians")
app.api.binary_types.append("application/pdf")
app.register_blueprint(receipt, url_prefix="/api")
