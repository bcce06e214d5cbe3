"""`column among (a list of numbers)`: one parameter and one text, however long the list is.

A plain IN has a parameter for each number, so every length is another statement to render and
to plan.
"""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Boolean, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import UserDefinedType


class Numbers(UserDefinedType[Collection[int]]):
    """A list of whole numbers as one parameter: an array on PostgreSQL, JSON on SQLite.

    Both are sent as text: the driver's own arrays take a call for each number.
    """

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_how: Any) -> str:
        """Name the type to which PostgreSQL casts the parameter."""
        return "BIGINT[]"

    def bind_processor(self, dialect: Dialect) -> Callable[[Collection[int] | None], str]:
        """Return what writes the list as the database reads it."""
        begin, end = "{}" if dialect.name == "postgresql" else "[]"

        def write(numbers: Collection[int] | None) -> str:
            return begin + ",".join(map(str, numbers or ())) + end

        return write


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: Any = None) -> "_Among":
        """Stand in a WHERE as it is: SQLite uses no index for `(... IN ...) = 1`."""
        return self


def among(column: InstrumentedAttribute[int], parameter: str) -> FunctionElement[bool]:
    """Tell whether `column` is one of the numbers that are bound as `parameter`."""
    return _Among(column, bindparam(parameter, type_=Numbers()))


@compiles(_Among)
def _on_sqlite(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} = ANY({numbers})"
