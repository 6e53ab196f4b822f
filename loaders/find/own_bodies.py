"""Name the host's own bodies, which a report calls by their heads alone: `Đảng ủy` of Viện X."""

from dataclasses import dataclass

from loaders.find.places import COMMUNE, Places, level_of, levels, rank_of
from loaders.find.printed_names import Parsed, has_trait, kind_rows
from loaders.model import Organisation
from ontology.lexicon import Row, fold

ENTERPRISE = "doanh_nghiep"  # the group of `to_chuc`
_CENTRE = "trung_uong"  # …
_PARTY = ("dang", "cap_uy")  # … of Party organisations and their committees
_ASSOCIATIONS = ("hoi", "doan_the")  # … of those that have organs themselves


@dataclass(frozen=True, slots=True)
class OwnBodies:
    """The bodies of the host: as printed, by its full name; and who holds the meeting."""

    host: Parsed
    name: Organisation
    organiser: Parsed | None
    places: Places

    def has(self, kind: Row) -> bool:
        """Whether a bare body of `kind` is the host's: a host has many cells, but one committee."""
        chain = self.organiser.chain() if self.organiser else ()
        if has_trait(kind, "cua_doanh_nghiep"):
            return self.host.kind["group"] == ENTERPRISE
        if self.host.kind["group"] == _CENTRE:
            return any(part.kind["after"] == "host" for part in chain)
        return not has_trait(kind, "nhieu") or any(has_trait(p.kind, "nhieu") for p in chain)

    def body(self, kind: Row, head: str) -> Organisation:
        """The host's body of `kind`, whose head is printed as `head`."""
        label = kind["label"] or head or kind.forms[0]
        party = kind_rows().get(kind["organ_of"], kind)  # a bare organ's, or the body itself
        return Organisation(self._name(kind, party, label), kind.id, self.name.scope)

    def _name(self, kind: Row, party: Row, label: str) -> str:
        organ, rank = party is not kind, self.host.kind["rank"]
        of = f"{party['label']} " if organ else ""
        if rank and has_trait(party, "ca_dang_bo"):
            place = self.host.words or self.host.place or self.places.the(rank)
            return joined(f"{label} {of}{level_of(rank)}", place)
        if organ and has_trait(self.host.kind, "ca_dang_bo") and self.host.level:
            return self._organ_of_place(party, label)
        of_place = self.host.place and rank_of(self.host.level) == COMMUNE
        if of_place and party["group"] in _PARTY and not (organ and self._has_organs()):
            return joined(f"{label} {of}{self.host.level}", self.host.place)
        if organ and not rank:
            return joined(label, self._with_organs(party))
        first, _, last = label.partition(" ")
        if not kind["label"] and fold(self.name.name).startswith(f"{fold(last)} "):
            label = first  # Đoàn trường of Trường X
        return f"{label} {self.name.name}"

    def _organ_of_place(self, party: Row, label: str) -> str:
        """The organ of the host, the Party organisation of a place, or of its committee."""
        committee = kind_rows()[levels()[self.host.level]["committee"]]
        if has_trait(party, "ca_dang_bo") or not committee["rank"]:
            return f"{label} {self.name.name}"
        place = self.host.place or self.places.the(committee["rank"], self.host.level)
        return joined(f"{label} {committee['label']}", place)

    def _has_organs(self) -> bool:
        """Whether the host is an association, which has organs itself."""
        return self.host.kind["group"] in _ASSOCIATIONS

    def _with_organs(self, party: Row) -> str:
        """The body whose organ a bare `Ban Thường vụ` is: the organiser's, or the host's `party`.

        An association has organs itself; those of a Party organisation are its committee's.
        """
        chain = self.organiser.chain() if self.organiser else ()
        owner = next((part for part in chain if has_trait(part.kind, "co_co_quan")), None)
        if owner is None and self._has_organs():
            return self.name.name
        if owner is None or has_trait(owner.kind, "ca_dang_bo"):
            return f"{party['label']} {self.name.name}"
        return f"{owner.label} {self.name.name}"


def joined(label: str, words: str) -> str:
    """A head and the words after it, which may be none, with single blanks."""
    words = " ".join(words.split())
    return f"{label} {words}" if words else label
