"""Fail every test that is skipped, where PARTNERLINK_TEST_NO_SKIPS=1 says that none may be.

A test that is skipped for want of a database or a browser has not passed. On a laptop that is
fine to know; where everything is installed it is a fault, and it fails here with its own reason.
"""

import os
from collections.abc import Generator

import pytest

SETTING = "PARTNERLINK_TEST_NO_SKIPS"


def _skips_are_faults() -> bool:
    return os.environ.get(SETTING) == "1"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    longrepr = report.longrepr
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return f"{report.nodeid}: {text}\nNo test may be skipped, because {SETTING}=1."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the report of a skipped test into a failure; an expected failure stays one."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and _skips_are_faults():
        report.longrepr = _reason(report)
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a module that skips itself as a whole into a failure to collect it."""
    report = yield
    if report.skipped and _skips_are_faults():
        report.longrepr = _reason(report)
        report.outcome = "failed"
    return report
