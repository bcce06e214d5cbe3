"""Every refusal has a sentence of its own, in the reader's language."""

import pkgutil
from importlib import import_module

import pytest
from flask import Flask
from flask_babel import force_locale

import partnerlink
from partnerlink.domain.errors import Refusal
from partnerlink.geo.errors import AddressServiceError
from partnerlink.refusals import sentence

for _module in pkgutil.walk_packages(partnerlink.__path__, "partnerlink."):
    import_module(_module.name)


def every_refusal(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """List the classes below `kind` that the product raises."""
    found = []
    for below in kind.__subclasses__():
        found += [below, *every_refusal(below)]
    return [below for below in found if below.__module__.startswith("partnerlink.")]


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in every_refusal()]

    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize(
    "code", [kind.code for kind in every_refusal()] + [AddressServiceError.code]
)
def test_a_refusal_has_a_sentence_of_its_own(app: Flask, code: str) -> None:
    refusal = Refusal()
    refusal.code = code  # type: ignore[misc]

    with app.test_request_context(), force_locale("nl"):
        words = sentence(refusal)
        fallback = sentence(Refusal())

    assert words.endswith((".", "!", "?"))
    assert words != fallback
