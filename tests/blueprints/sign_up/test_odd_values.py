from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.models.tables import Base
from tests.blueprints.sign_up.typed import (
    EMPLOYER,
)
from tests.factories import PASSWORD
from tests.factories_register import make_register_entry
from tests.odd_values import odd_text
from tests.pages import Visitor

FIELDS = (*EMPLOYER, "branch_number", "is_new_postcode", "namesake")
FORMS = ("school/gegevens", "mbo/gegevens", "bedrijf/gegevens", "persoon/gegevens", "school/01AB00")


@contextmanager
def rows_of(session: Session) -> Iterator[dict[str, int]]:
    session.rollback()
    yield {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    session.rollback()


@pytest.mark.parametrize("path", FORMS)
def test_no_value_breaks_a_form(path: str, visitor: Visitor, session: Session) -> None:
    make_register_entry(session)
    session.commit()
    url = f"/aanmelden/{path}"
    visitor.get(url)
    token = visitor.token

    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(odd=st.dictionaries(st.sampled_from(FIELDS), odd_text(), max_size=6))
    def throw(odd: dict[str, str]) -> None:
        with rows_of(session) as before:
            pass
        answer = visitor.client.post(url, data=EMPLOYER | odd | {"csrf_token": token})
        assert answer.status_code in {302, 422}
        with rows_of(session) as after:
            assert after == before or answer.status_code == 302
        if answer.status_code == 422:
            assert PASSWORD not in answer.text
            if "street" not in odd and "01AB00" not in url:
                assert 'value="Hoofdstraat"' in answer.text

    throw()
