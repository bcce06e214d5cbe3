"""The sentences for files and lines of files that are turned down, by code."""

from flask_babel import lazy_gettext as _

from partnerlink.domain import errors
from partnerlink.domain import pupil_refusals as pupil
from partnerlink.domain import row_refusals as row
from partnerlink.tables import refusals as file

OF_FILES = {
    file.FileRefusal.code: _("Dit bestand kunnen we niet lezen."),
    file.FileTooLarge.code: _("Het bestand is te groot. Het mag hoogstens 20 MB zijn."),
    file.UnpackedTooLarge.code: _(
        "Er is te veel in dit bestand ingepakt. Bewaar het opnieuw, of als CSV."
    ),
    file.FileEmpty.code: _("Er staat niets in dit bestand."),
    file.NotATable.code: _("Dit is geen CSV- of Excelbestand (.xlsx)."),
    file.FileProtected.code: _(
        "Dit bestand vraagt om een wachtwoord. Haal het wachtwoord eraf en probeer opnieuw."
    ),
    file.FileBroken.code: _("Dit bestand is beschadigd. Bewaar het opnieuw, of als CSV."),
    file.TextUnreadable.code: _(
        "De letters in dit bestand zijn niet te lezen. Bewaar het als CSV UTF-8."
    ),
    file.QuotesBroken.code: _("Er staat een aanhalingsteken te veel of te weinig in."),
    file.TooManyRows.code: _(
        "Er staan te veel regels in. Het mogen er hoogstens 300.000 zijn. Knip het bestand op."
    ),
    file.TooManyColumns.code: _("Er staan te veel kolommen in. Het mogen er hoogstens 256 zijn."),
    file.CellHuge.code: _(
        "Er staat een vak met heel veel tekst in. Vaak mist er een aanhalingsteken."
    ),
    file.HeadersMissing.code: _(
        "Er ontbreken kolommen. Kijk of dit de goede lijst is, en of de namen bovenaan staan."
    ),
    file.HeaderRepeated.code: _("Een kolom staat er twee keer in. Haal er één weg."),
}

OF_LINES = {
    row.RowRefusal.code: _("Deze regel kunnen we niet gebruiken."),
    file.RowRagged.code: _("Deze regel heeft niet evenveel vakken als er kolommen zijn."),
    row.CellEmpty.code: _("Dit moet ingevuld zijn."),
    row.CellTooLong.code: _("Deze tekst is te lang."),
    row.CodeRepeated.code: _("Dit nummer staat hoger in de lijst ook al. De eerste telt."),
    row.DateInvalid.code: _("Deze datum bestaat niet. Schrijf hem zo: 01-10-2024."),
}

OF_VALUES = {
    row.SchoolCodeInvalid.code: _(
        "Dit is geen vestigingscode. Die is twee cijfers, twee letters en nog twee tekens."
    ),
    row.InstitutionCodeInvalid.code: _(
        "Dit is geen instellingscode. Die is twee cijfers en twee letters."
    ),
    row.InstitutionKindUnknown.code: _(
        "Dit is geen mbo of hbo, of de lijst zegt het niet. Zeg het dan zelf: mbo of hbo."
    ),
    row.LevelUnknown.code: _("Dit niveau kennen we niet."),
    row.HolidayRegionUnknown.code: _("Een vakantieregio is Noord, Midden of Zuid."),
    row.PostcodeInvalid.code: _("Dit is geen postcode. Die is vier cijfers en twee letters."),
    row.KvkInvalid.code: _("Dit is geen KvK-nummer. Dat is acht cijfers, ook de nullen."),
    row.BranchNumberInvalid.code: _(
        "Dit is geen vestigingsnummer van de KvK. Dat is twaalf cijfers, ook de nullen."
    ),
    row.SectorUnknown.code: _("Deze sector kennen we niet."),
    row.EmailInvalid.code: _("Dit is geen e-mailadres."),
}

OF_SCORES = {
    row.PupilsInvalid.code: _("Het aantal leerlingen is geen heel getal."),
    row.PupilsMissing.code: _(
        "Het aantal leerlingen is niet bekend. Zonder dat aantal is een score niet te vergelijken."
    ),
    row.ScoreInvalid.code: _("Deze score is geen getal van nul of meer."),
    row.ScoreMissing.code: _("Er is geen score. Dat is iets anders dan een score van nul."),
    row.ScoreKindUnknown.code: _("Deze soort score kennen we niet."),
}

OF_PUPILS = {
    errors.PupilTaken.code: _("Deze avond heeft al een leerling met dit nummer."),
    pupil.PupilCodeInvalid.code: _(
        "Dit is geen leerlingnummer. Gebruik letters en cijfers, en begin daarmee."
    ),
    pupil.PupilRepeated.code: _("Deze leerling staat hoger in de lijst ook al. Haal er één weg."),
    pupil.FirstNameInvalid.code: _("Dit is geen voornaam."),
    pupil.ApartUnclear.code: _("Schrijf hier ja of nee, of laat het leeg."),
    pupil.TooManyAddresses.code: _("Bij één leerling kunnen hoogstens vier e-mailadressen."),
    pupil.AddressShared.code: _(
        "Dit e-mailadres staat bij te veel leerlingen. Het is vast niet van één gezin."
    ),
    pupil.RoomUnknown.code: _(
        "Dit lokaal heeft de avond niet. Maak het eerst, of gebruik deze kolom niet."
    ),
    pupil.RoundUnknown.code: _(
        "Deze ronde heeft de avond niet. Schrijf het nummer van de ronde, of de begintijd."
    ),
    pupil.MemberUnknown.code: _("Deze leerling staat niet in de lijst en niet in de avond."),
    pupil.MemberRepeated.code: _("Deze leerling zit al in een andere groep."),
    pupil.GroupPlanned.code: _(
        "Deze presentatie heeft al een plaats. Haal haar eerst uit het programma."
    ),
}

OF_IMPORTS = OF_FILES | OF_LINES | OF_VALUES | OF_SCORES | OF_PUPILS
