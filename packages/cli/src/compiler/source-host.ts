import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import type { Parameter } from "@weightkit/testkit/internal/wasm/parameter";
import { parameterRecord } from "@weightkit/testkit/internal/wasm/parameters";
import { fileErrors } from "../errors/file-errors.js";
import { MAX_INPUT } from "../files/read.js";
import { Packages } from "./packages.js";
import { OWN_LIBRARY, type Library } from "./libraries.js";

/** What a compile read: absolute path to the content's SHA-256, or null for a file that was looked for and is absent. */
export type Reads = ReadonlyMap<string, string | null>;

const SDK = "@weightkit/sdk";
/** The SDK files whose content depends on the project. */
const CONFIG = `node_modules/${SDK}/assembly/build-config.ts`;
const RECORDS = `node_modules/${SDK}/assembly/parameter-records.ts`;

export interface BuildConfig {
  readonly target: "blockless" | "wasi";
  /** Largest payload in bytes. */
  readonly payloadBytes: number;
}

/** Gives the compiler its files, by names that are the same wherever the project lies, and remembers them. */
export class SourceHost {
  /** Sources that are too large, which the compiler takes for absent. */
  readonly faults: WeightkitError[] = [];
  readonly #packages: Packages;
  readonly #reads = new Map<string, string | null>();
  /** By the name that diagnostics use, e.g. `logic/weights.ts` or `~lib/@weightkit/sdk/round.ts`. */
  readonly #texts = new Map<string, { text: string; path: string }>();

  readonly #directory: string;
  readonly #config: BuildConfig;
  readonly #libraries: ReadonlyMap<string, Library>;
  readonly #parameters: readonly Parameter[];

  constructor(
    directory: string,
    config: BuildConfig,
    libraries: readonly Library[] = [OWN_LIBRARY],
    parameters: readonly Parameter[] = [],
  ) {
    this.#directory = directory;
    this.#parameters = parameters;
    this.#libraries = new Map(libraries.map((one) => [one.folder, one]));
    this.#config = config;
    this.#packages = new Packages(directory);
  }

  get reads(): Reads {
    return this.#reads;
  }

  /** Text and path of a file that the compiler read, by its diagnostic name. */
  source(name: string): { text: string; path: string } | null {
    return this.#texts.get(name) ?? null;
  }

  /** The project's own files that the compiler read, in its order. */
  ownSources(): { text: string; path: string }[] {
    return Array.from(this.#texts)
      .filter(([name]) => !name.startsWith("~lib/"))
      .map(([, source]) => source);
  }

  listFiles(folder: string): string[] {
    return [...(this.#libraries.get(folder)?.files.keys() ?? [])];
  }

  readFile(name: string, base: string): string | null {
    const path = name.replaceAll("\\", "/");
    const library = this.#libraries.get(base);
    if (library !== undefined) return library.files.get(path) ?? null;
    if (path.startsWith("../") || path.endsWith(".json")) return null;
    const inPackages = /^node_modules\/(.*)$/.exec(path)?.[1];
    if (inPackages === undefined) return this.#read(join(this.#directory, path), path);
    if (path.endsWith(CONFIG)) return configText(this.#config);
    if (path.endsWith(RECORDS) && this.#parameters.length > 0) return recordsText(this.#parameters);
    const shown = `~lib/${inPackages.replace(/^.*node_modules\//, "")}`;
    const located = this.#packages.locate(path);
    return located === null ? null : this.#read(located, shown);
  }

  #read(path: string, name: string): string | null {
    const found = pathStatus(path);
    const fits = found !== null && found.size <= MAX_INPUT.source;
    const bytes = found?.isFile() === true && fits ? readFileSync(path) : null;
    if (found?.isFile() === true && !fits) {
      const args = { what: "the source", path: name, limit: MAX_INPUT.source };
      this.faults.push(fault(fileErrors.inputTooLarge, args));
    }
    this.#reads.set(path, bytes === null ? null : sha256(bytes));
    if (bytes === null) return null;
    const text = bytes.toString("utf8");
    this.#texts.set(name, { text, path });
    return text;
  }
}

/** What the compiler reads in place of the SDK's own build-config.ts. */
export function configText(config: BuildConfig): string {
  const target = config.target === "wasi" ? 1 : 0;
  return `export const PAYLOAD_LIMIT: i32 = ${config.payloadBytes};\nexport const TARGET: i32 = ${target};\n`;
}

/**
 * What the compiler reads in place of the SDK's own parameter-records.ts. The compiler keeps one copy of equal texts, so that comparing
 * addresses compares names, and no comparison is left in an optimized build.
 */
function recordsText(parameters: readonly Parameter[]): string {
  const records = parameters.map((one) => ({ name: one.name, ...parameterRecord(one) }));
  return `${records.map(({ bytes, valueAt }, i) => `const RECORD_${i}: usize = memory.data<u8>([${bytes.join(", ")}], 8) + ${valueAt};`).join("\n")}
// @ts-ignore: decorator
@inline
export function recordOf(name: string): usize {
${records.map(({ name }, i) => `  if (changetype<usize>(name) == changetype<usize>(${JSON.stringify(name)})) return RECORD_${i};`).join("\n")}
  return 0;
}
`;
}

/** Lower-case hex of the SHA-256. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
