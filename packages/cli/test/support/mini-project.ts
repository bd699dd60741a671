import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./run-cli.js";

/** An SDK of a few lines, so that these tests are about the compiler and not about the SDK. */
export const MINI_SDK = {
  "node_modules/@weightkit/sdk/package.json": '{ "name": "@weightkit/sdk", "version": "0.0.0" }',
  "node_modules/@weightkit/sdk/index.ts": 'export * from "./assembly/print";\n',
  "node_modules/@weightkit/sdk/assembly/build-config.ts":
    "export const PAYLOAD_LIMIT: i32 = 1;\nexport const TARGET: i32 = 0;\n",
  "node_modules/@weightkit/sdk/assembly/abort.ts":
    "export function abort(message: string | null, file: string | null, line: u32, column: u32): void {\n  unreachable();\n}\n",
  "node_modules/@weightkit/sdk/assembly/console.ts": `import { print } from "./print";
export namespace console {
  export function log(text: string): void {
    print(text);
  }
  export function warn(text: string): void {
    print(text);
  }
}
`,
  "node_modules/@weightkit/sdk/assembly/print.ts": `import { PAYLOAD_LIMIT, TARGET } from "./build-config";
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: u32, iovs: usize, count: u32, written: usize): u32;
/** Prints a line on stdout. */
export function print(text: string): void {
  const bytes = String.UTF8.encode(text + "\\n");
  const vector = memory.data(12, 4);
  store<u32>(vector, <u32>changetype<usize>(bytes));
  store<u32>(vector, bytes.byteLength, 4);
  fd_write(1, vector, 1, vector + 8);
}
export function settings(): string {
  return PAYLOAD_LIMIT.toString() + " " + TARGET.toString();
}
`,
};

/** Writes files below a folder. */
export function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A project with that entry in a new folder. */
export function miniProject(
  entry: string,
  settings: object = {},
  more: Record<string, string> = {},
): string {
  const folder = temporaryFolder();
  writeAll(folder, {
    ...MINI_SDK,
    "weightkit.json": JSON.stringify({ name: "mini", ...settings }),
    "logic/weights.ts": entry,
    ...more,
  });
  return folder;
}

export const PRINTS = `import { print } from "@weightkit/sdk";
print('{"type":"weights","weights":{}}');
`;
