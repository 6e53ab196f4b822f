"""What every answer carries: `graph_api.access` adds it."""

# Scripts and styles are files of this server alone: nothing of a report's text can run, and no
# page asks another host. Scripts style what they draw through CSSOM, which needs no
# 'unsafe-inline', ask this server alone (connect-src), and need no eval. The pictures that they
# make are blobs; a JSON block in a page is data, which no directive is about.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
