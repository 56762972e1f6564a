"""moto as a server on loopback, with the data stack in it."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from local.environment import SECRET_NAME
from local.figures import Figures
from local.web.inbox import Inbox

from .clients import Clients, clients
from .edge import Edge
from .moto_fixes import moto_fixed
from .resources import Stack, create_stack

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Later:
    """A WSGI application that is told after its port is bound, so that every address is known first."""

    def __init__(self) -> None:
        self.app: WSGIApplication | None = None

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self.app is None:
            start_response("503 Service Unavailable", [("Content-Length", "0"), ("Retry-After", "1")])
            return []
        return self.app(environ, start_response)


class Dispatcher(DomainDispatcherApplication):
    """moto looks through the folders of its own package for each request, to learn which service a host is."""

    def __init__(self) -> None:
        super().__init__(create_backend_app)
        self.get_backend_for_host = cache(self.get_backend_for_host)  # type: ignore[method-assign]


class Cloud:
    """One moto, emptied on start and on stop. moto's contents belong to the process: one cloud at a time."""

    def __init__(
        self, endpoint: str, figures: Figures, inbox: Inbox, origins: Callable[[], Iterable[str]]
    ) -> None:
        self.edge = Edge(Dispatcher(), figures, inbox, origins)
        self.clients: Clients = clients(endpoint)
        self._undo = ExitStack()

    def start(self, template: Path, *, secret: str, site: str) -> Stack:
        """Create the data stack and the secret; the cloud must already be served at its endpoint."""
        moto_api_backend.reset()
        self._undo.enter_context(moto_fixed())
        stack = create_stack(template, self.clients, site=site)
        self.clients.secrets.create_secret(Name=SECRET_NAME, SecretString=secret)
        return stack

    def stop(self) -> None:
        self._undo.close()
        moto_api_backend.reset()
