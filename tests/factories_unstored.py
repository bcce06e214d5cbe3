"""Records that no database knows yet, for the tests of the models' own verbs."""

from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import OrganisationKind, Precision
from partnerlink.models.organisation import Organisation
from tests.factories import NOW


def verified_organisation(kind: OrganisationKind) -> Organisation:
    """Make a verified organisation somewhere."""
    organisation = Organisation(kind=kind, state=OrganisationState.VERIFIED, created_at=NOW)
    organisation.place_at(
        latitude=52.78, longitude=6.9, x=256_000, y=533_000, precision=Precision.POSTCODE
    )
    return organisation
