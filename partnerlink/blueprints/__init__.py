"""The table of contents: each blueprint's package and the address it stands under."""

BLUEPRINTS: tuple[tuple[str, str | None], ...] = (
    ("pages", None),
    ("health", None),
    ("accounts", None),
    ("sign_up", "/aanmelden"),
    ("organisations", "/organisatie"),
    ("dashboard", "/vandaag"),
    ("requests", "/aanvragen"),
    ("offers", "/aanbod"),
    ("catalogue", None),
    ("talks", "/afspraken"),
    ("answers", "/antwoord"),
    ("calendars", "/agenda"),
    ("region", "/regio"),
    ("postvak", "/postvak"),
)
