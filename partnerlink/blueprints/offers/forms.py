"""The form of an offer."""

from typing import Any

from flask_babel import lazy_gettext as _

from partnerlink.domain.vocabulary import Level, Sector, TalkLanguage
from partnerlink.form_fields import Choices, Kilometres, Slots, TextBlock, TextLine, Whole, YesNo
from partnerlink.form_fields.draft import DraftForm
from partnerlink.models.talk_offer import CONTENT, TalkOffer

USUAL = {"radius_km": 25, "talks_per_year": 4, "languages": frozenset({TalkLanguage.NL})}
"""What most partners answer, filled in beforehand."""


class OfferForm(DraftForm):
    """What a partner tells, to whom, when, and how far away."""

    subject = TextLine(
        _("Hoe heet uw gastles?"),
        missing=_("Geef uw gastles een naam."),
        hint=_("Bijvoorbeeld: Van deeg tot brood"),
    )
    description = TextBlock(
        _("Wat vertelt u?"),
        missing=_("Schrijf op wat u vertelt."),
        hint=_("Twee of drie zinnen. Wat doen de leerlingen zelf?"),
    )
    sectors = Choices(
        _("Over welk werk gaat het?"),
        Sector,
        missing=_("Kies over welk werk het gaat."),
    )
    levels = Choices(
        _("Voor welke leerlingen?"),
        Level,
        missing=_("Kies voor welke leerlingen de gastles is."),
    )
    slots = Slots(
        _("Wanneer kunt u?"),
        missing=_("Kies op welke momenten u kunt."),
        hint=_("Kies alles wat meestal kan. De dag spreekt u later af."),
    )
    radius_km = Kilometres(
        _("Hoe ver wilt u hoogstens reizen?"),
        hint=_("Hemelsbreed, van 1 tot en met 75 kilometer."),
    )
    is_online_possible = YesNo(_("Mijn gastles kan ook online"))
    travel_note = TextLine(
        _("Is er iets over uw reis dat de school moet weten?"),
        max_length=200,
        required=False,
        hint=_("Bijvoorbeeld: ik kom met de bus en neem een kist gereedschap mee"),
    )
    talks_per_year = Whole(
        _("Hoeveel gastlessen geeft u hoogstens in een schooljaar?"), at_least=1, at_most=200
    )
    languages = Choices(
        _("In welke talen kunt u de gastles geven?"),
        TalkLanguage,
        missing=_("Kies minstens één taal."),
    )
    shows_role_model = YesNo(
        _("Scholen mogen lezen hoe ik hier kwam"),
        hint=_("Uw verhaal kan leerlingen moed geven. U kiest zelf of scholen het zien."),
    )
    own_route = TextBlock(
        _("Hoe kwam u hier?"),
        max_length=1000,
        required=False,
        hint=_("Bijvoorbeeld: eerst vmbo, toen mbo, en daarna een eigen zaak"),
    )
    is_first_to_study = YesNo(_("Ik was de eerste van mijn familie die ging studeren"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the answers, also those that must go together."""
        is_valid = super().validate(extra_validators)
        return self._has_consent() and is_valid

    def _has_consent(self) -> bool:
        if self.shows_role_model.data or not (self.own_route.data or self.is_first_to_study.data):
            return True
        self.refuse(
            "shows_role_model",
            _("Zet hier een vinkje als scholen dit mogen lezen. Of maak de vragen hieronder leeg."),
        )
        return False

    @property
    def content(self) -> dict[str, object]:
        """Return what the offer says; a number that was left open in a draft is not in it."""
        return {name: self[name].data for name in CONTENT if self[name].data is not None}


def new_offer_form(sectors: frozenset[Sector]) -> OfferForm:
    """Return the form as it was sent, or filled with what most answer and the likely sectors."""
    return OfferForm(data=USUAL | {"sectors": sectors})


def offer_form(offer: TalkOffer) -> OfferForm:
    """Return the form as it was sent, or filled with what `offer` says."""
    said = {name: getattr(offer, name) for name in CONTENT}
    form = OfferForm(data=said)
    form.expect(said)
    return form
