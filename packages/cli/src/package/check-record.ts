import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { isSealed, sealOf } from "../files/seal.js";
import { writeInside } from "../files/write.js";

/** The WASMs of a project that passed `weightkit check`, newest first: same sources, same bytes, same hash. */
const FILE = ".weightkit/checked.json";
const MAX_RECORDS = 100;

const schema = v.object({
  format: v.literal("weightkit.checked"),
  version: v.literal(2),
  passed: v.array(
    v.object({ wasmSha256: v.string(), runs: v.number(), seed: v.number(), seal: v.string() }),
  ),
});

type KeptPass = v.InferOutput<typeof schema>["passed"][number];
export type PassedCheck = Omit<KeptPass, "seal">;

const PURPOSE = "check";

/** What is sealed: a stranger's project may come with records of checks that nobody made. */
function textOf({ wasmSha256, runs, seed }: PassedCheck): string {
  return JSON.stringify([wasmSha256, runs, seed]);
}

/** Writes down that a WASM passed all properties. @throws WeightkitError WK112 */
export function recordPass(directory: string, pass: PassedCheck): void {
  const seal = sealOf(PURPOSE, textOf(pass));
  if (seal === null) return;
  const others = read(directory).filter(({ wasmSha256 }) => wasmSha256 !== pass.wasmSha256);
  const passed = [{ ...pass, seal }, ...others].slice(0, MAX_RECORDS);
  const text = JSON.stringify({ format: "weightkit.checked", version: 2, passed }, null, 2);
  writeInside(directory, directory, [{ name: FILE, bytes: Buffer.from(`${text}\n`) }]);
}

/** Whether just this WASM has passed, as this user's weightkit found. */
export function hasPassed(directory: string, wasmSha256: string): boolean {
  return read(directory).some(
    (pass) => pass.wasmSha256 === wasmSha256 && isSealed(PURPOSE, textOf(pass), pass.seal),
  );
}

/** A record that is missing or not ours is as good as none: checking again makes one. */
function read(directory: string): readonly KeptPass[] {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(directory, FILE), "utf8"));
    const found = v.safeParse(schema, parsed);
    return found.success ? found.output.passed : [];
  } catch {
    return [];
  }
}
