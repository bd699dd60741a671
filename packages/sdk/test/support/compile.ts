import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { wasm, type WasmModule } from "./wasm.js";

/** The repository's root, where `node_modules/@weightkit/sdk` is. */
const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

export interface CompileOptions {
  /** 0 blockless, 1 WASI; see `assembly/build-config.ts`. */
  readonly target?: 0 | 1;
  /** Bytes. */
  readonly payloadLimit?: number;
  readonly flags?: readonly string[];
}

/** A library file that brings in the SDK's abort, whatever the logic imports. */
const LIBRARY = `import { abort } from "@weightkit/sdk/assembly/abort";
export function guest_abort(message: string | null, file: string | null, line: u32, column: u32): void {
  abort(message, file, line, column);
}
`;

/** Compiles weight logic in process, as a release build does, and returns the WASM. */
export async function compile(source: string, options: CompileOptions = {}): Promise<Uint8Array> {
  const { target = 0, payloadLimit = 4 << 20, flags = ["-O3"] } = options;
  const entry = "guest/logic.ts";
  const config = `export const PAYLOAD_LIMIT: i32 = ${payloadLimit};\nexport const TARGET: i32 = ${target};\n`;
  const outputs: Uint8Array[] = [];
  const messages: string[] = [];
  const { error } = await asc.main(
    [
      ...[entry, "--outFile", "logic.wasm", "--runtime", "stub", "--exportStart", "_start"],
      ...["--lib", "guest-library", "--use", "abort=guest_abort", ...flags],
    ],
    {
      readFile(name, base) {
        const path = name.replaceAll("\\", "/");
        if (base === "guest-library") return path === "guest_abort.ts" ? LIBRARY : null;
        if (path === entry) return source;
        if (path.endsWith("@weightkit/sdk/assembly/build-config.ts")) return config;
        return textOf(ROOT + path);
      },
      writeFile(_name, contents) {
        if (typeof contents !== "string") outputs.push(contents);
      },
      listFiles: (folder) => (folder === "guest-library" ? ["guest_abort.ts"] : []),
      stderr: { write: (text) => void messages.push(String(text)) },
    },
  );
  const [output] = outputs;
  if (error !== null || output === undefined) throw new Error(messages.join(""));
  return output;
}

/** A file's text, or null where there is none. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Compiles a guest module that lies next to the tests, ready to run. */
export async function compileGuest(name: string, options?: CompileOptions): Promise<WasmModule> {
  return new wasm.Module(await compile(await guest(name), options));
}

/** The source of a guest module next to the tests. */
export async function guest(name: string): Promise<string> {
  return readFile(new URL(`../guest/${name}.ts`, import.meta.url), "utf8");
}
