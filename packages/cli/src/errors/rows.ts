import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** A row of the error table as data. What stands in ‹angle quotes› is filled in with the occasion. */
const rowSchema = v.object({
  code: v.string(),
  exit: v.number(),
  title: v.string(),
  message: v.string(),
  hint: v.string(),
});

export type ErrorRow = v.InferOutput<typeof rowSchema>;

/** All rows, by code. The file is made with the bundle, from the sources of the table. */
export function errorRows(): readonly ErrorRow[] {
  const bundled = join(import.meta.dirname, "errors.json");
  const file = existsSync(bundled) ? bundled : join(import.meta.dirname, "../../dist/errors.json");
  return v.parse(v.array(rowSchema), JSON.parse(readFileSync(file, "utf8")));
}
