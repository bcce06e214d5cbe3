"""The project's Python files as the rules read them: parsed, never run."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDERS = ("partnerlink", "seed", "tests", "tools", "benchmarks", "migrations")


@dataclass(frozen=True)
class Breach:
    """One place where a rule is broken."""

    line: int
    what: str


@dataclass(frozen=True)
class Module:
    """One Python file, named by its path from the project's root."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parse the file."""
        return ast.parse(self.text, self.path)

    @property
    def dotted(self) -> str:
        """Give the name by which the file is imported."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def is_in(self, *prefixes: str) -> bool:
        """Tell whether the file is one of these packages or modules, or stands in one."""
        return is_under(self.dotted, *prefixes)

    def imports(self) -> Iterator[tuple[int, str]]:
        """Give each import as its line and full name, `from a import b` being `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = self._origin(node)
                yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
                yield node.lineno, ast.unparse(node.args[0]).lstrip("f").strip("'\"")

    def calls(self) -> Iterator[tuple[int, str]]:
        """Give each call as its line and what is called, such as `clock.now`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, ast.unparse(node.func)

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.dotted.split(".")
        if not self.path.endswith("/__init__.py"):
            package.pop()
        parents = package[: len(package) - node.level + 1]
        return ".".join([*parents, node.module] if node.module else parents)


@dataclass(frozen=True)
class Rule:
    """One sentence of the architecture, and how to find where it is broken."""

    sentence: str
    breaches: Callable[[Module], Iterator[Breach]]

    def report(self, modules: list[Module]) -> list[str]:
        """List where these files break the rule, as `path:line: what`."""
        return [
            f"{module.path}:{breach.line}: {breach.what}"
            for module in modules
            for breach in self.breaches(module)
        ]


def is_under(name: str, *prefixes: str) -> bool:
    """Tell whether a dotted name is one of these, or stands below one."""
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def modules_of(root: Path) -> list[Module]:
    """Read every Python file of the project under a root, in the order of their paths."""
    paths = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    top = sorted(root.glob("*.py"))
    return [
        Module(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for path in [*top, *paths]
    ]
