import type { FileMetaData, SchemaElement } from "hyparquet";
import { canonicalName } from "./header.js";

/** A column that is inside another one. */
export interface NestedColumn {
  readonly column: string;
  readonly inside: string;
}

/** A column of the table, with all that its subtree holds. */
interface TopColumn {
  readonly element: SchemaElement;
  readonly inner: readonly SchemaElement[];
}

/** Names of the columns that hold one value a row. */
export function flatColumns(metadata: FileMetaData): string[] {
  return topColumns(metadata)
    .filter(({ element, inner }) => inner.length === 0 && element.repetition_type !== "REPEATED")
    .map(({ element }) => element.name);
}

/** Where the column of that name is, when it is inside another; null when there is none of that name. */
export function nestedColumn(metadata: FileMetaData, column: string): NestedColumn | null {
  const wanted = canonicalName(column);
  const found = topColumns(metadata).find(({ inner }) =>
    inner.some(({ name }) => canonicalName(name) === wanted),
  );
  return found === undefined ? null : { column, inside: found.element.name };
}

/** The schema is a tree in depth-first order; its first element is the root. */
function topColumns({ schema }: FileMetaData): TopColumn[] {
  const columns: TopColumn[] = [];
  for (let at = 1; at < schema.length;) {
    const end = subtreeEnd(schema, at);
    const element = schema[at];
    if (element !== undefined) columns.push({ element, inner: schema.slice(at + 1, end) });
    at = end;
  }
  return columns;
}

function subtreeEnd(schema: readonly SchemaElement[], start: number): number {
  let open = 1;
  let at = start;
  while (open > 0 && at < schema.length) {
    open += (schema[at]?.num_children ?? 0) - 1;
    at += 1;
  }
  return at;
}
