"""`flask match ID`: the ranked list of a request, or with --offer of an offer."""

import json
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from partnerlink import clock, db
from partnerlink.match_words import fit_words, reason_words
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.matching import Ranked, ranked_offers, ranked_requests

_NOT_VERIFIED: dict[str, Any] = {"is_verified": False, "total": 0, "matches": []}
"""What is found for an organisation that nobody verified: it is shown nobody, as on the pages."""


@click.command()
@click.argument("number", type=click.IntRange(1, 2**63 - 1), metavar="ID")
@click.option("--offer", "is_offer", is_flag=True, help="ID is of an offer, not a request.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 100), help="How many at most."
)
@click.option("--json", "is_json", is_flag=True, help="Print JSON.")
def match(number: int, is_offer: bool, limit: int, is_json: bool) -> None:
    """Print who can meet request ID, best first."""
    with db.database().open_reading() as session:
        found = (requests_for if is_offer else offers_for)(session, number, limit)
    if is_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for row in found["matches"]:
        click.echo(f"{row['rank']:>3}  {row['kilometres']:>6.1f} km  {row['subject']}")
        click.echo(f"     {row['organisation']}: {row['fit']}: {'; '.join(row['reasons'])}")
    if not found["is_verified"]:
        click.echo("Nobody is shown: the organisation is not verified.")
    elif not found["matches"]:
        click.echo("Nobody can meet this.")


def offers_for(session: Session, number: int, limit: int) -> dict[str, Any]:
    """Return the ranked offers of a request as JSON values; none before its school is verified."""
    chosen = select(TalkRequest).options(joinedload(TalkRequest.organisation))
    request = session.scalars(chosen.where(TalkRequest.id == number)).one_or_none()
    if request is None:
        raise click.ClickException(f"There is no request {number}.")
    if not request.organisation.is_verified:
        return {"request": number, **_NOT_VERIFIED}
    ranking = ranked_offers(session, request, now=clock.now(), limit=limit)
    rows = [
        _row(rank, row, reason_words(row.fit.differing, leerjaren=request.leerjaren))
        for rank, row in enumerate(ranking.rows, 1)
    ]
    return {"request": number, "is_verified": True, "total": ranking.total, "matches": rows}


def requests_for(session: Session, number: int, limit: int) -> dict[str, Any]:
    """Return the ranked requests of an offer as JSON values; none before its owner is verified."""
    chosen = select(TalkOffer).options(joinedload(TalkOffer.organisation))
    offer = session.scalars(chosen.where(TalkOffer.id == number)).one_or_none()
    if offer is None:
        raise click.ClickException(f"There is no offer {number}.")
    if not offer.organisation.is_verified:
        return {"offer": number, **_NOT_VERIFIED}
    ranking = ranked_requests(session, offer, now=clock.now(), limit=limit)
    rows = [
        _row(rank, row, reason_words(row.fit.reasons, leerjaren=row.thing.leerjaren))
        for rank, row in enumerate(ranking.rows, 1)
    ]
    return {"offer": number, "is_verified": True, "total": ranking.total, "matches": rows}


def _row(rank: int, row: Ranked[Any], reasons: list[str]) -> dict[str, Any]:
    return {
        "rank": rank,
        "id": row.thing.id,
        "subject": row.thing.subject,
        "organisation": row.thing.organisation.name,
        "kilometres": round(row.kilometres, 3),
        "is_online": row.is_online,
        "tier": int(row.fit.tier),
        "fit": fit_words(row.fit.tier),
        "reasons": reasons,
        "talk_state": row.talk.state.value if row.talk else None,
    }
