import { join } from "node:path";
import { parse, TomlError } from "smol-toml";
import * as v from "valibot";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { adoptErrors } from "../../errors/adopt-errors.js";
import { MAX_INPUT, readText, shownPath } from "../../files/read.js";

/** How `bls` builds a function; all of it may be absent. */
const build = v.object({
  dir: v.optional(v.string()),
  entry: v.optional(v.string()),
  command: v.optional(v.string()),
});

const blsSchema = v.object({
  name: v.optional(v.string()),
  deployment: v.optional(v.object({ permissions: v.optional(v.array(v.string())) })),
  build: v.optional(build),
  build_release: v.optional(build),
});

/** What a Blockless function's project file sets, as far as weightkit has a place for it. */
export interface BlsProject {
  readonly name: string | null;
  readonly permissions: readonly string[];
  /** What builds the WASM for nodes, as a shell takes it; null when the file names nothing. */
  readonly command: string | null;
  /** Where that writes the WASM: a path inside the project, with slashes; null when the file does not name it. */
  readonly wasm: string | null;
}

export const BLS_FILE = "bls.toml";

/**
 * Reads the `bls.toml` of a folder (protocol section 7). The release build counts, else the other one.
 * @throws WeightkitError WK111, WK160
 */
export function readBlsToml(directory: string, cwd: string): BlsProject {
  const path = join(directory, BLS_FILE);
  const file = shownPath(path, cwd);
  const text = readText(path, "the Blockless project file", file, MAX_INPUT.projectFile);
  const parsed = v.safeParse(blsSchema, tomlOf(text, file));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const key = v.getDotPath(issue);
    const reason = `${key === null ? "" : `${key}: `}${issue.message}`;
    throw fault(adoptErrors.badBlsToml, { reason }, { place: { file } });
  }
  const { name, deployment, build: debug, build_release: release } = parsed.output;
  const { dir = "build", ...rest } = release ?? debug ?? {};
  const entry = unlessBlank(rest.entry);
  return {
    name: name ?? null,
    permissions: deployment?.permissions ?? [],
    command: unlessBlank(rest.command),
    wasm: entry === null ? null : join(dir, entry).replaceAll("\\", "/"),
  };
}

function unlessBlank(text = ""): string | null {
  return text.trim() === "" ? null : text;
}

function tomlOf(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const reason = cause.message.split("\n")[0] ?? "";
    const place = { file, line: cause.line, column: cause.column };
    throw fault(adoptErrors.badBlsToml, { reason }, { place, cause });
  }
}
