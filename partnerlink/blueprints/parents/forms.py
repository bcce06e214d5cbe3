"""What parents send: a few words at most. No CSRF token, see docs/decisions/0014."""

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import BooleanField, Form, StringField, ValidationError

from partnerlink.domain.appointment import is_mark
from partnerlink.domain.evening import MAX_PEOPLE
from partnerlink.form_fields.text import tidy
from partnerlink.form_fields.typed import showable
from partnerlink.parents.interpreters import LANGUAGES, SIGN_LANGUAGE
from partnerlink.parents.words import STRANGE_SIGN, TOO_LONG

LONGEST = 40
CHILDREN = ("0", "1", "2", "3", "4", "5", "6")
INTERPRETERS = (*(dutch for dutch, _own in LANGUAGES), SIGN_LANGUAGE)


def find_people() -> int | None:
    """Return with how many people they say to come, 0 for a no; None when that is not clear."""
    if request.form.get("answer") == "no":
        return 0
    said = request.form.get("people", "")
    # Only the digits that the buttons send: Python reads many more signs as a number.
    is_number = said.isascii() and said.isdecimal() and len(said) <= 2
    return int(said) if is_number and int(said) <= MAX_PEOPLE else None


def find_shown() -> str:
    """Return what day and place the page showed that was answered; empty when it does not say."""
    said = request.form.get("shown", "")
    return said if is_mark(said) else ""


def find_typed_code() -> str:
    """Return the code as it was typed, or as much of it as a page can show again."""
    return showable(request.form.get("code", ""))[:LONGEST]


class Line(StringField):
    """A few words; what cannot be kept is an error with a sentence, not a broken page."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the first text, with single spaces."""
        typed = next((value for value in valuelist if isinstance(value, str)), "")
        self.data = " ".join(showable(typed).split())
        try:
            text = " ".join(tidy(" ".join(typed.split()), max_length=LONGEST).split())
        except ValueError:
            raise ValidationError(str(STRANGE_SIGN)) from None
        if len(text) > LONGEST:
            raise ValidationError(str(TOO_LONG))
        self.data = text


class NeedsForm(Form):
    """What a household needs to be able to come; all of it may stay empty."""

    interpreter = StringField()
    other_language = Line()
    needs_wheelchair_space = BooleanField()
    needs_lift = BooleanField()
    wants_mentor = BooleanField()
    children = StringField()
    children_ages = Line()
    needs_nothing = BooleanField()

    @property
    def says_something(self) -> bool:
        """Tell whether anything was filled in: that nothing is needed is something as well."""
        return self.needs_nothing.data or any(self.needs.values())

    @property
    def needs(self) -> Mapping[str, object]:
        """Return the needs by their names; a value that no page offers counts as not given."""
        chosen = self.interpreter.data if self.interpreter.data in INTERPRETERS else ""
        children = CHILDREN.index(self.children.data) if self.children.data in CHILDREN else 0
        return {
            "interpreter": self.other_language.data or chosen,
            "needs_wheelchair_space": self.needs_wheelchair_space.data,
            "needs_lift": self.needs_lift.data,
            "wants_mentor": self.wants_mentor.data,
            "children": children,
            "children_ages": self.children_ages.data if children else "",
        }
