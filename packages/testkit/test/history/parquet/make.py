"""Writes the Parquet files of this folder with pyarrow, an independent writer. Needs pyarrow."""
import datetime
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

table = pa.table(
    {
        "timestamp": pa.array([100, 100, 200], pa.int64()),
        "worker": pa.array(["a", "b", "a"]),
        "value": pa.array([1.5, 2.0, 0.1234567890123456]),
    }
)
for codec in ["zstd", "lz4", "brotli", "gzip", "snappy", "none"]:
    pq.write_table(table, f"{codec}.parquet", compression=codec)
repeated = pa.table({name: table[name].take([i % 3 for i in range(300)]) for name in ["worker", "value"]})
repeated = repeated.add_column(0, "timestamp", pa.array(range(300), pa.int64()))
pq.write_table(repeated, "dictionary.parquet", compression="none", use_dictionary=True)
pq.write_table(repeated, "checksums.parquet", compression="none", row_group_size=200, write_page_checksum=True)
pq.write_table(repeated, "checksums-v2.parquet", compression="none", row_group_size=200, write_page_checksum=True, data_page_version="2.0")

# Times in each unit: whole seconds, a half, and one whose nanoseconds as a double would be another; days; integers of any size; decimals of each physical type.
millis = [1_700_006_400_000, -1_500, 6_046_215_701_000]
units = {
    unit: pa.array([time * factor for time in millis], pa.int64()).cast(pa.timestamp(unit))
    for unit, factor in [("ms", 1), ("us", 1000), ("ns", 1_000_000)]
}
days = pa.array([datetime.date(1970, 1, 2), datetime.date(1969, 12, 31), datetime.date(2000, 1, 1)])
large = pa.array([2**52, -(2**53) - 1, 5], pa.int64())
small = pa.array([decimal.Decimal("1234.36"), decimal.Decimal("-0.01"), decimal.Decimal("0.10")], pa.decimal128(6, 2))
wide = pa.array([decimal.Decimal("90071992547409.93"), decimal.Decimal("-1234567890123456.78"), decimal.Decimal("1")], pa.decimal128(30, 2))
flags = pa.array([True, None, False])
cells = {**units, "day": days, "large": large, "small": small, "wide": wide, "flag": flags}
pq.write_table(pa.table(cells), "cells.parquet", store_decimal_as_integer=True)

# The first row group is empty.
with pq.ParquetWriter("empty-group.parquet", table.schema, compression="none", use_dictionary=False, write_page_checksum=True) as writer:
    writer.write_table(table.slice(0, 0))
    writer.write_table(table)
