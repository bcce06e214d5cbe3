"""The square codes on paper, read by a decoder that is not ours, as a telephone would see them.

What is read is a picture that Chromium takes of the letters as they are printed, at 192 dots an
inch, and what becomes of it under a camera: half as sharp, askew, blurred, in poor light.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter
from playwright.sync_api import Browser, Locator, Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.invitation_codes import token_of
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from tests.app_fixtures import SECRET_KEY
from tests.browser.live import Live, enter
from tests.factories_evenings import make_evening, make_household, make_pupil

LANGUAGES = (ParentLanguage.NL, ParentLanguage.AR, ParentLanguage.UK)

Camera = Callable[[Image.Image], Image.Image]


def half_as_sharp(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BILINEAR)


def askew(picture: Image.Image) -> Image.Image:
    return picture.rotate(8, Image.Resampling.BILINEAR, expand=True, fillcolor="#8a8070")


def blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(1))


def in_poor_light(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(ImageEnhance.Contrast(picture).enhance(0.5)).enhance(0.6)


def upside_down(picture: Image.Image) -> Image.Image:
    return picture.rotate(180)


def all_at_once(picture: Image.Image) -> Image.Image:
    return in_poor_light(blurred(askew(half_as_sharp(picture))))


CAMERAS: tuple[Camera, ...] = (
    half_as_sharp,
    askew,
    blurred,
    in_poor_light,
    upside_down,
    all_at_once,
)


@pytest.fixture
def live(live_to_look_at: Live) -> Live:
    return live_to_look_at


def own_evening(session: Session, live: Live) -> tuple[Evening, list[set[str]]]:
    """Make an evening of the demonstration's school; return it with the links of each family."""
    person = live.find_person("decaan")
    assert person is not None
    contact = session.scalars(select(Account).where(Account.email == person.email)).one()
    evening, ways = make_evening(session, contact.organisation), []
    for language in LANGUAGES:
        children = [make_pupil(session, evening, first_name=name) for name in ("Sami", "Nour")]
        household = make_household(session, evening, *children, language=language)
        keys = [token_of(one.nonce, secret=SECRET_KEY.encode()) for one in household.invitations]
        ways.append({f"{live.url}/u/{key}" for key in keys})
    return evening, ways


def taken(part: Locator) -> Image.Image:
    """Take a picture of a part of a page."""
    return Image.open(io.BytesIO(part.screenshot())).convert("RGB")


def read(picture: Image.Image) -> list[str]:
    """Read every code in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@contextmanager
def on_paper(chromium: Browser, signed_in: Page, live: Live) -> Iterator[Page]:
    """Open a tab in which pages look as they do when printed, with sharp dots."""
    with chromium.new_context(
        base_url=live.url,
        storage_state=signed_in.context.storage_state(),
        viewport={"width": 794, "height": 1123},
        device_scale_factor=2,
    ) as context:
        tab = context.new_page()
        tab.emulate_media(media="print")
        yield tab


def test_the_code_on_each_letter_is_the_personal_link_and_nothing_else(
    chromium: Browser, live: Live
) -> None:
    with live.app.app_context(), db.writing() as session:
        evening, ways = own_evening(session, live)
        number = evening.id
    with enter(chromium, live, "decaan") as desk, on_paper(chromium, desk, live) as tab:
        tab.goto(f"/presentatieavonden/{number}/uitnodigingen/brieven/afdrukken")
        letters = [taken(letter) for letter in tab.locator("article.letter").all()]
    assert len(letters) == len(ways)
    for letter, of_family in zip(letters, ways, strict=True):
        (address,) = read(letter)
        assert address in of_family
        assert [read(camera(letter)) for camera in CAMERAS] == [[address]] * len(CAMERAS)


def test_the_code_of_the_door_is_the_link_beside_it(chromium: Browser, live: Live) -> None:
    with live.app.app_context(), db.writing() as session:
        number = own_evening(session, live)[0].id
    with enter(chromium, live, "decaan") as tab:
        tab.goto(f"/presentatieavonden/{number}")
        door = tab.get_by_role("region", name="Aan de deur")
        address = door.locator("a[href*='/deur/open/']").first.get_attribute("href")
        assert address is not None
        assert address.startswith(f"{live.url}/deur/open/")
        assert read(taken(door)) == [address]
