"""A hand-written TOML file into entries of the right form, and the one error with every fault."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.assessment.entered.forms import EntryForm, not_known
from wardmote.errors import ConfigurationError, Fault


@dataclass(frozen=True)
class Entry:
    """One entry of a file, its values of the right form.

    Parameters
    ----------
    where
        What a person can find: ``data_set 2 (noise)``.
    values
        As TOML read them.
    """

    where: str
    values: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        """One text, without blanks around it."""
        return str(self.values.get(name, default)).strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not given."""
        return tuple(one.strip() for one in self.values.get(name, ()))

    def fault(self, problem: str) -> Fault:
        """Something wrong with it, in words."""
        return Fault(self.where, problem)


class EntryFile:
    """The entries of one hand-written file, those of a wrong form set aside with their faults.

    A file that is not there has no entries: what nobody wrote is not a fault. Call `refuse`
    when the values were looked at too, so that every fault comes in one error.

    Parameters
    ----------
    path
        The TOML file.
    forms
        Every kind of entry that it may have.

    Raises
    ------
    ConfigurationError
        The file is not TOML in UTF-8.
    """

    def __init__(self, path: Path, forms: Sequence[EntryForm]) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self._entries: dict[str, list[Entry]] = {form.table: [] for form in forms}
        document = _document(path)
        self.faults += [
            Fault(name, not_known(name, [form.brackets for form in forms]))
            for name in document
            if name not in self._entries
        ]
        for form in forms:
            self._sort(form, document.get(form.table))

    def _sort(self, form: EntryForm, found: Any) -> None:
        if found is None:
            return
        listed = found if form.several else [found]
        if not (isinstance(listed, list) and all(isinstance(one, dict) for one in listed)):
            self.faults.append(Fault(form.table, f"must stand below {form.brackets}"))
            return
        for number, values in enumerate(listed, 1):
            name = values.get(form.named_by)
            called = f" ({name})" if isinstance(name, str) and name else ""
            where = f"{form.table} {number}{called}" if form.several else form.table
            faults = form.faults(values)
            self.faults += [Fault(where, fault) for fault in faults]
            if not faults:
                self._entries[form.table].append(Entry(where, values))

    def entries(self, table: str) -> tuple[Entry, ...]:
        """Entries of one kind that have the right form."""
        return tuple(self._entries[table])

    def repeated(self, table: str, name: str) -> list[Fault]:
        """Entries of one kind that share a value which must be theirs alone."""
        seen: set[str] = set()
        faults = []
        for one in self._entries[table]:
            value = one.text(name)
            if value in seen:
                faults.append(one.fault(f"{name} {value!r} is given to an earlier one too"))
            seen.add(value)
        return faults

    def refuse(self, faults: Iterable[Fault] = (), *, known: Collection[str] = ()) -> None:
        """Refuse the whole file, with every fault of form and of value, if there is any.

        Parameters
        ----------
        faults
            What is wrong with the values.
        known
            The names that exist, where one was unknown.

        Raises
        ------
        ConfigurationError
            There is a fault.
        """
        every = [*self.faults, *faults]
        if every:
            raise ConfigurationError(
                f"{self.path.name} cannot be used: {len(every)} "
                f"{'fault' if len(every) == 1 else 'faults'}.",
                where={"File": str(self.path)},
                faults=every,
                known=tuple(known),
                next_step="Correct these; nothing of the file was used.",
            )


def _document(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        said = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise ConfigurationError(
            f"{path.name} cannot be read.",
            where={"File": str(path)},
            expected="TOML text in UTF-8",
            found=said or "nothing",
            next_step="Correct that line: text stands in quotation marks, and each name once.",
        ) from problem
