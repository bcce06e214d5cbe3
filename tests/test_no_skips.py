"""The rule that nothing may be skipped, tried on test files of its own."""

import pytest

pytest_plugins = ["pytester"]

FILES = {
    "a_mark": "import pytest\n@pytest.mark.skip(reason='no browser')\ndef test_it(): pass",
    "a_condition": "import pytest\n@pytest.mark.skipif(True, reason='no browser')\n"
    "def test_it(): pass",
    "a_call": "import pytest\ndef test_it(): pytest.skip('no browser')",
    "a_fixture": "import pytest\n@pytest.fixture\ndef tab(): pytest.skip('no browser')\n"
    "def test_it(tab): pass",
    "a_module": "import pytest\npytest.skip('no browser', allow_module_level=True)",
    "a_missing_import": "import pytest\npytest.importorskip('nobrowser', reason='no browser')",
}


NO_SKIPS = "PARTNERLINK_TEST_NO_SKIPS"
OPTIONS = ("-p", "tests.no_skips", "--continue-on-collection-errors", "-rsfE")


def write(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(**{f"test_{name}": source for name, source in FILES.items()})


def test_every_way_to_skip_fails_the_run_and_tells_its_reason(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Under CI pytest tells each reason once more, at the end.
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv(NO_SKIPS, "1")
    write(pytester)
    result = pytester.runpytest_inprocess(*OPTIONS, "-p", "no:xdist")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(failed=1, errors=5)
    assert result.stdout.str().count("No test may be skipped, because") == len(FILES)
    assert result.stdout.str().count("no browser") >= len(FILES)


def test_every_way_to_skip_fails_the_run_on_several_processes_too(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NO_SKIPS, "1")
    write(pytester)
    result = pytester.runpytest_inprocess(*OPTIONS, "-n", "1")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(failed=1, errors=5)


@pytest.mark.parametrize("setting", ["", "0"])
def test_without_the_setting_a_skip_stays_a_skip(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(NO_SKIPS, setting)
    write(pytester)
    result = pytester.runpytest_inprocess(*OPTIONS, "-p", "no:xdist")
    result.assert_outcomes(skipped=len(FILES))


def test_an_expected_failure_is_no_skip(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NO_SKIPS, "1")
    pytester.makepyfile("import pytest\n@pytest.mark.xfail\ndef test_it(): assert False")
    result = pytester.runpytest_inprocess("-p", "tests.no_skips", "-p", "no:xdist")
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(xfailed=1)
