from partnerlink.geo.breaker import CircuitBreaker


class Clock:
    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def broken(clock: Clock) -> CircuitBreaker:
    breaker = CircuitBreaker(failures=3, rest_seconds=60, monotonic=clock)
    for _time in range(3):
        assert breaker.seconds_to_wait() == 0
        breaker.failed()
    return breaker


def test_a_few_failures_let_everybody_through() -> None:
    breaker = CircuitBreaker(failures=3, monotonic=Clock())
    breaker.failed()
    breaker.failed()
    assert breaker.seconds_to_wait() == 0


def test_a_success_in_between_starts_the_count_again() -> None:
    breaker = CircuitBreaker(failures=2, monotonic=Clock())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.seconds_to_wait() == 0


def test_enough_failures_in_a_row_give_a_rest() -> None:
    clock = Clock()
    breaker = broken(clock)
    assert breaker.seconds_to_wait() == 60
    clock.seconds += 45
    assert breaker.seconds_to_wait() == 15


def test_after_the_rest_one_caller_may_try_and_the_others_wait() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.seconds += 60
    assert breaker.seconds_to_wait() == 0
    assert breaker.seconds_to_wait() == 60


def test_a_try_that_fails_starts_the_next_rest() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.seconds += 60
    assert breaker.seconds_to_wait() == 0
    clock.seconds += 5
    breaker.failed()
    assert breaker.seconds_to_wait() == 60


def test_a_try_that_succeeds_lets_everybody_through() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.seconds += 60
    assert breaker.seconds_to_wait() == 0
    breaker.succeeded()
    assert breaker.seconds_to_wait() == 0
    assert breaker.seconds_to_wait() == 0


def test_a_try_that_never_reports_back_blocks_for_one_rest_only() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.seconds += 60
    assert breaker.seconds_to_wait() == 0
    clock.seconds += 60
    assert breaker.seconds_to_wait() == 0
