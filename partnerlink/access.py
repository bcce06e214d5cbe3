"""Who may open which page: a view is marked, one `before_request` decides.

A view without a mark answers 403, so that forgetting one is seen at once. Somebody signed in as
another kind of user gets 404: the page is not there for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from partnerlink.domain import policy
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import NotPermitted
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation

V = TypeVar("V", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True)
class Access:
    """A mark: for everybody, or for those signed in, or for some of them."""

    is_public: bool = False
    audiences: frozenset[Audience] = frozenset()


def _mark(access: Access) -> Callable[[V], V]:
    def mark(view: V) -> V:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


def public(view: V) -> V:
    """Mark a view that everybody may open."""
    return _mark(Access(is_public=True))(view)


def signed_in(view: V) -> V:
    """Mark a view for everybody who signed in."""
    return _mark(Access())(view)


def role(*audiences: Audience) -> Callable[[V], V]:
    """Mark a view for some kinds of users."""
    return _mark(Access(audiences=frozenset(audiences)))


def access_of(app: Flask, endpoint: str) -> Access | None:
    """Return the mark of an endpoint; None when its author forgot one."""
    if endpoint == "static":
        return Access(is_public=True)
    return getattr(app.view_functions[endpoint], "access", None)


def signed_in_account() -> Account:
    """Return who is signed in; only for views that are not public."""
    return cast(Account, current_user._get_current_object())


def own_organisation() -> Organisation:
    """Return the organisation of whoever is signed in; only for views of schools and partners."""
    organisation = signed_in_account().organisation
    assert organisation is not None
    return organisation


def require(action: str, thing: Any) -> None:
    """Let the policy decide on one record.

    Raises NotPermitted.
    """
    if not may(action, thing):
        raise NotPermitted(action)


def may(action: str, thing: Any) -> bool:
    """Tell whether whoever is signed in may do `action` to `thing`."""
    actor = signed_in_account().actor if current_user.is_authenticated else None
    return policy.may(actor, action, thing)


def init_app(app: Flask) -> None:
    """Let every request pass by the decision."""
    app.before_request(_decide)
    app.jinja_env.globals["may"] = may


def _decide() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    access = access_of(current_app, request.endpoint)
    if access is None:
        abort(403)
    if access.is_public:
        return None
    if not current_user.is_authenticated:
        # After signing in a page can be opened again, but a form cannot be sent again.
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.show_sign_in", next=back))
    if access.audiences and not access.audiences & signed_in_account().audiences:
        abort(404)
    return None
