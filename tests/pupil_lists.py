"""Lists of pupils as schools export them, all of it made up."""

from partnerlink.domain.pupil_columns import guess
from partnerlink.domain.pupil_list import PupilList, Surroundings
from partnerlink.domain.pupil_rows import read_list

MAGISTER = """\
Stamnr;Roepnaam;Tussenv;Achternaam;Klas;Geb.datum;BSN;E-mail verzorger 1;E-mail verzorger 2;Taal
001234;Sami;;Bouazza;3A;02-05-2012;123456782;fatima@familie.example;omar@familie.example;Arabisch
001235;Noor;van den;Berg;3A;11-09-2012;111222333;ouders.berg@familie.example;;
1234;Daan;de;Vries;3B;30-01-2012;100000009;;;
001236;Lina;;Bouazza;2C;01-01-2013;100000010;Fatima@familie.example;;Arabisch
"""


def listed(*rows: str, header: str, around: Surroundings | None = None) -> PupilList:
    """Read rows of which the cells are parted by `|`, below the names of the columns."""
    places = guess(header.split("|"))
    lines = [
        (line, {places[at]: cell for at, cell in enumerate(row.split("|")) if at in places})
        for line, row in enumerate(rows, start=2)
    ]
    return read_list(lines, around or Surroundings())


def list_of(number: int) -> bytes:
    """Return a list of so many pupils; every fifth has a brother or sister beside it."""
    lines = ["Leerlingnummer;Roepnaam;Achternaam;Klas;Titel;E-mail verzorger 1;E-mail verzorger 2"]
    for n in range(number):
        family = n - 1 if n % 5 == 4 else n
        addresses = f"moeder{family}@familie.example;vader{family}@familie.example"
        lines.append(f"{n:06};Kind{n % 90};Naam{n};{n % 5 + 1}{'ABC'[n % 3]};Brug {n};{addresses}")
    return "\r\n".join(lines).encode()
