"""The guardians' API and every queue-, stream- and clock-driven function, as one Chalice project."""

from chalice import Chalice

from functions.dispatch.handler import bp as dispatch
from functions.erase.handler import bp as erase
from functions.inspect_document.handler import bp as inspect_document
from functions.notify.handler import bp as notify
from functions.publish.handler import bp as publish
from functions.submit.handler import bp as submit
from functions.verify_identity.handler import bp as verify_identity
from functions.verify_property.handler import bp as verify_property

app = Chalice(app_name="ruxue-guardians")
app.api.binary_types.append("application/pdf")
app.register_blueprint(submit, url_prefix="/api")
for room in (inspect_document, dispatch, verify_identity, verify_property, notify, publish, erase):
    app.register_blueprint(room)
