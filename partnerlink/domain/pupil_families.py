"""Which carers and pupils of a list belong to one household, and who present together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.domain.pupil_list import CarerRow, GroupRow, PupilList, PupilRow, Wishes
from partnerlink.domain.pupil_refusals import AddressShared

MOST_CHILDREN = 8
"""More pupils than this at one address is a school's own address, or a mistake."""
Node = tuple[str, str]


@dataclass(frozen=True)
class Family:
    """One household to be: its carers with an address, the pupils' codes, and its language.

    Without carers its invitation can only go by letter.
    """

    carers: tuple[CarerRow, ...]
    codes: tuple[str, ...]
    language: ParentLanguage | None


@dataclass(frozen=True)
class Presenters:
    """The pupils of one presentation, by their codes, and what the list says of it."""

    codes: tuple[str, ...]
    title: str
    wishes: Wishes


class _Joined:
    """Nodes that belong together, except those that must stay apart whatever else joins them."""

    def __init__(self, apart: Iterable[tuple[Node, Node]]) -> None:
        self._parent: dict[Node, Node] = {}
        self._apart: defaultdict[Node, set[Node]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def root(self, node: Node) -> Node:
        parent = self._parent.setdefault(node, node)
        while parent != node:
            self._parent[node] = node = self._parent[parent]
            parent = self._parent[node]
        return node

    def join(self, one: Node, other: Node) -> None:
        kept, gone = self.root(one), self.root(other)
        if kept == gone or any(self.root(each) == kept for each in self._apart[gone]):
            return
        self._parent[gone] = kept
        self._apart[kept] |= self._apart.pop(gone, set())


def families_of(pupils: Sequence[PupilRow], *, apart: Collection[str] = ()) -> list[Family]:
    """Return the households of the pupils; a pupil whose carers live apart is in two or more.

    The same mail address is the same household, so brothers and sisters share one; so do pupils
    with the same family code, and who name each other's. `apart` are the codes of pupils whose
    every address gets its own, beside those of whom the list says so. Carers who live apart for
    one pupil are never put together by another one.
    """
    codes = {pupil.code for pupil in pupils}
    parted = set(apart)
    separate = {
        pupil.code
        for pupil in pupils
        if pupil.is_apart or (pupil.code in parted and len(pupil.carers) > 1)
    }
    pairs = [
        pair
        for pupil in pupils
        if pupil.code in separate
        for pair in combinations(_addresses(pupil), 2)
    ]
    joined = _Joined(pairs)
    for pupil in pupils:
        if pupil.code not in separate:
            _join(joined, _own_nodes(pupil, codes))
    return _collected(pupils, separate, joined, codes)


def refuse_shared_addresses(found: PupilList) -> None:
    """Refuse the lines of a mail address that stands with more pupils than a family has."""
    used = Counter(carer.email for pupil in found.pupils for carer in pupil.carers)
    for pupil in found.pupils:
        for carer in pupil.carers:
            if used[carer.email] > MOST_CHILDREN:
                refusal = AddressShared(PupilColumn.EMAIL_1, carer.email, used[carer.email])
                found.refused.append((pupil.line, refusal))
    found.refused.sort(key=lambda each: each[0])


def presenters_of(pupils: Sequence[PupilRow], groups: Sequence[GroupRow]) -> list[Presenters]:
    """Return who present together, in the order of the list; most present alone.

    Of pupils with the same group the first title and the first wish count.
    """
    named = {code: group for group in groups for code in group.codes}
    parts: defaultdict[Node, list[PupilRow]] = defaultdict(list)
    for pupil in pupils:
        own = named.get(pupil.code)
        if own is not None:
            key = ("line", str(own.line))
        else:
            key = ("group", pupil.group) if pupil.group else ("pupil", pupil.code)
        parts[key].append(pupil)
    of_list = [_presenters(part, named.get(part[0].code)) for part in parts.values()]
    in_list = {pupil.code for pupil in pupils}
    known = [group for group in groups if not in_list.intersection(group.codes)]
    return of_list + [Presenters(group.codes, group.title, group.wishes) for group in known]


def _presenters(part: Sequence[PupilRow], group: GroupRow | None) -> Presenters:
    titles = [*([group.title] if group else []), *(pupil.title for pupil in part)]
    wishes = [*([group.wishes] if group else []), *(pupil.wishes for pupil in part)]
    codes = group.codes if group else tuple(pupil.code for pupil in part)
    return Presenters(
        codes,
        next(filter(None, titles), ""),
        Wishes(
            next((each.room_id for each in wishes if each.room_id), None),
            next((each.round_id for each in wishes if each.round_id), None),
            next((each.preferred_round_id for each in wishes if each.preferred_round_id), None),
        ),
    )


def _addresses(pupil: PupilRow) -> list[Node]:
    return [("email", carer.email) for carer in pupil.carers]


def _own_nodes(pupil: PupilRow, codes: Collection[str]) -> list[Node]:
    """Return all that holds the household of a pupil together; a brother may be named by code."""
    family: list[Node] = [("pupil" if each in codes else "family", each) for each in pupil.family]
    return [*_addresses(pupil), *family, ("pupil", pupil.code)]


def _join(joined: _Joined, nodes: Sequence[Node]) -> None:
    for node in nodes[1:]:
        joined.join(nodes[0], node)
    # What may not be joined to the first may still belong to another of them.
    for one, other in combinations(nodes[1:], 2):
        joined.join(one, other)


def _households(pupil: PupilRow, separate: Collection[str], codes: Collection[str]) -> list[Node]:
    """Return a node in each of the households of a pupil.

    Who the list says live apart are at least two: the one without an address gets a letter.
    """
    addresses = _addresses(pupil)
    if pupil.code not in separate:
        return addresses or _own_nodes(pupil, codes)[:1]
    letters = [("letter", f"{n} {pupil.family or pupil.code}") for n in range(2)]
    return addresses + (letters[len(addresses) :] if pupil.is_apart else [])


def _collected(
    pupils: Sequence[PupilRow], separate: Collection[str], joined: _Joined, codes: Collection[str]
) -> list[Family]:
    members: defaultdict[Node, dict[str, PupilRow]] = defaultdict(dict)
    carers: defaultdict[Node, dict[str, CarerRow]] = defaultdict(dict)
    for pupil in pupils:
        for node in _households(pupil, separate, codes):
            members[joined.root(node)][pupil.code] = pupil
        for carer in pupil.carers:
            carers[joined.root(("email", carer.email))].setdefault(carer.email, carer)
    return [
        Family(tuple(carers[root].values()), tuple(part), _language(part.values()))
        for root, part in members.items()
    ]


def _language(pupils: Iterable[PupilRow]) -> ParentLanguage | None:
    named: Iterator[ParentLanguage] = (pupil.language for pupil in pupils if pupil.language)
    return next(named, None)
