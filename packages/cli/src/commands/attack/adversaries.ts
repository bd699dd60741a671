import { extname, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { ADVERSARIES } from "@weightkit/testkit/internal/lab/attack/adversaries";
import type { Adversary, RemoteAdversary } from "@weightkit/testkit/internal/lab/attack/adversary";
import { authoredAdversary } from "@weightkit/testkit/internal/lab/attack/authored/authored-adversary";
import type { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import { attackErrors } from "../../errors/attack-errors.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { ADVERSARY_ENDINGS, adversaryFiles, adversaryName } from "../../project/adversary-files.js";
import { readAdversarySource } from "./adversary-source.js";

/** Where adversaries come from besides those built in. */
export interface Places {
  /** The project's folder, or null. */
  readonly project: string | null;
  readonly cwd: string;
  /** Whose threads run their code; its owner closes it. */
  readonly pool: WorkerPool;
}

/** Adversaries by name or file; all that there are without any. @throws WeightkitError WK105, WK111, WK167, WK168, WK67x */
export async function chosenAdversaries(
  values: readonly string[],
  { project, cwd, pool }: Places,
): Promise<readonly (Adversary | RemoteAdversary)[]> {
  const files = project === null ? [] : adversaryFiles(project);
  const chosen = values.length === 0 ? [...ADVERSARIES, ...files] : values.map(named(files, cwd));
  const paths = new Map<string, string>();
  for (const path of chosen.filter((one) => typeof one === "string")) {
    const name = adversaryName(path);
    const other = ADVERSARIES.some((one) => one.name === name)
      ? "one of the built-in"
      : paths.get(name);
    if (other !== undefined && other !== path)
      throw fault(attackErrors.adversaryName, { name, other }, { place: { file: path } });
    paths.set(name, path);
  }
  const read = [...new Set(chosen)].map(async (one) =>
    typeof one === "string"
      ? await authoredAdversary(readAdversarySource(one, project ?? cwd), pool)
      : one,
  );
  return await Promise.all(read);
}

/** The adversary that a word means: its file's path, or itself where it is built in. */
function named(files: readonly string[], cwd: string): (value: string) => string | Adversary {
  return (value) => {
    const found =
      ADVERSARIES.find(({ name }) => name === value) ??
      files.find((path) => adversaryName(path) === value);
    if (found !== undefined) return found;
    if (/[/\\]/.test(value) || ADVERSARY_ENDINGS.includes(extname(value)))
      return resolve(cwd, value);
    const known = [...ADVERSARIES.map(({ name }) => name), ...files.map(adversaryName)];
    const wanted = `a file, or one of ${known.join(", ")}`;
    throw fault(usageErrors.badOptionValue, {
      ...{ option: "--adversary", value, wanted },
      suggestion: nearest(value, known),
    });
  };
}
