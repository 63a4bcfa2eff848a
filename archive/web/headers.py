"""The headers every answer carries: what a browser may load, show and keep."""

from flask import Flask, Response, request

# No inline script or style runs anywhere; data blocks (JSON-LD) are not scripts to a browser.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_HTTPS_YEAR = "max-age=31536000"


def install(app: Flask) -> None:
    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if request.is_secure:
            headers.setdefault("Strict-Transport-Security", _HTTPS_YEAR)
        if "Cache-Control" not in headers:
            # Pages change with the reader's language and with what was withdrawn a moment ago.
            headers["Cache-Control"] = "no-cache"
            headers.setdefault("Vary", "Cookie, Accept-Language")
        return response
