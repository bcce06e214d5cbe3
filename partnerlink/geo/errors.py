"""Refusals about places and addresses, and the one failure that is nobody's fault."""

from typing import ClassVar

from partnerlink.domain.errors import Refusal
from partnerlink.geo.place import Place


class PostcodeMalformed(Refusal):
    """This is not four digits and two letters as PostNL issues them."""

    code = "postcode_malformed"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PostcodeUnknown(Refusal):
    """The postcode is well formed, but the gazetteer has no such four digits."""

    code = "postcode_unknown"

    def __init__(self, postcode: str) -> None:
        super().__init__()
        self.postcode = postcode


class PostcodeElsewhere(Refusal):
    """The postcode lies in `place`, too far from the place that was typed with it."""

    code = "postcode_elsewhere"

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place


class HouseNumberMalformed(Refusal):
    """This does not begin with a house number, or goes on for too long."""

    code = "house_number_malformed"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PlaceUnknown(Refusal):
    """No place in the Netherlands has this name."""

    code = "place_unknown"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PlaceAmbiguous(Refusal):
    """Several places have this name; ask for the province, or let the user take one of them."""

    code = "place_ambiguous"

    def __init__(self, name: str, choices: tuple[Place, ...]) -> None:
        super().__init__()
        self.name, self.choices = name, choices


class AddressServiceError(Exception):
    """The address service gave no answer that can be believed or remembered; ask again later."""

    code: ClassVar[str] = "address_service_error"

    def __init__(self, reason: str, retry_in_seconds: float) -> None:
        super().__init__(f"{reason}; retry in {retry_in_seconds:.0f} s")
        self.reason, self.retry_in_seconds = reason, retry_in_seconds
