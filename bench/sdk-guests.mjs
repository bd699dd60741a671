// What the SDK's benchmarks share: guests compiled as a release build does, and payloads as the chain writes them.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/**
 * Compiles a guest (a path from the repository's root, without `.ts`) as a release build does.
 * @returns the WASM
 */
export async function compile(name, { limit = 0, runtime = "stub", flags = [] } = {}) {
  const outputs = [];
  const messages = [];
  const { error } = await asc.main(
    [
      ...[`${name}.ts`, "--config", "none.json", "--outFile", "out.wasm", "-O3s"],
      ...["--runtime", runtime, "--exportStart", "_start", "--use", "abort=", ...flags],
    ],
    {
      readFile: async (path) =>
        path.endsWith("@weightkit/sdk/assembly/build-config.ts")
          ? `export const PAYLOAD_LIMIT: i32 = ${limit};\nexport const TARGET: i32 = 0;\n`
          : readFile(ROOT + path, "utf8").catch(() => null),
      writeFile: (path, contents) => void (path.endsWith(".wasm") && outputs.push(contents)),
      listFiles: () => [],
      stderr: { write: (text) => void messages.push(String(text)) },
    },
  );
  if (error !== null || outputs[0] === undefined)
    throw new Error(messages.join("") || String(error));
  if (outputs[0].length < 500) throw new Error(`${name}: the compiler put out an empty module`);
  return outputs[0];
}

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** A payload of about so many bytes, as the chain writes it: sets of 40 workers, newest first, at least one. */
export function makePayload(bytes, decimals) {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  const workers = Array.from(
    { length: 40 },
    () => `allo1${Array.from({ length: 38 }, () => BECH32[random() >>> 27]).join("")}`,
  );
  const value = decimals
    ? () => String(random() / 4294967296 + random() / 2 ** 64)
    : () => String(2000 + (random() >>> 21));
  const sets = [];
  for (
    let size = 0, timestamp = 1_700_000_000;
    size === 0 || size < bytes - 2500;
    timestamp -= 3600
  ) {
    const inferences = workers.map((worker) => ({ worker, inference: value() }));
    const set = JSON.stringify({ timestamp: String(timestamp), inferences });
    sets.push(set);
    size += set.length + 1;
  }
  const weights = Object.fromEntries([...workers].sort().map((worker) => [worker, "2500"]));
  return Buffer.from(
    `{"inferences":[${sets.join(",")}],"latest_weights":${JSON.stringify(weights)}}`,
  );
}
