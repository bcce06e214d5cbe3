"""Full-text search in what is open: SQLite's FTS5 and PostgreSQL's tsvector, one meaning.

Both find the rows that hold every term as the beginning of a word. Words are folded before they
are stored, so accents and case count on neither database. The FTS5 tables and their triggers are
made by the migrations; metadata cannot describe them.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    Text,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Key


class OfferWords(Base):
    """The folded words of an open offer."""

    __tablename__ = "offer_words"

    offer_id: Mapped[int] = mapped_column(
        Key, ForeignKey("talk_offer.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    words: Mapped[str] = mapped_column(Text)


class RequestWords(Base):
    """The folded words of an open request."""

    __tablename__ = "request_words"

    request_id: Mapped[int] = mapped_column(
        Key,
        ForeignKey("talk_request.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    words: Mapped[str] = mapped_column(Text)


for _mapped in (OfferWords, RequestWords):
    Index(
        f"ix_{_mapped.__tablename__}_search",
        func.to_tsvector(literal_column("'simple'::regconfig"), _mapped.words),
        postgresql_using="gin",
    ).ddl_if(dialect="postgresql")


def keys_with_words(mapped: type[OfferWords] | type[RequestWords], *, dialect: str) -> Select[Any]:
    """Select the keys of the rows that match what is bound as `words`: see `words_query`."""
    words = bindparam("words", type_=Text)
    if dialect == "postgresql":
        configuration: ColumnElement[Any] = literal_column("'simple'::regconfig")
        document = func.to_tsvector(configuration, mapped.words)
        query = func.to_tsquery(configuration, words)
        return select(*mapped.__mapper__.primary_key).where(document.op("@@")(query))
    name = f"{mapped.__tablename__}_search"
    index = table(name, column("rowid"), column(name))
    return select(index.c.rowid).where(index.c[name].op("MATCH")(words))


def words_query(terms: Sequence[str], *, dialect: str) -> str:
    """Write the search for rows in which every one of the folded `terms` begins a word.

    Folded terms hold letters and digits only, so none can be read as an operator.
    """
    if dialect == "postgresql":
        return " & ".join(f"{term}:*" for term in terms)
    return " AND ".join(f'"{term}"*' for term in terms)
