"""Every letter PartnerLink writes, by what it is about."""

from enum import StrEnum


class MailKind(StrEnum):
    """`facts` of a talk's letter: {"talk_id": int, "side": Side of the receiver}; see each."""

    CONFIRM_EMAIL = "confirm_email"
    EMAIL_IN_USE = "email_in_use"
    RESET_PASSWORD = "reset_password"
    JOIN = "join"
    ORGANISATION_WAITING = "organisation_waiting"
    ORGANISATION_VERIFIED = "organisation_verified"
    ORGANISATION_REFUSED = "organisation_refused"
    TALK_INVITED = "talk_invited"
    TALK_APPLIED = "talk_applied"
    TALK_REMINDER = "talk_reminder"
    TALK_PLANNED = "talk_planned"
    TALK_TIME_CHANGED = "talk_time_changed"
    TALK_IN_RESERVE = "talk_in_reserve"
    TALK_FILLED = "talk_filled"
    TALK_DECLINED = "talk_declined"
    TALK_EXPIRED = "talk_expired"
    TALK_WITHDRAWN = "talk_withdrawn"
    TALK_RECONFIRM = "talk_reconfirm"
    TALK_CANCELLED = "talk_cancelled"
    TALK_OUTCOME = "talk_outcome"
    TALK_EVALUATE = "talk_evaluate"
    TALK_AGAIN = "talk_again"
