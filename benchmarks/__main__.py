"""`python -m benchmarks [part ...] [--size N ...]`: measure, print and keep."""

import argparse
import time
from importlib import import_module
from importlib.util import find_spec

from benchmarks.report import Report, as_markdown, machine

PARTS = {"match": "matching", "pages": "pages", "import": "imports", "rush": "rush", "plan": "plan"}
SIZES = [10_000, 100_000, 1_000_000]


def main() -> None:
    """Run the named parts, or every part there is."""
    asked = _arguments()
    if asked.markdown:
        print(as_markdown())
        return
    report = Report()
    report.tell(machine())
    for part in asked.parts or [part for part in PARTS if _is_there(part)]:
        begun = time.perf_counter()
        module = import_module(f"benchmarks.{PARTS[part]}")
        if part == "match":
            module.run(report, sizes=sorted(asked.size))
        else:
            module.run(report)
        report.tell(f"{part}: {time.perf_counter() - begun:.0f} s")
        report.save()


def _is_there(part: str) -> bool:
    return find_spec(f"benchmarks.{PARTS[part]}") is not None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="part")
    parser.add_argument("--size", type=int, nargs="+", default=SIZES, help="open offers to match")
    parser.add_argument(
        "--markdown", action="store_true", help="measure nothing, print the latest table"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
