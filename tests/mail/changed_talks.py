"""Letters about an agreed talk of which something changed, as the table of letters has them."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import Venue
from partnerlink.mail.kinds import MailKind
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW
from tests.factories_mail import make_talk, post_about


def online(side: Side, link: str) -> Callable[[Session], OutboxMail]:
    def prepare(session: Session) -> OutboxMail:
        talk = make_talk(session, TalkState.PLANNED)
        talk.set_venue(Venue.ONLINE, now=NOW)
        talk.set_link(link, now=NOW)
        return post_about(session, MailKind.TALK_MEETING_CHANGED, talk, side)

    return prepare


def details_changed(session: Session) -> OutboxMail:
    talk = make_talk(session, TalkState.PLANNED)
    mail = post_about(session, MailKind.TALK_DETAILS_CHANGED, talk, Side.PARTNER)
    mail.facts = mail.facts | {"changed": "host_teacher room groups pupils spelregels"}
    return mail
