import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** The repository's root, where `node_modules/@weightkit/sdk` is. */
const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

export interface CompileOptions {
  /** 0 blockless, 1 WASI; see `assembly/build-config.ts`. */
  readonly target?: 0 | 1;
  /** Bytes. */
  readonly payloadLimit?: number;
  readonly flags?: readonly string[];
}

/** Compiles weight logic in process, as a release build does, and returns the WASM. */
export async function compile(source: string, options: CompileOptions = {}): Promise<Uint8Array> {
  const { target = 0, payloadLimit = 4 << 20, flags = ["-Oz"] } = options;
  const entry = "guest/logic.ts";
  const config = `export const PAYLOAD_LIMIT: i32 = ${payloadLimit};\nexport const TARGET: i32 = ${target};\n`;
  let wasm: Uint8Array | null = null;
  const { error, stderr } = await asc.main(
    [
      entry,
      "--outFile",
      "logic.wasm",
      "--runtime",
      "stub",
      "--exportStart",
      "_start",
      "--use",
      "abort=~lib/@weightkit/sdk/assembly/abort/abort",
      "--debug",
      ...flags,
    ],
    {
      async readFile(name) {
        const path = name.replaceAll("\\", "/");
        if (path === entry) return source;
        if (path.endsWith("@weightkit/sdk/assembly/build-config.ts")) return config;
        return readFile(ROOT + path, "utf8").catch(() => null);
      },
      writeFile(_name, contents) {
        if (typeof contents !== "string") wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || wasm === null) throw new Error(`${String(error)}\n${stderr.toString()}`);
  return wasm;
}

/** The source of a guest module beside the tests. */
export async function guest(name: string): Promise<string> {
  return readFile(new URL(`../guest/${name}.ts`, import.meta.url), "utf8");
}
