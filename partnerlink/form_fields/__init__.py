"""WTForms fields that refuse bad text with a clear sentence and keep what was typed."""

from partnerlink.form_fields.choices import Choice, Choices, Option, Slots, YesNo
from partnerlink.form_fields.form import Form, Problem
from partnerlink.form_fields.moments import Day, TimeOfDay
from partnerlink.form_fields.numbers import Kilometres, Whole
from partnerlink.form_fields.phone import Phone
from partnerlink.form_fields.rows import Row, Rows
from partnerlink.form_fields.text import EmailLine, Password, TextBlock, TextLine
from partnerlink.form_fields.typed import Text, Typed

__all__ = [
    "Choice",
    "Choices",
    "Day",
    "EmailLine",
    "Form",
    "Kilometres",
    "Option",
    "Password",
    "Phone",
    "Problem",
    "Row",
    "Rows",
    "Slots",
    "Text",
    "TextBlock",
    "TextLine",
    "TimeOfDay",
    "Typed",
    "Whole",
    "YesNo",
]
