"""Which letter belongs to which kind of mail."""

from collections.abc import Callable, Mapping

from partnerlink.mail import (
    letters_accounts,
    letters_organisations,
    letters_talk_after,
    letters_talk_answers,
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
    MailKind.ORGANISATION_WAITING: letters_organisations.organisation_waiting,
    MailKind.ORGANISATION_VERIFIED: letters_organisations.organisation_verified,
    MailKind.ORGANISATION_REFUSED: letters_organisations.organisation_refused,
    MailKind.TALK_AGAIN: letters_talk_after.again,
}
TALK_LETTERS: Mapping[MailKind, Callable[[TalkEnd], Letter | None]] = {
    MailKind.TALK_INVITED: letters_talk_questions.invited,
    MailKind.TALK_APPLIED: letters_talk_questions.applied,
    MailKind.TALK_REMINDER: letters_talk_questions.reminder,
    MailKind.TALK_PLANNED: letters_talk_dates.planned,
    MailKind.TALK_TIME_CHANGED: letters_talk_dates.time_changed,
    MailKind.TALK_IN_RESERVE: letters_talk_answers.in_reserve,
    MailKind.TALK_FILLED: letters_talk_answers.filled,
    MailKind.TALK_DECLINED: letters_talk_answers.declined,
    MailKind.TALK_EXPIRED: letters_talk_answers.expired,
    MailKind.TALK_WITHDRAWN: letters_talk_answers.withdrawn,
    MailKind.TALK_RECONFIRM: letters_talk_dates.reconfirm,
    MailKind.TALK_CANCELLED: letters_talk_dates.cancelled,
    MailKind.TALK_OUTCOME: letters_talk_after.outcome,
    MailKind.TALK_EVALUATE: letters_talk_after.evaluate,
}


def write_letter(kind: MailKind, occasion: Occasion) -> Letter | None:
    """Write the letter in the language that is set; None when what it tells is overtaken."""
    if kind in LETTERS:
        return LETTERS[kind](occasion)
    end = find_talk_end(occasion)
    return None if end is None else TALK_LETTERS[kind](end)
