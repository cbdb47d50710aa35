"""One column of anybody's table as codes and labels, or as seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError
from hemicycle.network.table import Column, Kind

if TYPE_CHECKING:
    import narwhals as nw


def read(series: nw.Series[Any], kind: Kind | None = None) -> Column:
    """Codes and labels of `series`; nulls, NaN and empty text get code -1."""
    if kind in ("text", "document") or (kind is None and not _holds_numbers(series)):
        return _text(series, kind or "text")
    return _number(series, kind)


def seconds(series: nw.Series[Any]) -> nw.Series[Any]:
    """`series` (dates, date-times, ISO text or whole seconds) as seconds since 1970 UTC."""
    import narwhals as nw

    if gaps := int(series.is_null().sum()):
        raise UsageError(
            f"{gaps} of {len(series)} statements have no time in column {series.name!r}: "
            "give them one or leave them out"
        )
    if series.dtype.is_integer():
        return series
    try:
        if series.dtype == nw.String:
            series = series.str.to_datetime()
        return series.cast(_moment(series)).dt.timestamp("ms") // 1000
    except Exception as trouble:  # every library has its own
        raise UsageError(f"column {series.name!r} cannot be read as time: {trouble}") from trouble


def java_order(label: str) -> bytes:
    """Key that sorts as Java and so DNA does: by UTF-16 code units."""
    return label.encode("utf-16-be", "surrogatepass")


def _moment(series: nw.Series[Any]) -> Any:
    import narwhals as nw

    return series.dtype if series.dtype == nw.Datetime else nw.Datetime("ms")


def _holds_numbers(series: nw.Series[Any]) -> bool:
    import narwhals as nw

    if series.dtype == nw.Object:  # what pandas makes of true, false and nothing
        return {type(value) for value in series.drop_nulls().to_list()} <= {bool, int, float}
    return series.dtype.is_numeric() or series.dtype == nw.Boolean


def _text(series: nw.Series[Any], kind: Kind) -> Column:
    import narwhals as nw
    import numpy as np

    here = ~series.is_null().to_numpy().astype(bool)
    text = series.drop_nulls().cast(nw.String)
    labels = sorted({*text.unique().to_list()} - {""}, key=java_order)
    codes = np.full(len(series), -1, dtype=np.int64)
    order = list(range(-1, len(labels)))
    if labels:
        found = text.replace_strict(["", *labels], order, return_dtype=nw.Int64)
        codes[here] = found.to_numpy()
    return Column(codes, tuple(labels), kind)


def _number(series: nw.Series[Any], kind: Kind | None) -> Column:
    import narwhals as nw
    import numpy as np

    numbers = series.cast(nw.Float64).to_numpy().astype(np.float64)
    here = ~np.isnan(numbers)
    values, found = np.unique(numbers[here], return_inverse=True)
    if np.isinf(values).any():
        raise UsageError(f"column {series.name!r} holds an infinite number")
    codes = np.full(len(numbers), -1, dtype=np.int64)
    codes[here] = found
    two_sided = bool(np.isin(values, (0, 1)).all())
    if kind == "boolean" or (kind is None and two_sided):
        return _boolean(series, codes, values, two_sided)
    return Column(codes, tuple(map(_shown, values.tolist())), "number", values)


def _boolean(series: nw.Series[Any], codes: Any, values: Any, two_sided: bool) -> Column:
    import numpy as np

    if not two_sided:
        raise UsageError(f"column {series.name!r} is to be boolean but holds {values.tolist()}")
    codes = np.append(values, -1).astype(np.int64)[codes]
    return Column(codes, ("0", "1"), "boolean", np.array([0.0, 1.0]))


def _shown(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
