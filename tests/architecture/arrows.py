"""Which layer may import which: blueprints -> services -> models -> domain, and never back."""

import sys
from collections.abc import Iterator

from tests.architecture.source import Breach, Module, Rule, is_under

OUTSIDE_WORLD = frozenset(
    "asyncio ftplib http io logging multiprocessing os pathlib queue shutil smtplib socket sqlite3"
    " ssl subprocess tempfile threading time urllib".split()
)
PURE = tuple(sys.stdlib_module_names - OUTSIDE_WORLD)
WEB = ("flask", "werkzeug", "wtforms", "gunicorn")
UPPER = ("partnerlink.app", "partnerlink.blueprints", "partnerlink.cli", "partnerlink.form_fields")


def _is_web(name: str) -> bool:
    return is_under(name, *WEB) or name.startswith("flask_")


def _found(module: Module, package: str) -> Iterator[tuple[int, str]]:
    return module.imports() if module.is_in(package) else iter(())


def domain_is_pure(module: Module) -> Iterator[Breach]:
    """Find what domain imports beside itself, the pure part of Python, and what computes."""
    allowed = (*PURE, "partnerlink.domain", "geopy.distance", "numpy", "ortools")
    for line, name in _found(module, "partnerlink.domain"):
        if not is_under(name, *allowed):
            yield Breach(line, f"imports {name}")


def models_stand_on_domain(module: Module) -> Iterator[Breach]:
    """Find what models import of the product beside models and domain."""
    for line, name in _found(module, "partnerlink.models"):
        is_ours = is_under(name, "partnerlink")
        if _is_web(name) or (
            is_ours and not is_under(name, "partnerlink.models", "partnerlink.domain")
        ):
            yield Breach(line, f"imports {name}")


def models_know_no_session(module: Module) -> Iterator[Breach]:
    """Find imports of SQLAlchemy's sessions in models."""
    for line, name in _found(module, "partnerlink.models"):
        if is_under(name, "sqlalchemy.orm.session") or name.rsplit(".", 1)[-1] in (
            "Session",
            "sessionmaker",
            "scoped_session",
            "object_session",
        ):
            yield Breach(line, f"imports {name}")


def services_know_no_web(module: Module) -> Iterator[Breach]:
    """Find what services import of the web, or of the layers above them."""
    for line, name in _found(module, "partnerlink.services"):
        if _is_web(name) or is_under(name, *UPPER):
            yield Breach(line, f"imports {name}")


def geo_and_mail_stand_below_services(module: Module) -> Iterator[Breach]:
    """Find what geo and mail import of the layers above them."""
    for line, name in (
        module.imports() if module.is_in("partnerlink.geo", "partnerlink.mail") else ()
    ):
        if is_under(name, "partnerlink.services", *UPPER):
            yield Breach(line, f"imports {name}")


def only_the_factory_imports_blueprints(module: Module) -> Iterator[Breach]:
    """Find imports of a blueprint outside the factory, the blueprint itself and the tests."""
    own = ".".join(module.dotted.split(".")[:3])
    if module.is_in("partnerlink.app", "tests"):
        return
    for line, name in module.imports():
        is_shared = module.is_in("partnerlink.blueprints") and name.count(".") < 3
        if is_under(name, "partnerlink.blueprints") and not is_under(name, own) and not is_shared:
            yield Breach(line, f"imports {name}")


def db_and_clock_are_leaves(module: Module) -> Iterator[Breach]:
    """Find what db and clock import of the product."""
    if module.is_in("partnerlink.db", "partnerlink.clock"):
        for line, name in module.imports():
            if is_under(name, "partnerlink"):
                yield Breach(line, f"imports {name}")


RULES = {
    "domain_is_pure": Rule(
        "Domain imports only the pure part of Python, geopy.distance, numpy and ortools.",
        domain_is_pure,
    ),
    "models_stand_on_domain": Rule(
        "Models import no Flask, and of the product only models and domain.",
        models_stand_on_domain,
    ),
    "models_know_no_session": Rule(
        "Models build a Select and never hold a session.",
        models_know_no_session,
    ),
    "services_know_no_web": Rule(
        "Services import no Flask and nothing of the layers above them.",
        services_know_no_web,
    ),
    "geo_and_mail_stand_below_services": Rule(
        "Geo and mail import nothing of services or the layers above.",
        geo_and_mail_stand_below_services,
    ),
    "only_the_factory_imports_blueprints": Rule(
        "Only create_app imports blueprints; one blueprint never imports another.",
        only_the_factory_imports_blueprints,
    ),
    "db_and_clock_are_leaves": Rule(
        "db.py and clock.py import nothing of the product.",
        db_and_clock_are_leaves,
    ),
}
