"""A small identity provider on this machine: discovery, authorize, token, keys. It can lie."""

import base64
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT_ID, CLIENT_SECRET = "veturi", "salaisuus"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PAGE = """<!doctype html><html lang="fi"><title>Koulun tunnus</title><h1>Koulun tunnus</h1>
<p><a id="go" href="{back}">Jatka</a> <a id="no" href="{cancel}">Peruuta</a></p></html>"""


class LocalIdentityProvider:
    """Whom it signs in is in `who`; what it says wrongly is in `claims`, `key`, `discovery`."""

    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.provider = self
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.who = {"sub": "aino-1", "email": "aino@opisto.invalid", "email_verified": True}
        self.claims, self.key, self.discovery = {}, KEY, {}
        self.is_broken = False
        self.codes, self.asked = {}, []
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def environ(self, name="Koulun tunnus"):
        return {
            "VETURI_OIDC_NAME": name,
            "VETURI_OIDC_ISSUER": self.issuer,
            "VETURI_OIDC_CLIENT_ID": CLIENT_ID,
            "VETURI_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        }

    def authorize(self, query):
        """Where the two links of its page lead: back with a code, or back without."""
        self.asked.append(query)
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        back = {"code": code, "state": query["state"]}
        cancel = {"error": "access_denied", "state": query["state"]}
        return [f"{query['redirect_uri']}?{urlencode(one)}" for one in (back, cancel)]

    def token(self, form):
        question = self.codes.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert challenge == question["code_challenge"]
        assert form["redirect_uri"] == question["redirect_uri"]
        assert (form["client_id"], form["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
        return {
            "access_token": "pääsy",
            "token_type": "Bearer",
            "id_token": self.id_token(question["nonce"]),
        }

    def id_token(self, nonce):
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.who,
            **self.claims,
        }
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})

    def documents(self):
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                **self.discovery,
            },
            "/keys": {"keys": [{**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "1"}]},
        }

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    @property
    def provider(self):
        return self.server.provider

    def do_GET(self):
        address = urlsplit(self.path)
        if self.provider.is_broken:
            self.answer(503, "text/plain", "rikki")
        elif address.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            back, cancel = self.provider.authorize(query)
            html = PAGE.format(back=back.replace("&", "&amp;"), cancel=cancel.replace("&", "&amp;"))
            self.answer(200, "text/html; charset=utf-8", html)
        elif address.path in self.provider.documents():
            document = self.provider.documents()[address.path]
            self.answer(200, "application/json", json.dumps(document))
        else:
            self.answer(404, "text/plain", "ei ole")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.answer(200, "application/json", json.dumps(self.provider.token(form)))

    def answer(self, status, kind, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        pass
