import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files that the compiler takes for parts of its standard library, and the names that they give to global objects. */
export interface Library {
  /** What the compiler calls its folder. */
  readonly folder: string;
  /** Texts by path below the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** As the compiler's `--use` takes them: `console=weightkit_console`. */
  readonly aliases: readonly string[];
}

const SDK = "@weightkit/sdk/assembly";

/** Brings in the SDK's abort and console, whatever the logic imports. What `import "wasi"` once did in AssemblyScript, they do. */
export const OWN_LIBRARY: Library = {
  folder: "weightkit-library",
  files: new Map([
    [
      "weightkit_abort.ts",
      `import { abort } from "${SDK}/abort";
export function weightkit_abort(message: string | null, file: string | null, line: u32, column: u32): void {
  abort(message, file, line, column);
}
`,
    ],
    ["wasi.ts", ""],
    ["weightkit_console.ts", `export { console as weightkit_console } from "${SDK}/console";\n`],
  ]),
  aliases: ["abort=weightkit_abort", "console=weightkit_console"],
};

/**
 * @assemblyscript/wasi-shim as its asconfig.json declares it. Its abort loses long messages, so ours stays, and there is no seed:
 * `Math.random` would give every node other weights.
 * @param folder its package's folder
 */
export function wasiShim(folder: string): Library {
  const root = join(folder, "assembly");
  const names = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"))
    .sort();
  return {
    folder: "wasi-shim",
    files: new Map(names.map((name) => [name, readFileSync(join(root, name), "utf8")])),
    aliases: ["console", "crypto", "performance", "process", "Date"].map(
      (name) => `${name}=wasi_${name}`,
    ),
  };
}
