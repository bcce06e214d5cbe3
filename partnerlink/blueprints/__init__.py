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
    ("evenings", "/presentatieavonden"),
    ("pupils", "/presentatieavonden/<int:number>/leerlingen"),
    ("programme", "/presentatieavonden/<int:number>/programma"),
    ("invitations", "/presentatieavonden/<int:number>/uitnodigingen"),
    ("parents", None),
    ("door", "/deur"),
    ("region", "/regio"),
    ("postvak", "/postvak"),
)
