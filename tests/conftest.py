"""Where pytest finds the fixtures, and which tests run on both databases."""

import pytest

pytest_plugins = (
    "tests.no_skips",
    "tests.postgres",
    "tests.chromium",
    "tests.app_fixtures",
    "tests.pages",
)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks."""
    config.addinivalue_line("markers", "both_databases: run on SQLite and on PostgreSQL")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of both databases twice."""
    is_marked = metafunc.definition.get_closest_marker("both_databases") is not None
    if is_marked and "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
