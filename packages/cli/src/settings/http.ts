import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { TruthColumns } from "@weightkit/testkit/internal/history/history";
import {
  openSources,
  type ClosableAnswerer,
  type HttpSource,
} from "@weightkit/testkit/internal/round/http-source";
import type { Recording } from "@weightkit/testkit/internal/runtime/http/recording";
import {
  formatRecording,
  parseRecording,
} from "@weightkit/testkit/internal/runtime/http/recording-file";
import type { TruthRoute } from "@weightkit/testkit/internal/round/truth-answerer";
import type { Input } from "../core/input.js";
import { readText } from "../files/read.js";
import { writeFiles } from "../files/write.js";
import type { Ui } from "../ui/ui.js";

/**
 * Where answers come from, in this order: the truth table, the recording of `--recording`, the network with `--live`.
 * @throws WeightkitError WK111, WK446
 */
export function httpSources(
  input: Input,
  truth: TruthColumns | null,
  route: TruthRoute | null,
  cwd: string,
): HttpSource[] {
  const sources: HttpSource[] = [];
  if (truth !== null && route !== null) sources.push({ kind: "truth", truth, route });
  const file = input.text("recording");
  if (file !== undefined) {
    const text = readText(resolve(cwd, file), "the recording", file);
    sources.push({ kind: "recording", recording: parseRecording(text, file) });
  }
  if (input.flag("live")) sources.push({ kind: "live", options: {} });
  return sources;
}

/** Whether a command line wants answers that only this thread can give. */
export function wantsOtherSources(input: Input): boolean {
  return input.flag("live") || input.text("recording") !== undefined;
}

/** Opens sources; what the network fails to answer is told on stderr. */
export function openHttp(sources: readonly HttpSource[], ui: Ui): ClosableAnswerer {
  return openSources(sources, (sentence) => {
    ui.warn(sentence);
  });
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
