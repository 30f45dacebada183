"""Writes the Parquet files beside it (pyarrow 25.0.1); ParquetPricesTest reads them."""

import datetime as dt
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

DATES = [dt.date(2021, 6, d) for d in (1, 2, 3, 4, 7)]
PRICES = {
    "open": [100.5, 101.25, 102.0, 101.1, 103.3],
    "high": [102.0, 103.0, 102.75, 104.4, 105.5],
    "low": [99.25, 100.0, 100.5, 100.9, 102.2],
    "close": [101.0, 102.5, 101.7, 103.9, 104.1],
}
VOLUME = [1200000, 700000, 800000, 650001, 912345]


def table(time, prices=pa.float64(), volume=pa.int64(), name="date", **more):
    def cast(values):
        if pa.types.is_decimal(prices):
            return pa.array([decimal.Decimal(str(v)) for v in values], prices)
        return pa.array(values, prices)

    columns = {name: time}
    columns.update({k: cast(v) for k, v in PRICES.items()})
    columns["volume"] = pa.array(VOLUME, volume)
    columns.update(more)
    return pa.table(columns)


def midnights(unit, zone=None):
    stamps = [dt.datetime(d.year, d.month, d.day) for d in DATES]
    if zone is None:
        return pa.array(stamps, pa.timestamp(unit))
    import zoneinfo

    local = [s.replace(tzinfo=zoneinfo.ZoneInfo(zone)) for s in stamps]
    return pa.array(local, pa.timestamp(unit, zone))


def write(name, what, **how):
    pq.write_table(what, name + ".parquet", **({"store_schema": False} | how))


write("snappy-naive-millis", table(midnights("ms")))
write(
    "zstd-utc-micros-v2",
    table(midnights("us", "UTC")),
    compression="zstd",
    data_page_version="2.0",
    row_group_size=2,
)
write(
    "gzip-date-decimal",
    table(pa.array(DATES, pa.date32()), pa.decimal128(12, 4)),
    compression="gzip",
)
write(
    "lz4-nanos-zoned",
    table(midnights("ns", "America/New_York")),
    compression="lz4",
    version="2.6",
)
write(
    "plain-text-deltas",
    table(pa.array([d.isoformat() for d in DATES])),
    compression="none",
    use_dictionary=False,
    data_page_version="2.0",
    column_encoding={
        "date": "DELTA_BYTE_ARRAY",
        "open": "BYTE_STREAM_SPLIT",
        "volume": "DELTA_BINARY_PACKED",
    },
)
write(
    "text-delta-lengths",
    table(pa.array([d.isoformat() for d in DATES]), volume=pa.int32()),
    use_dictionary=False,
    column_encoding={"date": "DELTA_LENGTH_BYTE_ARRAY", "volume": "DELTA_BINARY_PACKED"},
)
write("int96", table(midnights("ns")), use_deprecated_int96_timestamps=True)
write(
    "decimal-integers",
    table(pa.array(DATES, pa.date32()), pa.decimal128(9, 2), pa.uint32()),
    store_decimal_as_integer=True,
)
write("epoch-seconds", table(pa.array([1622554200 + 86400 * i for i in (0, 1, 2, 3, 6)])))
write(
    "yahoo-nested",
    table(
        midnights("us"),
        name="Date",
        **{
            "Adj Close": pa.array(PRICES["close"]),
            "tags": pa.array([["a", "b"], [], None, ["c"], ["d"]]),
        },
    ).rename_columns(["Date", "Open", "High", "Low", "Close", "Volume", "Adj Close", "tags"]),
)
write(
    "zipline",
    table(
        pa.array(DATES, pa.date32()),
        dividend=pa.array([0.0, 0.25, 0.0, 0.0, 0.0]),
        split=pa.array([1.0, 1.0, 1.0, 4.0, 1.0]),
    ),
)
write(
    "ticks",
    pa.table(
        {
            "timestamp": pa.array(
                [1385337600_000, 1385337601_500, 1385337655_000, 1385337660_000, 1385337780_000],
                pa.timestamp("ms", "UTC"),
            ),
            "price": pa.array([800.0, 802.0, 801.0, 805.0, 806.0], pa.float32()),
            "amount": pa.array(["0.1", "0.2", "0.3", "1", "1"]),
        }
    ),
)
write("null-cell", table(midnights("ms")).set_column(
    4, "close", pa.array([101.0, None, 101.7, 103.9, 104.1])))
write("null-time", table(pa.array([DATES[0], None, *DATES[2:]], pa.date32())))
write("nan-cell", table(midnights("ms")).set_column(
    3, "low", pa.array([99.25, 100.0, float("nan"), 100.9, 102.2])))
write("missing-volume", table(midnights("ms")).drop_columns(["volume"]))
write("twice", table(midnights("ms"), Close=pa.array(PRICES["close"])))
write("nested-close", table(midnights("ms")).set_column(
    4, "close", pa.array([[v] for v in PRICES["close"]])))
write("brotli", table(midnights("ms")), compression="brotli")
write("no-rows", table(midnights("ms")).slice(0, 0))
write("high-below-low", table(midnights("ms")).set_column(
    2, "high", pa.array([102.0, 103.0, 100.0, 104.4, 105.5])))
write("boolean-close", table(midnights("ms")).set_column(
    4, "close", pa.array([True] * 5)))
write("pandas-index", table(midnights("ns"), name="__index_level_0__"))
