"""The sentence for every refusal, in the reader's language: chosen here by code, nowhere else."""

from flask_babel import lazy_gettext as _

from partnerlink.domain import errors, school_days
from partnerlink.geo import errors as places
from partnerlink.import_refusals import OF_IMPORTS
from partnerlink.services import door_check_in, evening_plan, evening_rooms, own_holidays

OF_TALKS = {
    errors.NotAllowedNow.code: _(
        "Dat kan niet meer. Er is intussen iets veranderd. Kijk hoe het er nu voor staat."
    ),
    errors.NotPermitted.code: _("Dit kan alleen iemand anders doen."),
    errors.NotVerified.code: _(
        "Uw organisatie doet nog niet mee. U kunt alvast voorbereiden. "
        "Bij uw organisatie ziet u waarop u wacht."
    ),
    errors.Incomplete.code: _("Er ontbreekt nog iets. Vul alles in en probeer het daarna opnieuw."),
    errors.AlreadyLinked.code: _("Deze vraag is al gesteld. Kijk bij uw afspraken."),
    errors.NoMatch.code: _("Deze gastles past niet bij deze aanvraag."),
    errors.NotOpen.code: _("Deze aanvraag of dit aanbod is niet meer open."),
    errors.DateNotOffered.code: _("Kies een van de voorgestelde datums."),
    errors.DatePast.code: _("Alle datums zijn voorbij. Kies een nieuwe datum."),
    errors.OutsidePart.code: _(
        "De spreker zei ja tegen een ander dagdeel. Kies een tijd in het dagdeel van de afspraak."
    ),
    errors.SpeakerBusy.code: _(
        "De spreker is op dat moment al op een andere school. Kies een andere datum."
    ),
    errors.AtCapacity.code: _("Deze spreker geeft dit schooljaar geen lessen meer."),
    errors.TooLate.code: _("Het schooljaar is voorbij. De aantallen staan nu vast."),
    errors.TooEarly.code: _("Dit kunt u invullen na de gastles."),
    school_days.NoSchoolDayError.code: _(
        "De vakanties laten geen schooldag over. Kijk ze na bij de gegevens van de school."
    ),
    own_holidays.TooFewSchoolDays.code: _(
        "Er blijven te weinig schooldagen over. Kijk de datums nog eens na."
    ),
    own_holidays.TooManyHolidays.code: _(
        "Er staan al genoeg eigen vakanties in dit schooljaar. Haal er eerst een weg."
    ),
}

OF_EVENINGS = {
    errors.TooManyPeople.code: _("Zoveel plaatsen heeft dit lokaal niet. Vul minder mensen in."),
    errors.AnsweringEnded.code: _("Antwoorden kan niet meer."),
    errors.RoomTooSmall.code: _(
        "Het lokaal is te klein voor iedereen die er een plaats heeft. Kies een groter lokaal."
    ),
    errors.NotPlanned.code: _("Geef eerst elke presentatie een lokaal en een tijd."),
    door_check_in.AlreadyInside.code: _("Dit gezin is al binnen. Kijk nog eens."),
    door_check_in.RoomFull.code: _("Het lokaal is vol. Overleg met de school."),
    evening_plan.ProgrammeChanged.code: _(
        "Iemand veranderde intussen iets aan de avond. Maak het programma nog een keer."
    ),
    evening_rooms.RoundsOverlap.code: _("Twee rondes zijn tegelijk. Kies andere tijden."),
    evening_rooms.StillUsed.code: _(
        "Hier presenteren nog leerlingen. Geef hun eerst een andere plek."
    ),
}

OF_ACCOUNTS = {
    errors.LastManager.code: _(
        "Er moet altijd één beheerder zijn. Maak eerst een ander beheerder."
    ),
    errors.EmailTaken.code: _("Met dit e-mailadres is al iemand aangemeld."),
    errors.OrganisationTaken.code: _(
        "Deze organisatie is al aangemeld. Vraag uw collega om u uit te nodigen."
    ),
    errors.OrganisationWaits.code: _(
        "Iemand meldde deze organisatie al aan. De regiocoördinator kijkt dat nog na. "
        "Heeft u een e-mailadres van de organisatie zelf? Meld u daarmee aan."
    ),
    errors.LastAdministrator.code: _(
        "Er moet altijd één landelijk beheerder zijn. Vraag eerst een ander."
    ),
    errors.LinkInvalid.code: _("Deze link werkt niet (meer). Vraag een nieuwe aan, of log in."),
}

OF_PLACES = {
    places.PostcodeMalformed.code: _(
        "Dit is geen postcode. Een postcode is vier cijfers en twee letters: 7811 AB."
    ),
    places.PostcodeUnknown.code: _("Deze postcode kennen we niet. Kijk hem nog eens na."),
    places.PostcodeElsewhere.code: _("Deze postcode hoort bij een andere plaats."),
    places.HouseNumberMalformed.code: _(
        "Dit is geen huisnummer. Begin met een cijfer, zoals 12 of 12A."
    ),
    places.PlaceUnknown.code: _("Deze plaats kennen we niet. Kijk de naam nog eens na."),
    places.PlaceAmbiguous.code: _(
        "Er zijn meer plaatsen met deze naam. Zet de provincie erachter."
    ),
    places.AddressServiceError.code: _(
        "We kunnen het adres nu niet opzoeken. Probeer het later opnieuw."
    ),
}

SENTENCES = OF_TALKS | OF_EVENINGS | OF_ACCOUNTS | OF_PLACES | OF_IMPORTS
OTHERWISE = _("Dat kan nu niet. Kijk nog eens en probeer opnieuw.")


def sentence(refusal: errors.Refusal) -> str:
    """Return what the user reads, and what they can do now."""
    return str(SENTENCES.get(refusal.code, OTHERWISE))
