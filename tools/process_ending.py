"""How a process that we start is made to end with us, so that none is ever left behind."""

import ctypes
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def when_parent_dies(number: signal.Signals) -> Callable[[], None]:
    """Make a function that asks the kernel to send this process a signal when its parent dies.

    It fits `preexec_fn` of `subprocess.Popen`, and works on Linux only: elsewhere it does nothing.
    """

    def ask_the_kernel() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)

    return ask_the_kernel
