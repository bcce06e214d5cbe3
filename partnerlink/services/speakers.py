"""Where the person behind an offer is already, with another offer of theirs."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from partnerlink.domain.talk import TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.among import among
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer

_THEIRS = aliased(TalkOffer)
# The rule of `domain.talk.speaker_key`, asked of the offers as they are now: a contact may have
# handed an offer on since its talks were agreed on.
_IS_SAME_PERSON = or_(
    _THEIRS.contact_id == TalkOffer.contact_id, Organisation.kind == OrganisationKind.INDIVIDUAL
)
# State and day are looked at afterwards: asked here, SQLite would begin with every planned talk of
# the country instead of with the offers.
_ELSEWHERE = (
    select(TalkOffer.id, Talk.state, Talk.day, Talk.part)
    .join(Organisation, Organisation.id == TalkOffer.organisation_id)
    .join(
        _THEIRS,
        and_(
            _THEIRS.organisation_id == TalkOffer.organisation_id,
            _THEIRS.id != TalkOffer.id,
            _IS_SAME_PERSON,
        ),
    )
    .join(Talk, Talk.offer_id == _THEIRS.id)
    .where(among(TalkOffer.id, "numbers"))
)


def places_elsewhere(
    session: Session, numbers: Collection[int], *, today: date
) -> defaultdict[int, frozenset[TalkDate]]:
    """Return when the speakers of offers are at a school with another offer, by the offers' ids."""
    found: defaultdict[int, set[TalkDate]] = defaultdict(set)
    for number, state, day, part in session.execute(_ELSEWHERE, {"numbers": numbers}):
        if state is TalkState.PLANNED and day is not None and part is not None and day >= today:
            found[number].add(TalkDate(day, part))
    places: defaultdict[int, frozenset[TalkDate]] = defaultdict(frozenset)
    places.update({number: frozenset(dates) for number, dates in found.items()})
    return places
