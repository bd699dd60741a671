import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { writeInside } from "../files/write.js";

/** The WASMs of a project that passed `weightkit check`, newest first: same sources, same bytes, same hash. */
const FILE = ".weightkit/checked.json";
const MAX_RECORDS = 100;

const schema = v.object({
  format: v.literal("weightkit.checked"),
  version: v.literal(1),
  passed: v.array(v.object({ wasmSha256: v.string(), runs: v.number(), seed: v.number() })),
});

export type PassedCheck = v.InferOutput<typeof schema>["passed"][number];

/** Writes down that a WASM passed all properties. @throws WeightkitError WK112 */
export function recordPass(directory: string, pass: PassedCheck): void {
  const others = read(directory).filter(({ wasmSha256 }) => wasmSha256 !== pass.wasmSha256);
  const passed = [pass, ...others].slice(0, MAX_RECORDS);
  const text = JSON.stringify({ format: "weightkit.checked", version: 1, passed }, null, 2);
  writeInside(directory, directory, [{ name: FILE, bytes: Buffer.from(`${text}\n`) }]);
}

/** Whether just this WASM has passed. */
export function hasPassed(directory: string, wasmSha256: string): boolean {
  return read(directory).some((pass) => pass.wasmSha256 === wasmSha256);
}

/** A record that is missing or not ours is as good as none: checking again makes one. */
function read(directory: string): readonly PassedCheck[] {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(directory, FILE), "utf8"));
    const found = v.safeParse(schema, parsed);
    return found.success ? found.output.passed : [];
  } catch {
    return [];
  }
}
