"""The guardians' API and every queue-, stream- and clock-driven function, as one Chalice project.

From it the template is made, and a laptop serves it whole. What Lambda runs of the routes is `api.py` and `receipt.py`.
"""

from chalice import Chalice

from functions.cloud.web.authorizer import bp as authorizer
from functions.delivery.handler import bp as sns_logs
from functions.delivery.routes import bp as delivery
from functions.dispatch.handler import bp as dispatch
from functions.erase.handler import bp as erase
from functions.inspect_document.handler import bp as inspect_document
from functions.notify.handler import bp as notify
from functions.on_call.handler import bp as on_call
from functions.publish.handler import bp as publish
from functions.submit.handler import bp as submit
from functions.submit.receipt import routes as receipt
from functions.verify_identity.handler import bp as verify_identity
from functions.verify_property.handler import bp as verify_property

__all__ = ["app", "receipt"]

app = Chalice(app_name="ruxue-guardians")
app.api.binary_types.append("application/pdf")
app.register_blueprint(submit, url_prefix="/api")
app.register_blueprint(delivery, url_prefix="/api")
for room in (
    authorizer,
    inspect_document,
    dispatch,
    verify_identity,
    verify_property,
    notify,
    publish,
    erase,
    on_call,
    sns_logs,
):
    app.register_blueprint(room)
