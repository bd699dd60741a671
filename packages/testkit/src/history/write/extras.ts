import { ATTACHMENTS } from "../../chain/attachments.js";
import type { InferenceColumns, TopicHistory } from "../history.js";

/** A column that inferences have only where some history needs it. */
export interface ExtraColumn {
  readonly name: string;
  /** Whether its cells are whole numbers; else they are texts. */
  readonly whole: boolean;
  readonly cell: (inferences: InferenceColumns, row: number) => number | string;
}

/** The optional columns that any of some topics has, in the order in which they are written. */
export function extrasOf(topics: readonly TopicHistory[]): ExtraColumn[] {
  const extras: ExtraColumn[] = [];
  if (topics.some(({ inferences }) => inferences.messages !== undefined)) {
    extras.push({
      name: "message",
      whole: true,
      cell: ({ messages }, row) => messages?.[row] ?? 0,
    });
  }
  for (const name of ATTACHMENTS) {
    if (topics.every(({ inferences }) => inferences.attachments?.[name] === undefined)) continue;
    extras.push({
      name,
      whole: false,
      cell: ({ attachments }, row) => attachments?.[name]?.[row] ?? "",
    });
  }
  return extras;
}
