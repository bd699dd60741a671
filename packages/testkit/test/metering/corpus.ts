import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** What wasmtime measures of a module; `least` is the least limit with which it does not run out of fuel. */
export interface Measured {
  readonly verdict: string;
  readonly fuel: number;
  readonly value: string[];
  readonly digest: string;
  readonly least: number;
}

export interface CorpusModule {
  readonly name: string;
  readonly base64?: string;
  readonly file?: string;
  readonly stdin?: string;
  readonly classic: Measured | { invalid: string };
  readonly "2026": Measured | { invalid: string };
}

interface Corpus {
  readonly classic: string;
  readonly "2026": string;
  readonly modules: CorpusModule[];
}

const folder = new URL("./corpus/", import.meta.url);

function isCorpus(value: unknown): value is Corpus {
  return typeof value === "object" && value !== null && "modules" in value;
}

function read(): Corpus {
  const parsed: unknown = JSON.parse(readFileSync(new URL("corpus.json", folder), "utf8"));
  if (!isCorpus(parsed)) throw new Error("corpus.json is no corpus");
  return parsed;
}

export const corpus = read();

export function wasmOf({ base64, file }: CorpusModule): Uint8Array {
  if (base64 !== undefined) return Buffer.from(base64, "base64");
  if (file === undefined) throw new Error("a module without bytes");
  return gunzipSync(readFileSync(new URL(`modules/${file}`, folder)));
}

export function stdinOf({ stdin }: CorpusModule): Uint8Array {
  return stdin === undefined
    ? new Uint8Array(0)
    : readFileSync(new URL(`programs/${stdin}`, folder));
}
