"""A circuit breaker: leave a service that fails alone for a while."""

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Count failures in a row, and after `failures` of them rest for `rest_seconds`.

    After the rest one caller may try; its success closes the circuit, its failure starts the next
    rest. Shared by threads. `monotonic` gives seconds that never run backward.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        rest_seconds: float = 60.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed_failures = failures
        self.rest_seconds = rest_seconds
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures_in_a_row = 0
        self._rests_until = 0.0

    def seconds_to_wait(self) -> float:
        """Tell how long to leave the service alone; 0 lets the caller through.

        Whoever is let through must report `succeeded` or `failed`. When the rest is over only the
        first caller is let through: the others wait for its answer, at most another rest.
        """
        with self._lock:
            if self._failures_in_a_row < self._allowed_failures:
                return 0.0
            now = self._monotonic()
            if now < self._rests_until:
                return self._rests_until - now
            self._rests_until = now + self.rest_seconds
            return 0.0

    def succeeded(self) -> None:
        """Forget the failures: the service answers."""
        with self._lock:
            self._failures_in_a_row = 0

    def failed(self) -> None:
        """Count a failure, and start a rest when there were enough."""
        with self._lock:
            self._failures_in_a_row += 1
            self._rests_until = self._monotonic() + self.rest_seconds
