from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.vocabulary import OrganisationKind, Precision
from partnerlink.geo.addresses import AddressLocator
from partnerlink.geo.errors import (
    HouseNumberMalformed,
    PlaceAmbiguous,
    PlaceUnknown,
    PostcodeElsewhere,
    PostcodeMalformed,
    PostcodeUnknown,
)
from partnerlink.geo.pdok import PDOK
from partnerlink.geo.projection import project
from partnerlink.models.geocoded_address import GeocodedAddress
from partnerlink.models.match_point import OfferPoint
from partnerlink.models.organisation import Organisation
from partnerlink.services import locating, match_index
from tests.factories import EMMEN, NOW, TODAY, make_offer, make_organisation
from tests.geo.locatieserver import AMSTEL_1, Locatieserver, answer, running_locatieserver

pytestmark = pytest.mark.both_databases

AMSTEL = {"postcode": "1011 PN", "house_number": "1", "city": "Amsterdam", "street": "Amstel"}


@pytest.fixture
def server() -> Iterator[Locatieserver]:
    with running_locatieserver() as running:
        running.body = answer(AMSTEL_1)
        yield running


@pytest.fixture
def locator(server: Locatieserver) -> AddressLocator:
    return AddressLocator(PDOK.at(server.url, proxies={}))


def refine(locator: AddressLocator, *, now: object = NOW, limit: int = 10) -> int:
    """Do what the clock's worker does: one step in a session of its own."""
    with db.writing() as session:
        return locating.refine_pending(session, locator, now=now, limit=limit)  # type: ignore[arg-type]


def precisions(session: Session) -> list[Precision | None]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Organisation.precision).order_by(Organisation.id)))


def test_a_postcode_is_found_at_once_and_says_how_exactly() -> None:
    found = locating.locate_by_postcode(postcode="7811ab", house_number="12 a")
    assert (found.postcode, found.house_number, found.city) == ("7811 AB", "12A", "Emmen")
    assert found.place.precision is Precision.POSTCODE


def test_the_city_as_typed_stays() -> None:
    found = locating.locate_by_postcode(
        postcode="7811 AB", house_number="1", city="Emmerhout", street="Boslaan"
    )
    assert (found.city, found.street) == ("Emmerhout", "Boslaan")


@pytest.mark.parametrize(
    ("postcode", "city"), [("1109 AB", "amsterdam"), ("3059 AB", "Rotterdam"), ("7811 AB", "")]
)
def test_a_postcode_at_the_edge_of_its_place_is_in_it(postcode: str, city: str) -> None:
    assert locating.locate_by_postcode(postcode=postcode, house_number="1", city=city).place


@pytest.mark.parametrize("city", ["Amsterdam", "Den Haag", "Laren"])
def test_a_postcode_far_from_the_place_typed_with_it_is_refused(city: str) -> None:
    with pytest.raises(PostcodeElsewhere) as raised:
        locating.locate_by_postcode(postcode="7821 AK", house_number="5", city=city)
    assert raised.value.place == "Emmen"


@pytest.mark.parametrize("postcode", ["0000 AA", "1234 SS", "123 AB", "", "7811 ÀB"])
def test_what_is_no_postcode_is_refused(postcode: str) -> None:
    with pytest.raises(PostcodeMalformed):
        locating.locate_by_postcode(postcode=postcode, house_number="1")


def test_a_postcode_of_a_new_estate_is_refused_until_the_place_is_given() -> None:
    with pytest.raises(PostcodeUnknown):
        locating.locate_by_postcode(postcode="1000 AA", house_number="1", city="Emmen")
    found = locating.locate_by_place(postcode="1000aa", house_number="1", city="emmen")
    assert (found.city, found.postcode) == ("Emmen", "1000 AA")
    assert found.place.precision is Precision.PLACE


def test_a_house_number_must_begin_with_a_number() -> None:
    with pytest.raises(HouseNumberMalformed):
        locating.locate_by_postcode(postcode="7811 AB", house_number="naast de kerk")


def test_namesakes_are_told_apart_by_their_municipality() -> None:
    with pytest.raises(PlaceAmbiguous):
        locating.locate_by_place(postcode="1000 AA", house_number="1", city="Laren")
    provinces = {}
    for place in locating.namesakes("Laren"):
        found = locating.locate_by_place(
            postcode="1000 AA", house_number="1", city="Laren", municipality=place.municipality
        )
        provinces[found.place.municipality] = found.place.province
    assert set(provinces.values()) == {"Noord-Holland", "Gelderland"}


def test_an_unknown_place_or_municipality_is_refused() -> None:
    for city, municipality in (("Nergenshuizen", ""), ("Laren", "Emmen")):
        with pytest.raises(PlaceUnknown):
            locating.locate_by_place(
                postcode="1000 AA", house_number="1", city=city, municipality=municipality
            )


def test_a_name_of_one_place_has_no_namesakes() -> None:
    assert locating.namesakes("Emmen") == ()
    assert locating.namesakes("") == ()


def test_moving_stores_the_address_with_its_point(session: Session) -> None:
    organisation = make_organisation(session, at=None)
    locating.move(organisation, locating.locate_by_postcode(postcode="7741 AA", house_number="3"))
    assert organisation.address_line == "3, 7741 AA Coevorden"
    assert organisation.point is not None
    x, y = project(*organisation.point)
    assert (organisation.x, organisation.y) == (round(x), round(y))


def test_the_exact_point_comes_later_and_the_index_follows(
    session: Session, locator: AddressLocator
) -> None:
    employer = make_organisation(session, OrganisationKind.EMPLOYER, at=EMMEN, **AMSTEL)
    offer = make_offer(session, employer)
    match_index.refresh_offer(session, offer, today=TODAY)
    session.commit()

    assert refine(locator) == 1

    assert precisions(session) == [Precision.ADDRESS]
    assert employer.point == pytest.approx((52.3676456, 4.90016547))
    point = session.scalars(select(OfferPoint)).one()
    assert (point.x, point.y) == (employer.x, employer.y)


def test_an_address_is_asked_once_for_everybody_who_lives_there(
    session: Session, locator: AddressLocator, server: Locatieserver
) -> None:
    for kind in (OrganisationKind.EMPLOYER, OrganisationKind.INDIVIDUAL):
        make_organisation(session, kind, **AMSTEL)
    session.commit()
    assert refine(locator) == 2
    make_organisation(session, OrganisationKind.MBO, **AMSTEL)
    session.commit()
    assert refine(locator, now=NOW + timedelta(days=364)) == 1
    assert len(server.asked) == 1


def test_a_miss_is_remembered_for_a_week(
    session: Session, locator: AddressLocator, server: Locatieserver
) -> None:
    server.body = answer()
    make_organisation(session, **AMSTEL)
    session.commit()
    for days in (0, 6, 8):
        assert refine(locator, now=NOW + timedelta(days=days)) == 0
    assert len(server.asked) == 2
    assert precisions(session) == [Precision.POSTCODE]


def test_misses_do_not_keep_others_from_being_asked(
    session: Session, locator: AddressLocator, server: Locatieserver
) -> None:
    server.body = answer()
    make_organisation(session, **(AMSTEL | {"house_number": "999"}))
    make_organisation(session, **AMSTEL)
    session.commit()
    assert refine(locator, limit=1) == 0
    server.body = answer(AMSTEL_1)
    assert refine(locator, limit=1) == 1
    assert precisions(session) == [Precision.POSTCODE, Precision.ADDRESS]


def test_an_error_is_never_remembered(
    session: Session, locator: AddressLocator, server: Locatieserver
) -> None:
    make_organisation(session, **AMSTEL)
    session.commit()
    server.status = 500
    assert refine(locator) == 0
    assert session.scalars(select(GeocodedAddress)).all() == []
    session.rollback()
    server.status = 200
    assert refine(locator) == 1


def test_what_cannot_be_asked_is_left_alone(
    session: Session, locator: AddressLocator, server: Locatieserver
) -> None:
    make_organisation(session, **(AMSTEL | {"house_number": "t.o. de kerk"}))
    make_organisation(session, **(AMSTEL | {"house_number": ""}))
    session.commit()
    assert refine(locator) == 0
    assert server.asked == []


def test_no_lock_is_held_while_the_address_service_thinks(
    session: Session, server: Locatieserver
) -> None:
    make_organisation(session, **AMSTEL)
    session.commit()

    class Meddling(AddressLocator):
        def find_address(self, postcode: str, house_number: str) -> None:
            with db.writing() as other:
                moved = other.scalars(select(Organisation)).one()
                moved.house_number = "2"

    locator = Meddling(PDOK.at(server.url, proxies={}))
    assert refine(locator) == 0
    session.expire_all()
    assert session.scalars(select(Organisation.house_number)).one() == "2"


def test_who_moved_meanwhile_is_not_put_at_the_old_address(
    session: Session, locator: AddressLocator
) -> None:
    make_organisation(session, **AMSTEL)
    session.commit()

    class Meddling(AddressLocator):
        def find_address(self, postcode: str, house_number: str) -> object:
            with db.writing() as other:
                other.scalars(select(Organisation)).one().house_number = "2"
            return locator.find_address(postcode, house_number)

    assert refine(Meddling(PDOK())) == 0
    assert precisions(session) == [Precision.POSTCODE]
