"""What a carer is to a pupil: a word from a short list, so that no name can stand there."""

from types import MappingProxyType

from partnerlink.domain.folding import fold

RELATIONS = (
    "moeder",
    "vader",
    "stiefmoeder",
    "stiefvader",
    "pleegmoeder",
    "pleegvader",
    "voogd",
    "oma",
    "opa",
    "tante",
    "oom",
    "zus",
    "broer",
    "verzorger",
)
"""Kept in Dutch, as on the letter; who is none of these stays without a word."""

_OTHER_WORDS = MappingProxyType(
    {
        "mama": "moeder",
        "papa": "vader",
        "grootmoeder": "oma",
        "grootvader": "opa",
        "mother": "moeder",
        "father": "vader",
        "stepmother": "stiefmoeder",
        "stepfather": "stiefvader",
        "grandmother": "oma",
        "grandfather": "opa",
        "aunt": "tante",
        "uncle": "oom",
        "sister": "zus",
        "brother": "broer",
        "guardian": "voogd",
        "carer": "verzorger",
    }
)


def relation_in(text: str) -> str:
    """Return what a cell says somebody is to the pupil: a word of RELATIONS, or empty for a name.

    "Moeder van Sami", "mother" and "MOEDER" are all "moeder".
    """
    words = (_OTHER_WORDS.get(word, word) for word in fold(text).split())
    return next((word for word in words if word in RELATIONS), "")
