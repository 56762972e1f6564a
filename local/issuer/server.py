"""The issuer's endpoints: discovery, keys, the sign-in page, the token, signing out."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from flask import Blueprint, Flask, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from joserfc.jwk import RSAKey

from .grants import Client, Codes, IdTokens, S256Only, code_grant
from .page import STYLE_HASH, error_page, sign_in_page
from .people import AUDIENCE, SignIn


@cache
def _key() -> RSAKey:
    """One for the process: finding the primes of another takes a third of a second."""
    return RSAKey.generate_key(2048, auto_kid=True)


def issuer_app(
    people: Callable[[], Sequence[SignIn]], *, issuer: Callable[[], str], origins: Callable[[], Iterable[str]]
) -> Flask:
    """The issuer as a WSGI application. `origins` are the pages'; addresses are asked for when first needed."""
    app = Flask(__name__)
    key = _key()
    app.register_blueprint(_metadata(key, issuer))
    app.register_blueprint(_sign_in(app, key, people, issuer=issuer, origins=origins))

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.update(
            {
                "Cache-Control": "no-store",
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
                "Vary": "Origin",
                # Browsers apply form-action to where the form's answer redirects too: back to the pages.
                "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; "
                f"frame-ancestors 'none'; form-action 'self' {' '.join(origins())}",
            }
        )
        origin = request.headers.get("Origin")
        if origin in set(origins()):
            response.headers["Access-Control-Allow-Origin"] = str(origin)
            response.headers["Access-Control-Allow-Headers"] = "content-type"
        return response

    return app


def _metadata(key: RSAKey, issuer: Callable[[], str]) -> Blueprint:
    routes = Blueprint("metadata", __name__)

    @routes.get("/.well-known/openid-configuration")
    def discovery() -> ResponseReturnValue:
        at = issuer()
        return jsonify(
            issuer=at,
            authorization_endpoint=f"{at}/authorize",
            token_endpoint=f"{at}/token",
            jwks_uri=f"{at}/jwks",
            end_session_endpoint=f"{at}/logout",
            response_types_supported=["code"],
            grant_types_supported=["authorization_code"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["RS256"],
            code_challenge_methods_supported=["S256"],
            token_endpoint_auth_methods_supported=["none"],
            scopes_supported=["openid", "profile"],
        )

    @routes.get("/jwks")
    def jwks() -> ResponseReturnValue:
        return jsonify(
            keys=[{**key.as_dict(private=False), "kid": key.thumbprint(), "use": "sig", "alg": "RS256"}]
        )

    return routes


def _sign_in(
    app: Flask,
    key: RSAKey,
    people: Callable[[], Sequence[SignIn]],
    *,
    issuer: Callable[[], str],
    origins: Callable[[], Iterable[str]],
) -> Blueprint:
    routes = Blueprint("sign_in", __name__)

    @cache
    def server() -> Any:
        client = Client(tuple(origins()))
        made = AuthorizationServer(
            app,
            query_client=lambda client_id: client if client_id == AUDIENCE else None,
            save_token=lambda token, request: None,  # noqa: ARG005 - access tokens open nothing here
        )
        by_sub = {person.sub: person for person in people()}
        made.register_grant(code_grant(by_sub, Codes()), [S256Only(required=True), IdTokens(key, issuer())])
        return made

    @routes.route("/authorize", methods=["GET", "POST"])
    def authorize() -> ResponseReturnValue:
        try:
            grant = server().get_consent_grant()
            redirect_uri = grant.validate_authorization_request()
        except OAuth2Error as error:
            return error_page(error.error, error.description or ""), 400
        person = next((each for each in people() if each.sub == request.form.get("sub")), None)
        if person is None:
            return _page(people())
        answer: Response = server().handle_response(
            *grant.create_authorization_response(redirect_uri, person)
        )
        return answer

    @routes.post("/token")
    def token() -> ResponseReturnValue:
        answer: Response = server().create_token_response()
        return answer

    @routes.get("/logout")
    def logout() -> ResponseReturnValue:
        back = request.args.get("post_logout_redirect_uri", "")
        return redirect(back) if Client(tuple(origins())).check_redirect_uri(back) else _page([])

    return routes


def _page(people: Sequence[SignIn]) -> str:
    wanted = request.args.get("ui_locales", "") or request.accept_languages.best_match(["zh-CN", "zh", "en"])
    return sign_in_page(people, language="en" if (wanted or "zh").startswith("en") else "zh-CN")
