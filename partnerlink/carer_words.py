"""What staff read about carers: what they are to the pupil, in the reader's language."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_babel.speaklater import LazyString

from partnerlink.models.household import Carer
from partnerlink.words import listing

RELATION_WORDS: dict[str, LazyString] = {
    "moeder": _l("moeder"),
    "vader": _l("vader"),
    "stiefmoeder": _l("stiefmoeder"),
    "stiefvader": _l("stiefvader"),
    "pleegmoeder": _l("pleegmoeder"),
    "pleegvader": _l("pleegvader"),
    "voogd": _l("voogd"),
    "oma": _l("oma"),
    "opa": _l("opa"),
    "tante": _l("tante"),
    "oom": _l("oom"),
    "zus": _l("zus"),
    "broer": _l("broer"),
    "verzorger": _l("andere verzorger"),
}
"""Every word of `carer_relations.RELATIONS`, in the order in which it can be chosen."""


def relation_words(carer: Carer) -> str:
    """Return what a carer is to the pupil: "moeder"; or "ouder of verzorger"."""
    return str(RELATION_WORDS.get(carer.label, "")) or _("ouder of verzorger")


def carers_words(carers: Iterable[Carer]) -> str:
    """Return who the carers of a household are: "moeder en vader"; empty for none."""
    carers = list(carers)
    unnamed = sum(carer.label not in RELATION_WORDS for carer in carers)
    names = [str(RELATION_WORDS[one.label]) for one in carers if one.label in RELATION_WORDS]
    if unnamed > 1:
        names.append(
            ngettext("%(num)d ouder of verzorger", "%(num)d ouders of verzorgers", unnamed)
        )
    elif unnamed:
        names.append(_("ouder of verzorger"))
    return listing(names)
