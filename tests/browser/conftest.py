"""The running demonstration, fresh for each test that changes it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.live import Live, serve_demo


@pytest.fixture
def live(sqlite_template: Path, tmp_path: Path) -> Iterator[Live]:
    """Serve a demonstration that this test may change."""
    path = tmp_path / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    with serve_demo(path) as served:
        yield served


@pytest.fixture(scope="module")
def live_to_look_at(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """Serve a demonstration that the tests of one file only look at."""
    path = tmp_path_factory.mktemp("browser") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    with serve_demo(path) as served:
        yield served
