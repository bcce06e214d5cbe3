"""The sentence for every refusal, in the reader's language: chosen here by code, nowhere else."""

from flask_babel import gettext as _

from partnerlink.domain import errors


def sentence(refusal: errors.Refusal) -> str:
    """Return what the user reads, and what they can do now."""
    known = _sentences().get(refusal.code)
    return known if known is not None else _("Dat kan nu niet. Kijk nog eens en probeer opnieuw.")


def _sentences() -> dict[str, str]:
    return {
        errors.NotAllowedNow.code: _(
            "Dat kan niet meer. Er is intussen iets veranderd. Kijk hoe het er nu voor staat."
        ),
        errors.NotPermitted.code: _("Dit kan alleen iemand anders doen."),
        errors.NotVerified.code: _(
            "Uw organisatie is nog niet gecontroleerd. U kunt alvast voorbereiden. "
            "Daarna kunt u plaatsen en contact maken."
        ),
        errors.Incomplete.code: _(
            "Er ontbreekt nog iets. Vul alles in en probeer het daarna opnieuw."
        ),
        errors.AlreadyLinked.code: _("Deze vraag is al gesteld. U vindt haar bij uw afspraken."),
        errors.NoMatch.code: _("Deze gastles past niet bij deze aanvraag."),
        errors.NotOpen.code: _("Deze aanvraag of dit aanbod is niet meer open."),
        errors.DateNotOffered.code: _("Kies een van de voorgestelde data."),
        errors.DatePast.code: _("Alle data zijn voorbij. Kies een nieuwe datum."),
        errors.SpeakerBusy.code: _(
            "De spreker is op dat moment al op een andere school. Kies een andere datum."
        ),
        errors.AtCapacity.code: _("Deze spreker geeft dit schooljaar geen lessen meer."),
        errors.TooEarly.code: _("Dit kunt u invullen na de gastles."),
        errors.LastManager.code: _(
            "Er moet altijd één beheerder zijn. Maak eerst een ander beheerder."
        ),
        errors.EmailTaken.code: _("Met dit e-mailadres is al iemand aangemeld."),
        errors.OrganisationTaken.code: _(
            "Deze organisatie is al aangemeld. Vraag uw collega om u uit te nodigen."
        ),
        errors.LinkInvalid.code: _("Deze link werkt niet (meer). Vraag een nieuwe aan, of log in."),
    }
