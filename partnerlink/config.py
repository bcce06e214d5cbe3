"""Settings, all from the environment under the prefix PARTNERLINK_; the README has the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "PARTNERLINK_"
ENVIRONMENTS = ("production", "development")


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


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises BadSetting for a missing secret key, or for a value that cannot be.
    """

    def text(name: str, default: str = "") -> str:
        return environ.get(PREFIX + name, "").strip() or default

    environment = text("ENVIRONMENT", "production")
    if environment not in ENVIRONMENTS:
        raise BadSetting(f"{PREFIX}ENVIRONMENT must be one of {', '.join(ENVIRONMENTS)}")
    secret_key = text("SECRET_KEY")
    if len(secret_key) < 32:
        raise BadSetting(f"{PREFIX}SECRET_KEY must be set, to at least 32 characters")
    return Settings(
        environment=environment,
        secret_key=secret_key,
        database_url=text("DATABASE_URL", Settings.database_url),
        public_url=text("PUBLIC_URL", Settings.public_url).rstrip("/"),
        smtp_url=text("SMTP_URL"),
        mail_from=text("MAIL_FROM", Settings.mail_from),
        redis_url=text("REDIS_URL"),
        pdok_url=text("PDOK_URL"),
        is_demo=_is_on(text("DEMO"), name="DEMO"),
        log_format=text("LOG_FORMAT", "json"),
        is_behind_proxy=_is_on(text("BEHIND_PROXY"), name="BEHIND_PROXY"),
    )


def _is_on(value: str, *, name: str) -> bool:
    if value.lower() in {"", "0", "no", "false", "off"}:
        return False
    if value.lower() in {"1", "yes", "true", "on"}:
        return True
    raise BadSetting(f"{PREFIX}{name} must be 1 or 0")
