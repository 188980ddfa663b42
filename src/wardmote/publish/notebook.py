"""An assessment in a notebook: findings that show themselves as sentence, chart and table.

What a cell shows is a document like any other: it is cleared by the disclosure rules before a
byte of it is rendered, because a notebook is saved and mailed with what it shows. Below each
showing stands where its numbers come from; and everything is at hand as a pandas table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import Finding
from wardmote.assessment.measures import counts_of
from wardmote.assessment.series import Series
from wardmote.errors import AnalysisError
from wardmote.publish import look, words
from wardmote.publish.blocks import Block, Callout, Section, figures_of, walk
from wardmote.publish.clearing import clear_document, require_clearance
from wardmote.publish.document import Document, Strip
from wardmote.publish.editions import finding_json
from wardmote.publish.exhibits import Exhibit
from wardmote.publish.pieces import Sentence, numbers_in, pieces_of, plain
from wardmote.publish.readers import for_readers
from wardmote.publish.receipts import Counted, Receipt, SourceFile, source_order
from wardmote.publish.strategic.changed import answer, columns, row, what_changed
from wardmote.publish.strategic.compose import compose_assessment
from wardmote.publish.strategic.evidence import receipts_of, sources_of
from wardmote.publish.strategic.months import chart_of, chart_of_all
from wardmote.publish.strategic.wording import sentence
from wardmote.publish.svg import described
from wardmote.publish.tables import Table
from wardmote.vocabulary.marking import Marking

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Environment
    from markupsafe import Markup

# Of a finding in `findings.json`; the others are lists, or say again what the index says.
FRAME_COLUMNS = (
    *("id", "title", "theme", "part_of", "area", "verdict", "before", "after", "ratio"),
    *("lower", "upper", "p", "adjusted_p", "test", "polarity", "confidence", "series", "statement"),
)


@dataclass(frozen=True, repr=False)
class Shown:
    """A part of a document, as the output of a cell.

    Parameters
    ----------
    document
        Cleared.
    blocks
        The part of it that is shown.
    said
        Sentence above them; blank for none.
    """

    document: Document
    blocks: tuple[Block, ...]
    said: Sentence = ""

    def __repr__(self) -> str:
        return plain(self.said) or self.document.title

    def _repr_html_(self) -> str:
        return notebook_html(self)


@dataclass(frozen=True, repr=False)
class ShownFinding:
    """One finding: shows itself as its sentence, its chart, and the table of its parts.

    Parameters
    ----------
    finding
        The finding itself, with its test.
    found
        The assessment that it is of.
    """

    finding: Finding
    found: Assessment

    @property
    def statement(self) -> str:
        """What it says, in words that its test allows."""
        return plain(sentence(self.finding))

    @property
    def shown(self) -> Shown:
        """What a cell shows of it."""
        document = clear_document(_finding_document(self.finding, self.found))
        return Shown(document, document.blocks, document.answer)

    def to_frame(self) -> pd.DataFrame:
        """Its counts, month by month.

        Returns
        -------
        pandas.DataFrame
            One row for each month of the series, oldest first; index ``month`` (its first
            day), column ``count``.
        """
        import pandas as pd

        series = _series_of(self.finding, self.found)
        counts = counts_of(self.finding.measure, series.counts)
        return pd.DataFrame({"count": counts}, index=pd.DatetimeIndex(series.months, name="month"))

    def __repr__(self) -> str:
        return self.statement

    def _repr_html_(self) -> str:
        return notebook_html(self.shown)


@dataclass(frozen=True, repr=False)
class ShownAssessment:
    """An assessment: shows itself as its answer, the table of what changed, and a chart.

    Ask it for a finding by its id, its category or its title: ``found["burglary"]``. Going
    through it gives every finding, categories first.

    Parameters
    ----------
    assessment
        The assessment itself, with everything that was analysed.
    """

    assessment: Assessment

    @property
    def statement(self) -> str:
        """The answer, in words."""
        return plain(answer(self.assessment))

    @cached_property
    def document(self) -> Document:
        """The public edition, cleared: a notebook is mailed on with what it shows."""
        whole = compose_assessment(self.assessment)
        return clear_document(for_readers(whole, Marking.PUBLIC))

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """Id of each section of it, and its title."""
        return {one.id: one.title for one in walk(self.document.blocks) if isinstance(one, Section)}

    def section(self, section_id: str) -> Shown:
        """One section of the strategic assessment: places, seasons, stop and search, a theme.

        Parameters
        ----------
        section_id
            One of `sections`.

        Raises
        ------
        AnalysisError
            It has no such section; the message names those that it has.
        """
        for one in walk(self.document.blocks):
            if isinstance(one, Section) and one.id == section_id:
                return Shown(self.document, (one,))
        raise AnalysisError(
            f"The assessment has no section {section_id!r}.",
            known=list(self.sections),
            next_step="Use one of these.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Every finding, as a table.

        Returns
        -------
        pandas.DataFrame
            One row for each finding, categories first; the columns of ``findings.json`` that
            hold one value, and ``rate_per_1000`` residents. ``before`` is missing where one
            year only is held, ``ratio`` and its interval where there was no test.
        """
        import pandas as pd

        rows = [
            {name: values[name] for name in FRAME_COLUMNS} | {"rate_per_1000": one.rate_per_1000}
            for one in self.assessment.findings
            for values in [finding_json(one, self.assessment)]
        ]
        frame = pd.DataFrame(rows, columns=[*FRAME_COLUMNS, "rate_per_1000"])
        return frame.astype({"before": "Int64", "after": "Int64"})

    def months(self) -> pd.DataFrame:
        """Counts of every category, month by month.

        Returns
        -------
        pandas.DataFrame
            One row for each month of the series of recorded crime, oldest first; a column for
            each category counted in it, by id.
        """
        import pandas as pd

        series = self.assessment.series
        mine = [one for one in self.assessment.categories if one.series == series.chosen.label]
        counts = {one.measure.id: counts_of(one.measure, series.counts) for one in mine}
        return pd.DataFrame(counts, index=pd.DatetimeIndex(series.months, name="month"))

    def wards(self) -> pd.DataFrame:
        """Levels of the area's wards, in order of name.

        Returns
        -------
        pandas.DataFrame
            Columns ``code``, ``name``, ``count`` of the last twelve months, ``before`` of the
            twelve before, ``residents`` and ``rate_per_1000``; empty where no ward is known.
        """
        import pandas as pd

        names = ["code", "name", "count", "before", "residents", "rate_per_1000"]
        rows = [[getattr(one, name) for name in names] for one in self.assessment.wards]
        return pd.DataFrame(rows, columns=names)

    def __getitem__(self, name: str) -> ShownFinding:
        wanted = name.casefold()
        everything = (*self.assessment.findings, self.assessment.total)
        for one in everything:
            if wanted in (one.id, one.measure.id, one.measure.title.casefold()):
                return ShownFinding(one, self.assessment)
        raise AnalysisError(
            f"The assessment has no finding about {name!r}.",
            known=[one.measure.id for one in everything],
            next_step="Use one of these.",
        )

    def __iter__(self) -> Iterator[ShownFinding]:
        return (ShownFinding(one, self.assessment) for one in self.assessment.findings)

    def __len__(self) -> int:
        return len(self.assessment.findings)

    def __repr__(self) -> str:
        return self.statement

    def _repr_html_(self) -> str:
        document = clear_document(_overview(self.assessment))
        return notebook_html(Shown(document, document.blocks, document.answer))


def _finding_document(one: Finding, found: Assessment) -> Document:
    """A finding alone: sentence, what must be read with it, chart, and its parts."""
    parts = found.parts_of(one)
    # Where parts offset each other, it is said before anything is said of a part.
    said = tuple(dict.fromkeys(part.must_say for part in (one, *parts) if part.must_say))
    blocks: list[Block] = [Callout("Read this with it", said)] if said else []
    chart = chart_of(found, one)
    if chart is not None:
        blocks.append(chart)
    blocks.append(
        Table(
            id=f"{one.id}-years",
            caption=f"{one.measure.title}, {found.area.name}: {words.year_to(one.months[1])} "
            "against the twelve months before",
            row_header="What was recorded",
            columns=columns(found),
            rows=tuple(row(each, found) for each in (one, *parts)),
            figure_id=one.id,
        )
    )
    return _document(f"{one.measure.title} in {found.area.name}", sentence(one), blocks, found)


def _overview(found: Assessment) -> Document:
    title = f"Strategic assessment of {found.area.name}"
    return _document(
        title, answer(found), [*what_changed(found).blocks, chart_of_all(found)], found
    )


def _document(title: str, said: Sentence, blocks: list[Block], found: Assessment) -> Document:
    named = {number.figure_id for number in numbers_in(said)}
    named |= {figure_id for block in walk(blocks) for figure_id in figures_of(block)}
    receipts = tuple(one for one in receipts_of(found) if one.figure_id in named)
    return Document(
        title=title,
        strip=Strip(
            place=found.area.name,
            assessed_on=found.as_of,
            data_to=f"{found.last_month:%Y-%m}",
            version=f"evidence {found.evidence_version}, wardmote {found.software}",
            invented=found.is_invented,
        ),
        answer=said,
        blocks=tuple(blocks),
        receipts=receipts,
        sources=sources_of(found, receipts),
        accent=found.accent,
    )


def _series_of(one: Finding, found: Assessment) -> Series:
    return next(each for each in found.series_set.used if each.chosen.label == one.series)


def notebook_html(shown: Shown) -> str:
    """HTML of a part of a document, for the output of a notebook's cell.

    Answers "what does the cell show?". For pages that are published, use
    `wardmote.publish.html.page_set`.

    Parameters
    ----------
    shown
        A cleared document and the part of it to show.

    Returns
    -------
    str
        One element that needs nothing beside it: its styles stay inside it, its pictures are
        drawn in it, and below it stands where its numbers come from.

    Raises
    ------
    DisclosureError
        The document has not been cleared, or was changed since.
    """
    require_clearance(shown.document)
    named = [number.figure_id for number in numbers_in(shown.said)]
    named += [figure_id for block in walk(shown.blocks) for figure_id in figures_of(block)]
    return (
        _environment()
        .get_template("notebook.html")
        .render(
            document=shown.document,
            said=shown.said,
            blocks=shown.blocks,
            receipts=[shown.document.receipt(one) for one in dict.fromkeys(named)],
            look=look,
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("wardmote.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        count=words.count,
        day=words.day,
        month=words.month,
        pieces=pieces_of,
        picture=_picture,
        files=_files,
        together=lambda headings, cells: zip(headings, cells, strict=True),
    )
    return environment


def _picture(exhibit: Exhibit) -> Markup:
    """The drawing of an exhibit, told to those who cannot see it."""
    from markupsafe import Markup

    # `Drawing` has refused whatever could act or load; title and description are escaped.
    return Markup(
        described(
            exhibit.drawing.wide,
            title=exhibit.title,
            description=exhibit.summary,
            prefix=f"{exhibit.id}--notebook--",
        )
    )


def _files(receipt: Receipt, document: Document) -> list[tuple[Counted, SourceFile]]:
    pairs = [(part, document.source(part.sha256)) for part in receipt.counted]
    return sorted(pairs, key=lambda pair: source_order(pair[1]))
