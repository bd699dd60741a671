"""Writes the Parquet files of this folder with pyarrow, an independent writer: one table in each codec. Needs pyarrow."""
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
