"""The routes of the guardians' API as their function runs them: nothing else is registered, or imported.

Meanwhile nothing is collected: what importing makes stays for as long as the process, and looking through it again and
again is a twentieth of a start. What was made by then is not looked through later either.
"""

import gc

gc.disable()

from chalice import Chalice  # noqa: E402

from functions.delivery.routes import bp as delivery  # noqa: E402
from functions.submit.handler import bp as submit  # noqa: E402

gc.freeze()
gc.enable()

app = Chalice(app_name="ruxue-guardians")
app.register_blueprint(submit, url_prefix="/api")
app.register_blueprint(delivery, url_prefix="/api")
