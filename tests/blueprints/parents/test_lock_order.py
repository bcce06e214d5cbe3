"""An answer writes nothing before it has the lock on the room, so that no two wait for each other.

Whoever has the lock may promote a family that answers itself at the same moment. Were that family's
row written first, each would hold what the other waits for.
"""

import pytest
from flask import Flask

from partnerlink.domain.evening import ParentLanguage
from tests.blueprints.parents.family import Family, link
from tests.pages import statements

MARK = "0123456789abcdef"


@pytest.mark.both_databases
def test_the_room_is_locked_before_an_answer_writes_anything(app: Flask, family: Family) -> None:
    said = {"people": "2", "answer": "yes", "shown": MARK}
    with statements(app) as seen:
        app.test_client().post(link(family.sami, f"?taal={ParentLanguage.PL}"), data=said)

    locked = next(place for place, sql in enumerate(seen) if sql.startswith("SELECT evening_room"))
    written = [place for place, sql in enumerate(seen) if sql.startswith(("UPDATE", "INSERT"))]
    assert written
    assert locked < min(written)


@pytest.mark.both_databases
def test_an_answer_writes_its_row_once(app: Flask, family: Family) -> None:
    with statements(app) as seen:
        app.test_client().post(link(family.sami), data={"people": "2", "shown": MARK})

    assert [sql.split()[1] for sql in seen if sql.startswith("UPDATE")] == ["invitation"]
