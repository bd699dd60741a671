import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { readObject } from "../../files/read-object.js";

/** `npm run NAME` and its like, which stand for a script of package.json. */
const SCRIPT = /\b(?:npm|pnpm|yarn|bun)\s+(?:run(?:-script)?\s+)?([\w:.-]+)/g;
/** The compiler's first file. */
const ASC = /(?:^|[\s/])asc\s+(?:[^&|;]*?\s)?([\w@./-]+\.ts)\b/;
const USES_ASC = /(?:^|[\s/])asc(?:\s|$)/;
/** Scripts that call one another, at most. */
const MAX_SCRIPTS = 10;
const USUAL = ["index.ts", "assembly/index.ts", "src/index.ts"];
const SDK = "@blockless/sdk";

/**
 * The AssemblyScript file that a project's build command compiles, as a path inside the project: what `asc` gets there or in the script of
 * package.json that the command runs, else the asconfig's own, else the usual one of a project with @blockless/sdk.
 * @returns null for a project in another language
 */
export function ascEntry(directory: string, command: string | null): string | null {
  const { scripts, dependencies, devDependencies } = readObject(directory, "package.json");
  const expanded = expand(command ?? "", object(scripts));
  const isFile = (path: string): boolean => existsSync(join(directory, path));
  const named = ASC.exec(expanded)?.[1];
  const given = named === undefined ? null : posix.normalize(named);
  if (given !== null && isFile(given)) return given;
  const { entries } = readObject(directory, "asconfig.json");
  const [configured] = Array.isArray(entries) ? entries.map(String) : [];
  const usesAsc = USES_ASC.test(expanded);
  if (usesAsc && configured !== undefined && isFile(configured)) return posix.normalize(configured);
  const usesSdk = SDK in object(dependencies) || SDK in object(devDependencies);
  return usesAsc || usesSdk ? (USUAL.find(isFile) ?? null) : null;
}

/** The command with the scripts that it runs in place of their names. */
function expand(command: string, scripts: Readonly<Record<string, unknown>>, depth = 0): string {
  if (depth === MAX_SCRIPTS) return command;
  return command.replaceAll(SCRIPT, (whole, name: string) => {
    const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
    return typeof script === "string" ? expand(script, scripts, depth + 1) : whole;
  });
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
