"""The questions that the form of a request and that of its practical part both ask."""

from flask_babel import lazy_gettext as _

from partnerlink.form_fields import TextBlock, TextLine, Whole


def groups_field() -> Whole:
    """Ask in how many groups."""
    return Whole(_("Hoeveel groepen?"), at_least=1, at_most=40)


def pupils_field() -> Whole:
    """Ask for how many pupils."""
    return Whole(_("Hoeveel leerlingen in totaal?"), at_least=1, at_most=2000)


def host_teacher_field() -> TextLine:
    """Ask who receives the speaker."""
    return TextLine(
        _("Welke docent ontvangt de spreker?"),
        missing=_("Vul in welke docent de spreker ontvangt."),
        hint=_("Deze naam staat op de bevestiging. De docent blijft bij de les."),
    )


def room_field() -> TextLine:
    """Ask where in the building the speaker is expected."""
    return TextLine(
        _("Waar in de school moet de spreker zijn?"),
        required=False,
        hint=_("Bijvoorbeeld: melden bij de receptie, lokaal 104"),
    )


def spelregels_field() -> TextBlock:
    """Ask for the rules of the game."""
    return TextBlock(
        _("De spelregels"),
        required=False,
        hint=_("De spreker leest dit. Pas het aan als het bij u anders gaat."),
        render_kw={"rows": "9"},
    )
