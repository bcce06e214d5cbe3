"""Who has a link of an evening that was erased gets the answer of a link that never was."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.blueprints.parents.family import Family, code, link
from tests.factories_evenings import DAY
from tests.standing_clock import Clock
from tests.ticking import on, ticked

PAGES = ("", "/mensen", "/hulp", "/afzeggen", "/agenda.ics")
NEVER = "abcdefghijklmnopqrstuv"
NEVER_CODE = "CCCC2222"


@pytest.mark.both_databases
def test_an_expired_key_is_told_from_a_wrong_one_by_nothing(
    app: Flask, session: Session, time: Clock, family: Family
) -> None:
    client, address, typed = app.test_client(), link(family.sami), code(family.sami)
    time.now = on(DAY + timedelta(days=28))
    ticked(session, time.now)

    for page in PAGES:
        right, wrong = client.get(address + page), client.get(f"/u/{NEVER}{page}")
        assert (right.status_code, right.data) == (404, wrong.data)
        assert dict(right.headers) == dict(wrong.headers)
    for path, people in (("", {"people": "2"}), ("/hulp", {"children": "2"})):
        right, wrong = (
            client.post(f"{each}{path}", data=people) for each in (address, f"/u/{NEVER}")
        )
        assert (right.status_code, right.data) == (404, wrong.data)
    right, wrong = (client.post("/k", data={"code": each}) for each in (typed, NEVER_CODE))
    assert right.status_code == wrong.status_code
    assert right.text.replace(typed, "") == wrong.text.replace(NEVER_CODE, "")
