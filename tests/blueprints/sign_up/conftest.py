"""What the tests of signing up share."""

from tests.separate_session import session

__all__ = ["session"]
