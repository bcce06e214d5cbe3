"""The life of an organisation on PartnerLink."""

from enum import StrEnum

from partnerlink.domain.lifecycle import Lifecycle


class OrganisationState(StrEnum):
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REFUSED = "refused"


class VerifiedBy(StrEnum):
    """What an organisation was verified on."""

    MAIL_DOMAIN = "mail_domain"
    COORDINATOR = "coordinator"


ORGANISATION = Lifecycle(
    concept="organisation",
    births={"sign_up": OrganisationState.UNVERIFIED},
    moves={
        "verify": {
            OrganisationState.UNVERIFIED: OrganisationState.VERIFIED,
            OrganisationState.REFUSED: OrganisationState.VERIFIED,
        },
        "refuse": {
            OrganisationState.UNVERIFIED: OrganisationState.REFUSED,
            OrganisationState.VERIFIED: OrganisationState.REFUSED,
        },
    },
)
