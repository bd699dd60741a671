import { createHash } from "node:crypto";
import type { CellBase, CellResult } from "./cell.js";

/** What a file of a store holds; null for one of another version, which is computed again like one that is not there. */
export type FileContent<T> = T | "damaged" | null;

const CELL = "weightkit.cell";
const BASE = "weightkit.cell-base";
const VERSION = 3;

/** A cell's file. @param key The cell's, which the file's name has too. */
export function resultText(key: string, { losses, ...others }: CellResult): string {
  const { rounds, failedRounds, failure } = others;
  return sealed(CELL, key, { rounds, failedRounds, failure, losses: packed(losses) });
}

/** The file of what all cells of a history have in common. */
export function baseText(
  key: string,
  { timestamps, availableAt, equal, median, answers }: CellBase,
): string {
  const columns = { timestamps, availableAt, equal, ...(median === null ? {} : { median }) };
  const texts = Object.entries(columns).map(([name, column]) => [name, packed(column)] as const);
  return sealed(BASE, key, { answers, ...Object.fromEntries(texts) });
}

export function readResult(text: string, key: string): FileContent<CellResult> {
  const fields = unsealed(text, CELL, key);
  if (fields === null || fields === "damaged") return fields;
  const { rounds, failedRounds, failure } = fields;
  const losses = unpacked(fields["losses"]);
  if (losses === null || typeof rounds !== "number" || typeof failedRounds !== "number") {
    return "damaged";
  }
  return { losses, rounds, failedRounds, failure: typeof failure === "string" ? failure : null };
}

export function readBase(text: string, key: string): FileContent<CellBase> {
  const fields = unsealed(text, BASE, key);
  if (fields === null || fields === "damaged") return fields;
  const [timestamps, availableAt, equal] = ["timestamps", "availableAt", "equal"].map((name) =>
    unpacked(fields[name]),
  );
  if (!timestamps || !availableAt || !equal) return "damaged";
  const median = fields["median"] === undefined ? null : unpacked(fields["median"]);
  const columns = [availableAt, equal, ...(median === null ? [] : [median])];
  const isWhole = columns.every(({ length }) => length === timestamps.length);
  const answers = answersOf(fields["answers"]);
  return isWhole ? { timestamps, availableAt, equal, median, answers } : "damaged";
}

function answersOf(value: unknown): CellBase["answers"] {
  const fields: Readonly<Record<string, unknown>> = { ...(typeof value === "object" ? value : {}) };
  const number = (name: keyof CellBase["answers"]): number => Number(fields[name] ?? 0);
  return {
    ...{ total: number("total"), inferences: number("inferences") },
    ...{ leftOut: number("leftOut"), unusable: number("unusable") },
    ...{ withoutTruth: number("withoutTruth"), warmUp: number("warmUp") },
  };
}

/**
 * JSON that begins with a digest of all that follows and of its key: the losses decide which parameters are chosen, so a file that was
 * damaged, edited or renamed must not pass for another. It does not protect from someone who computes the digest again.
 */
function sealed(format: string, key: string, fields: object): string {
  const body = JSON.stringify(fields).slice(1);
  return `{"format":"${format}","version":${VERSION},"digest":"${digestOf(format, key, body)}",${body}\n`;
}

const SEALED = /^\{"format":"([a-z.-]+)","version":(\d+),(?:"digest":"([0-9a-f]{64})",)?/;

function unsealed(
  text: string,
  format: string,
  key: string,
): FileContent<Readonly<Record<string, unknown>>> {
  const [head = "", found, version, digest] = SEALED.exec(text) ?? [];
  if (found === format && version !== String(VERSION)) return null;
  const body = text.slice(head.length, -1);
  if (found !== format || !text.endsWith("}\n")) return "damaged";
  if (digest !== digestOf(format, key, body)) return "damaged";
  const value: unknown = JSON.parse(`{${body}`);
  return { ...(typeof value === "object" ? value : {}) };
}

function digestOf(format: string, key: string, body: string): string {
  return createHash("sha256").update(`${format} ${VERSION} ${key} ${body}`).digest("hex");
}

/** Base64 of little-endian doubles: exact and short. */
function packed(values: Float64Array): string {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, 8 * i);
  return bytes.toString("base64");
}

function unpacked(text: unknown): Float64Array | null {
  if (typeof text !== "string") return null;
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 8 !== 0) return null;
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i));
}
