"""Who may sign in, and as what."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is: a colleague of an organisation, or somebody of the region."""

    MEMBER = "member"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Audience(StrEnum):
    """For whom a page is made; an account belongs to one or more."""

    SCHOOL = "school"
    PARTNER = "partner"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class StaffLanguage(StrEnum):
    """Languages of the pages behind a sign-in."""

    NL = "nl"
    EN = "en"
