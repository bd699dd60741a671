import { basename, extname, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { BASELINE_NAMES } from "@weightkit/testkit/internal/lab/compare/compare";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import { usageErrors } from "../../errors/usage-errors.js";
import { checkOutRevision, revisionOf } from "../../settings/revision.js";
import { loadTarget, type Target, type TargetOptions } from "../../settings/target.js";

/** A weight logic of the command line. */
export interface NamedTarget {
  readonly name: string;
  readonly target: Target;
}

/**
 * Loads what the paths name, one after the other.
 * @throws WeightkitError as `loadTarget` and `checkOutRevision` do; WK149
 */
export async function loadContenders(
  paths: readonly string[],
  options: TargetOptions,
): Promise<NamedTarget[]> {
  const loaded: NamedTarget[] = [];
  for (const given of paths) {
    const { name, path } = split(given);
    const revision = revisionOf(path);
    const found = revision === null ? path : checkOutRevision(revision, options.cwd);
    const target = await loadTarget(found, options);
    loaded.push({ name: name ?? called(path, target, options.cwd), target });
  }
  return distinct(loaded, paths);
}

/** `NAME=PATH`; a name has neither slash nor colon, so that paths and revisions with `=` stay what they are. */
function split(given: string): { readonly name: string | null; readonly path: string } {
  const [, name, path] = /^([^=/:\\]+)=(.+)$/s.exec(given) ?? [];
  return name === undefined || path === undefined ? { name: null, path: given } : { name, path };
}

function called(path: string, { project, logic }: Target, cwd: string): string {
  if (revisionOf(path) !== null) return path;
  if (project !== null) return project.settings.name;
  const name = basename(resolve(cwd, path), extname(path));
  return name === "" ? logic.name : name;
}

/** Two logics of one name are called by their paths. */
function distinct(loaded: readonly NamedTarget[], paths: readonly string[]): NamedTarget[] {
  const taken = (name: string): boolean =>
    BASELINE_NAMES.includes(name) || loaded.filter((one) => one.name === name).length > 1;
  const named = loaded.map((one, i) =>
    taken(one.name) ? { ...one, name: split(paths[i] ?? "").path } : one,
  );
  const twice = named.find(({ name }, i) => named.findIndex((one) => one.name === name) !== i);
  if (twice !== undefined) throw fault(usageErrors.sameName, { name: twice.name });
  return named;
}

const SHORT: Readonly<Record<string, string>> = { equal: "equal weights", "log-pool": "log pool" };

/**
 * The rule that `--against` names.
 * @throws WeightkitError WK105
 */
export function baselineNamed(value: string, contenders: readonly NamedTarget[]): string {
  const known = [...contenders.map(({ name }) => name), ...BASELINE_NAMES];
  const name = SHORT[value] ?? value;
  if (known.includes(name)) return name;
  throw fault(usageErrors.badOptionValue, {
    option: "--against",
    value,
    wanted: "equal, median, log-pool or the name of a logic",
    suggestion: nearest(value, [...Object.keys(SHORT), ...known]),
  });
}
