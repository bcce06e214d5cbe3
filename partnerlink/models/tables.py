"""Every mapped class, so that the metadata is complete for the migrations and the tests."""

from partnerlink.models.account import Account
from partnerlink.models.base import Base
from partnerlink.models.decision import Decision
from partnerlink.models.encounter import Encounter
from partnerlink.models.evaluation import Evaluation
from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import Erasure, EveningCount
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.geocoded_address import GeocodedAddress
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.models.pupil_upload import PupilColumns, PupilUpload
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.score import Score
from partnerlink.models.search_words import OfferWords, RequestWords
from partnerlink.models.talk import ProposedDate, Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import RequestDate, TalkRequest

__all__ = [
    "Account",
    "Base",
    "Carer",
    "Decision",
    "Encounter",
    "Erasure",
    "Evaluation",
    "Evening",
    "EveningCount",
    "EveningRoom",
    "EveningRound",
    "GeocodedAddress",
    "Household",
    "Invitation",
    "InvitationNeeds",
    "OfferPoint",
    "OfferWords",
    "Organisation",
    "OutboxMail",
    "Presentation",
    "ProposedDate",
    "Pupil",
    "PupilColumns",
    "PupilUpload",
    "RegisterEntry",
    "RequestDate",
    "RequestPoint",
    "RequestWords",
    "SchoolHoliday",
    "Score",
    "Talk",
    "TalkOffer",
    "TalkRequest",
]
