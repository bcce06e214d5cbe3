"""Settings, all from the environment under the prefix PARTNERLINK_; the README has the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "PARTNERLINK_"
ENVIRONMENTS = ("production", "development")
DATABASES = ("sqlite", "postgresql")
KEY_FILE = ROOT / "instance" / "secret_key"
"""The demo's own key, which `make run` makes."""


class BadSetting(Exception):
    """A setting is missing or cannot be used; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a running PartnerLink needs to know about its surroundings."""

    environment: str = "production"
    secret_key: str
    database_url: str = f"sqlite:///{ROOT / 'instance' / 'partnerlink.sqlite'}"
    public_url: str = "http://localhost:8000"
    smtp_url: str = ""
    mail_from: str = "PartnerLink <partnerlink@localhost>"
    contact: str = ""
    redis_url: str = ""
    pdok_url: str = ""
    is_demo: bool = False
    log_format: str = "json"
    is_behind_proxy: bool = False
    is_testing: bool = False

    @property
    def is_development(self) -> bool:
        """Tell whether this runs on somebody's own machine, without TLS."""
        return self.environment == "development"

    @property
    def contact_address(self) -> str:
        """Return the mail address of whoever runs this: the contact, else the sender of mail."""
        return self.contact or parseaddr(self.mail_from)[1]


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read the settings; in development the key of `make run` is found by itself.

    Raises BadSetting for a missing secret key, or for a value that cannot be.
    """

    def text(name: str, default: str = "") -> str:
        return environ.get(PREFIX + name, "").strip() or default

    environment = text("ENVIRONMENT", "production")
    if environment not in ENVIRONMENTS:
        raise BadSetting(f"{PREFIX}ENVIRONMENT must be one of {', '.join(ENVIRONMENTS)}")
    is_development = environment == "development"
    secret_key = text("SECRET_KEY") or (_demo_key() if is_development else "")
    # Behind a proxy the port that is listened on says nothing about the address.
    port = environ.get("PORT", "").strip() if is_development else ""
    if len(secret_key) < 32:
        raise BadSetting(f"{PREFIX}SECRET_KEY must be set, to at least 32 characters")
    return Settings(
        environment=environment,
        secret_key=secret_key,
        database_url=_database_url(text("DATABASE_URL", Settings.database_url)),
        public_url=_web_address(text("PUBLIC_URL", _own_address(port)), name="PUBLIC_URL"),
        smtp_url=text("SMTP_URL"),
        mail_from=text("MAIL_FROM", Settings.mail_from),
        contact=_mail_address(text("CONTACT"), name="CONTACT"),
        redis_url=text("REDIS_URL"),
        pdok_url=_web_address(text("PDOK_URL"), name="PDOK_URL"),
        is_demo=_is_on(text("DEMO"), name="DEMO"),
        log_format=text("LOG_FORMAT", "json"),
        is_behind_proxy=_is_on(text("BEHIND_PROXY"), name="BEHIND_PROXY"),
    )


def _demo_key() -> str:
    try:
        return KEY_FILE.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _own_address(port: str) -> str:
    return f"http://localhost:{port}" if port else Settings.public_url


def _web_address(value: str, *, name: str) -> str:
    parts = urlsplit(value)
    if value and not (parts.scheme in ("http", "https") and parts.netloc):
        raise BadSetting(f"{PREFIX}{name} must be a web address, like https://example.nl")
    return value.rstrip("/")


def _mail_address(value: str, *, name: str) -> str:
    try:
        if value and not Address(addr_spec=value).domain:
            raise ValueError
    except (ValueError, IndexError, HeaderParseError):
        raise BadSetting(f"{PREFIX}{name} must be a mail address, like name@example.nl") from None
    return value


def _database_url(value: str) -> str:
    try:
        backend = make_url(value).get_backend_name()
    except ArgumentError:
        backend = ""
    if backend not in DATABASES:
        # Not repeated: it may hold a password.
        raise BadSetting(f"{PREFIX}DATABASE_URL must begin with sqlite:/// or postgresql://")
    return value


def _is_on(value: str, *, name: str) -> bool:
    if value.lower() in {"", "0", "no", "false", "off"}:
        return False
    if value.lower() in {"1", "yes", "true", "on"}:
        return True
    raise BadSetting(f"{PREFIX}{name} must be 1 or 0")
