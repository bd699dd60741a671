import native from "node:path";

/** Parts of `node:path`: the system's, or another system's in tests. */
export type Paths = Pick<typeof native, "isAbsolute" | "relative" | "sep">;

/** The way from a folder to a path, with slashes on every system: documents that have it are the same bytes everywhere. */
export function relativePath(from: string, to: string, path: Paths = native): string {
  return path.relative(from, to).replaceAll(path.sep, "/");
}

/** Whether a path, as it is written, lies below a folder. On Windows, letters' case does not matter and another drive is elsewhere. */
export function liesBelow(folder: string, place: string, path: Paths = native): boolean {
  const way = relativePath(folder, place, path);
  return way !== "" && way !== ".." && !way.startsWith("../") && !path.isAbsolute(way);
}
