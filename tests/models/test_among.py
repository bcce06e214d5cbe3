"""A list of numbers as one parameter, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from partnerlink.models.among import among
from partnerlink.models.organisation import Organisation
from partnerlink.services.matching import ranked_offers
from tests.factories import NOW, make_organisation, make_request
from tests.matching_cast import ask, open_offer
from tests.pages import statements

CHOSEN = select(Organisation.id).where(among(Organisation.id, "numbers")).order_by(Organisation.id)


@pytest.mark.both_databases
def test_it_finds_those_on_the_list_and_no_others(session: Session) -> None:
    one, two, three = (make_organisation(session).id for _each in range(3))
    for numbers, found in (
        ([three, one, one], [one, three]),
        ({two: "a key of a mapping"}, [two]),
        ([], []),
        ([10**12], []),
        (range(one, three + 1), [one, two, three]),
    ):
        assert list(session.scalars(CHOSEN, {"numbers": numbers})) == found
    session.commit()


@pytest.mark.both_databases
def test_lists_of_any_length_share_one_text(app: Flask, session: Session) -> None:
    with statements(app) as sent:
        for length in (1, 20, 100):
            session.scalars(CHOSEN, {"numbers": range(length)})
    assert len(sent) == 3
    assert len(set(sent)) == 1


def test_no_statement_of_a_ranked_list_reads_a_whole_table_on_sqlite(
    app: Flask, session: Session
) -> None:
    request = make_request(session)
    ask(session, request, open_offer(session))
    with statements(app) as sent:
        ranked_offers(session, request, now=NOW)
    assert sent
    raw = session.connection().connection.driver_connection
    assert raw is not None
    for statement in sent:
        plan = raw.execute(f"EXPLAIN QUERY PLAN {statement}", [None] * statement.count("?"))
        scans = [row[3] for row in plan if row[3].startswith("SCAN") and "json_each" not in row[3]]
        assert not scans, (statement, scans)
    assert session.scalar(text("SELECT count(*) FROM talk")) == 1
    session.commit()
