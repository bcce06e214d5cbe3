"""Which letter belongs to which kind of mail."""

from collections.abc import Callable, Mapping
from typing import Any

from partnerlink.mail import (
    letters_accounts,
    letters_organisations,
    letters_talk_after,
    letters_talk_answers,
    letters_talk_changes,
    letters_talk_dates,
    letters_talk_questions,
)
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.letter import Letter
from partnerlink.mail.occasion import Occasion, TalkEnd, find_talk_end

LETTERS: Mapping[MailKind, Callable[[Occasion], Letter | None]] = {
    MailKind.CONFIRM_EMAIL: letters_accounts.confirm_email,
    MailKind.EMAIL_IN_USE: letters_accounts.email_in_use,
    MailKind.RESET_PASSWORD: letters_accounts.reset_password,
    MailKind.JOIN: letters_accounts.join,
    MailKind.MOVE_EMAIL: letters_accounts.move_email,
    MailKind.EMAIL_MOVED: letters_accounts.email_moved,
    MailKind.APPOINTED: letters_organisations.appointed,
    MailKind.ORGANISATION_WAITING: letters_organisations.organisation_waiting,
    MailKind.ORGANISATION_VERIFIED: letters_organisations.organisation_verified,
    MailKind.ORGANISATION_REFUSED: letters_organisations.organisation_refused,
    MailKind.TALK_AGAIN: letters_talk_after.again,
    MailKind.TALK_DETAILS_CHANGED: letters_talk_changes.details_changed,
}
TO_ADDRESSES: Mapping[MailKind, Callable[[Mapping[str, Any]], Letter]] = {
    MailKind.ORGANISATION_LOST: letters_organisations.organisation_lost,
}
"""Letters to somebody whose account is gone, written from the facts alone."""
TALK_LETTERS: Mapping[MailKind, Callable[[TalkEnd], Letter | None]] = {
    MailKind.TALK_INVITED: letters_talk_questions.invited,
    MailKind.TALK_APPLIED: letters_talk_questions.applied,
    MailKind.TALK_REMINDER: letters_talk_questions.reminder,
    MailKind.TALK_PLANNED: letters_talk_dates.planned,
    MailKind.TALK_TIME_CHANGED: letters_talk_changes.time_changed,
    MailKind.TALK_MEETING_CHANGED: letters_talk_changes.meeting_changed,
    MailKind.TALK_RESERVE_WANTED: letters_talk_questions.reserve_wanted,
    MailKind.TALK_IN_RESERVE: letters_talk_answers.in_reserve,
    MailKind.TALK_RESERVE_ASKED: letters_talk_questions.reserve_asked,
    MailKind.TALK_RESERVE_RELEASED: letters_talk_answers.released,
    MailKind.TALK_FILLED: letters_talk_answers.filled,
    MailKind.TALK_SPEAKER_FULL: letters_talk_answers.speaker_full,
    MailKind.TALK_DECLINED: letters_talk_answers.declined,
    MailKind.TALK_EXPIRED: letters_talk_answers.expired,
    MailKind.TALK_WITHDRAWN: letters_talk_answers.withdrawn,
    MailKind.TALK_RECONFIRM: letters_talk_dates.reconfirm,
    MailKind.TALK_CANCELLED: letters_talk_dates.cancelled,
    MailKind.TALK_OUTCOME: letters_talk_after.outcome,
    MailKind.TALK_NOT_HELD: letters_talk_after.not_held,
    MailKind.TALK_EVALUATE: letters_talk_after.evaluate,
}


def write_letter(kind: MailKind, occasion: Occasion) -> Letter | None:
    """Write the letter in the language that is set; None when what it tells is overtaken."""
    if kind in LETTERS:
        return LETTERS[kind](occasion)
    end = find_talk_end(occasion)
    return None if end is None else TALK_LETTERS[kind](end)
