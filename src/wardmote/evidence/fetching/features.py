"""Layers of an ArcGIS feature service: a question a page, until all that were counted came.

Such a service answers at most so many features at a time and says whether there are more. It
also answers 200 to what it refuses, with the refusal in the body.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from wardmote.errors import Fault, LayoutChanged, SourceError
from wardmote.evidence.fetching.asking import Patience, Unsteady, ask, patiently
from wardmote.evidence.fetching.services import Layer

CODES_AT_ONCE = 200  # codes in one question
PAGE = 1_000  # features asked for at once; the service may give fewer
CODE = re.compile(r"[EWSN]\d{8}")
LONGITUDE_LATITUDE = "4326"
EVERYTHING = "1=1"
SHOWN = 5

Feature = Mapping[str, Any]


def features_of(
    address: str,
    layer: Layer,
    codes: Sequence[str] | None,
    *,
    patience: Patience,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> list[Feature]:
    """Features of a layer, all of them, in its order.

    Answers "which areas, look-ups or outlines has the publisher for these codes?".

    Parameters
    ----------
    address
        Of the layer.
    layer
        Its column of codes, its order, and whether outlines are wanted.
    codes
        Codes wanted; None for everything that the layer has.
    patience
        How often and how long to try.
    tell
        Told how far it is.

    Returns
    -------
    list
        GeoJSON features; outlines are in longitude and latitude.

    Raises
    ------
    LayoutChanged
        The features lack the column.
    SourceError
        The service refuses, did not answer, gave fewer features than it counted, or has
        none for some of the codes.
    """
    groups = [None] if codes is None else list(_groups(codes))
    found: list[Feature] = []
    for group in groups:
        ask_group = partial(_all_of, address, layer, group, patience)
        found += patiently(ask_group, patience, where=address)
        tell(f"{len(found):,} rows of {layer.id.replace('-', ' ')}")
    _check_column(found, layer.column, address)
    if codes is not None:
        _check_complete(found, layer.column, codes, address)
    return found


def _groups(codes: Sequence[str]) -> Iterator[Sequence[str]]:
    wrong = [
        Fault(f"code {number}", "not an ONS code")
        for number, code in enumerate(codes, 1)
        if not CODE.fullmatch(code)
    ]
    if wrong or not codes:
        raise SourceError(
            "The codes to ask for are not area codes.",
            faults=wrong,
            next_step="The look-up that they come from may have changed: look at it first.",
        )
    for start in range(0, len(codes), CODES_AT_ONCE):
        yield codes[start : start + CODES_AT_ONCE]


def _all_of(
    address: str, layer: Layer, codes: Sequence[str] | None, patience: Patience
) -> list[Feature]:
    """Features for one group of codes: as many as the service counts, none twice."""
    inside = "" if codes is None else ",".join(map(_quoted, codes))
    where = EVERYTHING if codes is None else f"{layer.column} IN ({inside})"
    counted = _count(address, where, patience)
    question = {
        "where": where,
        "outFields": "*",
        "returnGeometry": str(layer.has_outlines).lower(),
        "outSR": LONGITUDE_LATITUDE,
        "orderByFields": layer.order or layer.column,  # without an order, pages may overlap
    }
    found: list[Feature] = []
    more = counted > 0
    while more:
        paging = {"resultOffset": str(len(found)), "resultRecordCount": str(PAGE)}
        page = _asked(address, {**question, **paging}, patience, geojson=True)
        came = page.get("features") or []
        found += came
        more = bool(came) and (_has_more(page) or len(found) < counted)
    distinct = {json.dumps(one.get("properties"), sort_keys=True) for one in found}
    if len(found) != counted or len(distinct) != counted:
        raise Unsteady(
            f"the service counted {counted:,} rows and gave {len(found):,}, {len(distinct):,} of "
            "them different",
        )
    return found


def _count(address: str, where: str, patience: Patience) -> int:
    answer = _asked(address, {"where": where, "returnCountOnly": "true"}, patience)
    if not isinstance(answer.get("count"), int):
        raise _other_columns(address, "a count", answer)
    return int(answer["count"])


def _quoted(code: str) -> str:
    return f"'{code}'"


def _has_more(page: Mapping[str, Any]) -> bool:
    """The service says so in one of two places, by its version."""
    inside = page.get("properties") or {}
    return bool(page.get("exceededTransferLimit") or inside.get("exceededTransferLimit"))


def _asked(
    address: str, question: Mapping[str, str], patience: Patience, *, geojson: bool = False
) -> dict[str, Any]:
    form = urlencode({**question, "f": "geojson" if geojson else "json"}).encode()
    body = ask(f"{address}/query", patience, form=form)
    try:
        answer = json.loads(body)
    except ValueError:
        raise Unsteady("the answer is not JSON") from None
    if not isinstance(answer, dict):
        raise Unsteady("the answer is not an object")
    if "error" in answer:
        _refuse(address, answer["error"])
    return answer


def _refuse(address: str, error: Any) -> None:
    code = error.get("code") if isinstance(error, dict) else None
    said = f"{code}: {error.get('message', '')}" if isinstance(error, dict) else str(error)
    if code in (429, 500, 503, 504):
        raise Unsteady(f"the service is busy ({said})")
    raise SourceError(
        "The service refuses the question.",
        where={"Layer": address},
        found=said.strip(),
        next_step="Publishers rename layers. Look for its new name on the portal, and correct "
        "it: wardmote fetch services > services.toml",
    )


def _check_column(found: Sequence[Feature], column: str, address: str) -> None:
    for one in found:
        properties = one.get("properties") or {}
        if column not in properties:
            raise _other_columns(address, column, properties)


def _other_columns(address: str, expected: str, found: Mapping[str, Any]) -> LayoutChanged:
    return LayoutChanged(
        "The layer answers otherwise than we know.",
        where={"Layer": address},
        expected=expected,
        found=", ".join(found) or "nothing",
        next_step="Look at it in a browser; correct it: wardmote fetch services > services.toml",
    )


def _check_complete(
    found: Sequence[Feature], column: str, codes: Sequence[str], address: str
) -> None:
    missing = sorted(set(codes) - {one["properties"][column] for one in found})
    if missing:
        more = f" and {len(missing) - SHOWN:,} more" if len(missing) > SHOWN else ""
        raise SourceError(
            f"The layer has nothing for {len(missing):,} of {len(codes):,} codes.",
            where={"Layer": address},
            found=f"nothing for {', '.join(missing[:SHOWN])}{more}",
            next_step="Codes change from year to year: name a layer of the right year in "
            "services.toml, or choose another year of wards.",
        )


def as_geojson(features: Sequence[Feature]) -> bytes:
    """Features as a GeoJSON file: a line each, properties first.

    Parameters
    ----------
    features
        With outlines, in longitude and latitude.

    Examples
    --------
    >>> one = {"geometry": None, "properties": {"WD24CD": "E05000001"}, "id": 7}
    >>> print(as_geojson([one]).decode())
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"WD24CD": "E05000001"}, "geometry": null}
    ]}
    <BLANKLINE>
    """
    lines = [
        json.dumps(
            {"type": "Feature", "properties": one["properties"], "geometry": one.get("geometry")},
            ensure_ascii=False,
        )
        for one in features
    ]
    body = ",\n".join(lines)
    return f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n'.encode()


def as_csv(features: Sequence[Feature]) -> bytes:
    r"""Properties of features as a table, in the publisher's own columns.

    Parameters
    ----------
    features
        At least one.

    Examples
    --------
    >>> as_csv([{"properties": {"LAD24CD": "E06000032", "LAD24NMW": None}}])
    b'LAD24CD,LAD24NMW\nE06000032,\n'
    """
    columns = dict.fromkeys(name for one in features for name in one["properties"])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(one["properties"] for one in features)
    return out.getvalue().encode()
