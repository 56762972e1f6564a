"""What is not ours, beside the emulator on loopback and behind TLS: the two authorities and sign-in."""

from contextlib import ExitStack

from local.city import City
from local.issuer import issuer_app
from local.web.serving import Serving

from .tls import Certificate, Front
from .town import SITE


def serve(city: City, shown: Certificate, undo: ExitStack) -> dict[str, str]:
    """Addresses of `household`, `property` and `issuer` with TLS, and of `sign-in`, the issuer without it."""
    addresses: dict[str, str] = {}
    sign_in = Serving(
        issuer_app(lambda: city.people, issuer=lambda: addresses["issuer"], origins=lambda: (SITE,))
    )
    sign_in.start()
    undo.callback(sign_in.stop)
    for name, url in {"issuer": sign_in.origin, **city.urls}.items():
        front = Front(int(url.rsplit(":", 1)[1]), shown)
        undo.callback(front.stop)
        addresses[name] = front.origin
    return addresses | {"sign-in": sign_in.origin}
