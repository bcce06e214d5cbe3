"""Icons: Lucide's drawings as inline SVG, for the eye; the words beside them carry the meaning."""

from functools import cache

from lucide.jinja import lucide
from markupsafe import Markup

# These point along the line of reading, so they turn around where it runs from right to left.
_DIRECTED = ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-in", "log-out")


@cache
def icon(name: str, size: int = 18) -> Markup:
    """Return the icon `name`, `size` pixels wide and high.

    Raises `lucide.IconDoesNotExist` for a name that Lucide does not have.
    """
    attributes = {"aria_hidden": "true", "focusable": "false"}
    if name.startswith(_DIRECTED):
        attributes["class"] = "directed"
    drawing = lucide(name, size=size, **attributes)
    # The drawings are indented; on a page with twenty cards that is a kilobyte of nothing.
    return Markup("".join(line.strip() for line in drawing.splitlines()).replace(" />", "/>"))
