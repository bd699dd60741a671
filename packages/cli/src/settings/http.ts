import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { SharedSource } from "@weightkit/testkit/internal/round/http-source";
import type { Recording } from "@weightkit/testkit/internal/runtime/http/recording";
import {
  formatRecording,
  parseRecording,
} from "@weightkit/testkit/internal/runtime/http/recording-file";
import { readText } from "../files/read.js";
import { writeFiles } from "../files/write.js";

export interface HttpValues {
  readonly recording: string | undefined;
  readonly live: boolean;
}

/**
 * Who answers what the truth table does not, in this order: the recording of `--recording`, the network with `--live`.
 * @throws WeightkitError WK111, WK446
 */
export function httpSources({ recording: file, live }: HttpValues, cwd: string): SharedSource[] {
  const sources: SharedSource[] = [];
  if (file !== undefined) {
    const text = readText(resolve(cwd, file), "the recording", file);
    sources.push({ kind: "recording", recording: parseRecording(text, file) });
  }
  if (live) sources.push({ kind: "live", options: {} });
  return sources;
}

/**
 * Adds exchanges to a recording's file, which is made when there is none.
 * @throws WeightkitError WK112, WK446
 */
export function appendRecording(file: string, recording: Recording, cwd: string): number {
  const path = resolve(cwd, file);
  const before = existing(path, file);
  const all = [...before, ...recording];
  writeFiles(cwd, [{ name: path, bytes: Buffer.from(formatRecording(all)) }]);
  return all.length;
}

function existing(path: string, file: string): Recording {
  if (!existsSync(path)) return [];
  return parseRecording(readText(path, "the recording", file), file);
}
