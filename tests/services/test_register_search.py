import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.services import sign_up
from partnerlink.services.number_claims import standings
from tests.factories import make_account, make_organisation
from tests.factories_register import make_register_entry

pytestmark = pytest.mark.both_databases


class TestSearch:
    @pytest.fixture(autouse=True)
    def _entries(self, session: Session) -> None:
        make_register_entry(session, name="Coöperatief Veencollege", code="01AB00")
        make_register_entry(session, name="Esdal", code="01AB01", city="Klazienaveen")
        make_register_entry(session, name="Zuiderzee_college", code="02CD00", city="Kampen")
        make_register_entry(session, OrganisationKind.MBO, name="Veenmbo", code="25LX")

    @pytest.mark.parametrize(
        ("typed", "codes"),
        [
            ("cooperatief", ["01AB00"]),
            ("COÖP college", ["01AB00"]),
            ("veen", ["01AB00", "01AB01"]),
            ("klazienaveen esdal", ["01AB01"]),
            ("01ab01", ["01AB01"]),
            ("01ab", ["01AB00", "01AB01"]),
            ("nergens", []),
            ("%", ["01AB00", "01AB01", "02CD00"]),
            ("a\x00b ' \"", []),
        ],
    )
    def test_every_word_must_stand_in_name_place_or_code(
        self, session: Session, typed: str, codes: list[str]
    ) -> None:
        found = sign_up.search_register(session, OrganisationKind.SCHOOL, typed, limit=10)
        assert [entry.code for entry in found] == codes

    def test_no_more_are_found_than_asked(self, session: Session) -> None:
        assert len(sign_up.search_register(session, OrganisationKind.SCHOOL, "", limit=2)) == 2

    def test_who_takes_part_and_who_waits_is_told_apart(self, session: Session) -> None:
        make_account(session, make_organisation(session, code="01AB00"))
        nobody_confirmed = make_organisation(session, code="01AB01", is_verified=False)
        make_account(session, nobody_confirmed, email_confirmed_at=None)
        found = sign_up.search_register(session, OrganisationKind.SCHOOL, "", limit=10)
        assert standings(session, found) == {"01AB00": OrganisationState.VERIFIED}
        make_account(session, nobody_confirmed)
        assert standings(session, found)["01AB01"] is OrganisationState.UNVERIFIED
        nobody_confirmed.refuse()
        session.flush()
        assert "01AB01" not in standings(session, found)
