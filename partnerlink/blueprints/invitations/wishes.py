"""The needs of all families together, for whoever arranges them."""

from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext as _

from partnerlink.domain.folding import fold
from partnerlink.models.invitation_needs import InvitationNeeds


def totals_of(wishes: Sequence[InvitationNeeds]) -> list[tuple[str, int]]:
    """Return each need and how often it was told; of childcare, the number of children.

    Interpreters are counted by language, however it was typed.
    """
    spoken: dict[str, str] = {}
    languages: Counter[str] = Counter()
    for each in wishes:
        if each.interpreter:
            name = spoken.setdefault(fold(each.interpreter), each.interpreter)
            languages[name] += 1
    rows = [
        (_("Tolk: %(language)s", language=name), count)
        for name, count in sorted(languages.items(), key=lambda item: (-item[1], item[0]))
    ]
    rows += [
        (_("Plaats voor een rolstoel"), sum(each.needs_wheelchair_space for each in wishes)),
        (_("Lift"), sum(each.needs_lift for each in wishes)),
        (_("Kinderen in de opvang"), sum(each.children for each in wishes)),
        (_("Gesprek met de mentor"), sum(each.wants_mentor for each in wishes)),
    ]
    return [row for row in rows if row[1]]
