"""The icons: for the eye only, small, and never a wrong name."""

import pytest
from lucide import IconDoesNotExist
from markupsafe import Markup

from partnerlink.icons import icon


def test_an_icon_is_safe_markup_that_nobody_hears_or_tabs_to() -> None:
    drawing = icon("calendar-days", 20)
    assert isinstance(drawing, Markup)
    assert drawing.startswith('<svg width="20" height="20"')
    assert 'aria-hidden="true"' in drawing
    assert 'focusable="false"' in drawing
    assert "\n" not in drawing


def test_an_icon_is_drawn_once() -> None:
    assert icon("check") is icon("check")


def test_an_icon_along_the_line_of_reading_can_be_turned_around() -> None:
    assert 'class="directed"' in icon("arrow-left")
    assert 'class="directed"' in icon("chevron-right")
    assert "class" not in icon("check")


def test_a_name_that_lucide_does_not_have_is_an_error() -> None:
    with pytest.raises(IconDoesNotExist):
        icon("no-such-icon")
