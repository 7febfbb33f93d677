"""Published folders read by pandas, pyarrow, polars and DuckDB for Python.

ANNALS_TABLES names the folders (joined as in PATH); test.sh writes some where it
is not set.
"""

import csv
import json
import os
import re
import unittest
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

ARROW = {
    "VARCHAR": pa.string(), "INTEGER": pa.int32(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_(), "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.field("element", pa.string(), nullable=False)),
}
POLARS = {
    "VARCHAR": pl.String, "INTEGER": pl.Int32, "DOUBLE": pl.Float64, "BOOLEAN": pl.Boolean, "DATE": pl.Date,
    "VARCHAR[]": pl.List(pl.String),
}
SPANS = [
    ("dates", "span_start", "span_end", "exact"),
    ("names", "span_start", "span_end", "exact"),
    ("events", "span_start", "span_end", "exact"),
    ("figures", "span_start", "span_end", "exact"),
    ("figures", "qualifier_start", "qualifier_end", "qualifier_text"),
    ("figures", "counted_start", "counted_end", "counted"),
    ("quotes", "span_start", "span_end", "exact"),
    ("quotes", "speaker_start", "speaker_end", "speaker_text"),
    ("quotes", "cue_start", "cue_end", "cue"),
    ("quote_parts", "span_start", "span_end", "exact"),
]


class Folder:
    def __init__(self, path):
        self.path = Path(path)
        self.manifest = json.loads((self.path / "manifest.json").read_text())
        self.rows = {f["table"]: f.get("rows", 0) for f in self.manifest["files"] if f.get("table")}
        self.columns = {}
        with open(self.path / "dictionary.csv", newline="", encoding="utf-8") as f:
            for line in csv.DictReader(f):
                self.columns.setdefault(line["table"], []).append(line)

    def file(self, table):
        return self.path / f"{table}.parquet"


FOLDERS = [Folder(p) for p in os.environ["ANNALS_TABLES"].split(os.pathsep)]


class Readers(unittest.TestCase):
    def each_table(self):
        for folder in FOLDERS:
            self.assertEqual(set(folder.rows), set(folder.columns))
            for table, columns in folder.columns.items():
                with self.subTest(folder=folder.path.name, table=table):
                    yield folder, table, columns

    def test_pyarrow(self):
        for folder, table, columns in self.each_table():
            got = pq.read_table(folder.file(table))
            got.validate(full=True)
            self.assertEqual(got.num_rows, folder.rows[table])
            self.assertEqual(got.column_names, [c["column"] for c in columns])
            for c in columns:
                field = got.schema.field(c["column"])
                self.assertEqual(field.type, ARROW[c["type"]], c["column"])
                self.assertEqual(field.nullable, c["nullable"] == "yes", c["column"])
                self.assertEqual(field.metadata[b"description"].decode(), c["description"])
            footer = pq.read_metadata(folder.file(table)).metadata
            self.assertEqual(footer[b"annals.table"].decode(), table)
            self.assertEqual(footer[b"annals.schema_version"].decode(), folder.manifest["schema_version"])

    def test_pandas(self):
        for folder, table, columns in self.each_table():
            got = pd.read_parquet(folder.file(table))
            self.assertEqual(len(got), folder.rows[table])
            self.assertEqual(list(got.columns), [c["column"] for c in columns])
            for c in columns:
                if c["nullable"] == "no" and len(got):
                    self.assertFalse(got[c["column"]].isna().any(), c["column"])

    def test_polars(self):
        for folder, table, columns in self.each_table():
            for got in (pl.read_parquet(folder.file(table)), pl.scan_parquet(folder.file(table)).collect()):
                self.assertEqual(got.height, folder.rows[table])
                self.assertEqual(dict(got.schema), {c["column"]: POLARS[c["type"]] for c in columns})
                for c in columns:
                    if c["nullable"] == "no":
                        self.assertEqual(got[c["column"]].null_count(), 0, c["column"])

    def test_readers_agree(self):
        for folder, table, _ in self.each_table():
            arrow = pq.read_table(folder.file(table)).to_pylist()
            polars = pl.read_parquet(folder.file(table)).to_dicts()
            self.assertEqual(arrow, polars)
            found = duckdb.sql(f"SELECT * FROM '{folder.file(table)}'")
            names = found.columns
            self.assertEqual(arrow, [dict(zip(names, r)) for r in found.fetchall()])

    def test_spans(self):
        for folder in FOLDERS:
            documents = pd.read_parquet(folder.file("documents"))
            texts = dict(zip(documents["doc_id"], documents["text"]))
            for table, start, end, exact in SPANS:
                with self.subTest(folder=folder.path.name, table=table, exact=exact):
                    rows = pd.read_parquet(folder.file(table), columns=["doc_id", start, end, exact]).dropna()
                    for doc_id, a, b, words in rows.itertuples(index=False):
                        self.assertEqual(texts[doc_id][int(a):int(b)], words)

    def test_page_index_and_bloom_filter(self):
        for folder in FOLDERS:
            metadata = pq.read_metadata(folder.file("figures"))
            for g in range(metadata.num_row_groups):
                for c in range(metadata.num_columns):
                    column = metadata.row_group(g).column(c)
                    self.assertEqual(column.compression, "ZSTD")
                    self.assertTrue(column.has_offset_index, column.path_in_schema)
            if folder.rows["figures"]:
                found = duckdb.sql(f"""SELECT path_in_schema FROM parquet_metadata('{folder.file("figures")}')
                    WHERE bloom_filter_offset IS NOT NULL""").fetchall()
                self.assertIn(("figure_id",), found)
                some = pd.read_parquet(folder.file("figures"), columns=["figure_id"])["figure_id"].iloc[0]
                excluded = duckdb.sql(f"""SELECT bool_or(bloom_filter_excludes) FROM
                    parquet_bloom_probe('{folder.file("figures")}', 'figure_id', '{some}')""").fetchone()[0]
                self.assertFalse(excluded, "the bloom filter denies an id that is there")

    def test_card(self):
        """The questions of the dataset card run as they are printed."""
        here = os.getcwd()
        for folder in FOLDERS:
            card = (folder.path / "README.md").read_text()
            blocks = re.findall(r"```(sql|python)\n(.*?)```", card, re.S)
            self.assertEqual(len(blocks), 10)
            os.chdir(folder.path)
            try:
                db = duckdb.connect()
                db.execute(Path("views.sql").read_text())
                for language, code in blocks:
                    with self.subTest(folder=folder.path.name, code=code):
                        if language == "sql":
                            db.sql(code).fetchall()
                        else:
                            names = {}
                            exec(code, names)
                            self.assertIn("answer", names)
            finally:
                os.chdir(here)


if __name__ == "__main__":
    unittest.main(verbosity=1)
