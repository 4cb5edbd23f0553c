"""The format `enterprise_tags`: recognitions of enterprises and the lists they stand on."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import read_validity, required
from patentry.offices.tabular.cells import split_values
from patentry.offices.tabular.codes import read_uscc
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import EnterpriseTag


class EnterpriseTags(TabularFormat):
    """Rows of `name,uscc,tag,level,certificate,valid_from,valid_to,source`; several tags of a row are cut at ;."""

    name = "enterprise_tags"
    needs = (frozenset({"name"}), frozenset({"tag"}))
    refuses = frozenset({"number", "region"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take the tags of one enterprise, each a document of its own; none refuses the row."""
        name = required(row, "name", "name_missing")
        tags = tuple(dict.fromkeys(split_values(row.text("tag"))))
        if not tags:
            raise RowRefusedError("tag_missing", "tag", name)
        begins, ends = read_validity(row)
        through = row.day("valid_through")
        if ends is None and through is not None and through < date.max:
            ends = through + timedelta(days=1)  # 有效期至 names the last day on which it holds
        uscc = read_uscc(row)
        for tag in tags:
            batch.reference.append(
                EnterpriseTag(
                    name=name,
                    uscc=uscc,
                    tag=tag,
                    level=row.text("level"),
                    certificate=row.optional("certificate"),
                    valid_from=begins,
                    valid_to=ends,
                    source=row.text("source"),
                )
            )
            batch.documents += 1
