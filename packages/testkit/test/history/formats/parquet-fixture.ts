import { fileURLToPath } from "node:url";

/** A file that pyarrow wrote: parquet/make.py. */
export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../parquet/${name}.parquet`, import.meta.url));
