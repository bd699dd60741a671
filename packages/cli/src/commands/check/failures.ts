import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { roundOf } from "@weightkit/testkit/internal/lab/check/failure-fixture";
import type { PropertyResult, SavedRound } from "@weightkit/testkit/internal/lab/check/plan";
import {
  formatRoundFixture,
  parseRoundFixture,
} from "@weightkit/testkit/internal/round/fixture/fixture-file";
import type { RoundFixture } from "@weightkit/testkit/internal/round/fixture/round-fixture";
import { MAX_INPUT, readText } from "../../files/read.js";
import { checkInside } from "../../files/inside.js";
import { writeInside } from "../../files/write.js";

/** Rounds that broke a property, as fixtures, one file a property. */
const FOLDER = ".weightkit/failures";

/**
 * The failures that a project has saved.
 * @param warn Gets a sentence for each file that is not a fixture.
 * @throws WeightkitError WK159
 */
export function savedFailures(directory: string, warn: (sentence: string) => void): SavedRound[] {
  const folder = join(directory, FOLDER);
  if (!existsSync(folder)) return [];
  checkInside(directory, folder);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().flatMap((name) => {
    const file = `${FOLDER}/${name}`;
    try {
      const text = readText(join(folder, name), "the saved failure", file, MAX_INPUT.other);
      const round = roundOf(parseRoundFixture(text, file));
      return round === null ? [] : [{ property: name.slice(0, -".json".length), round }];
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      warn(`${file} is left out: ${error.message}`);
      return [];
    }
  });
}

/**
 * Saves the counterexamples, and removes what does not fail any more.
 * @returns the files that were written, relative to the project's folder
 * @throws WeightkitError WK112, WK159
 */
export function saveFailures(directory: string, results: readonly PropertyResult[]): string[] {
  checkInside(directory, join(directory, FOLDER));
  const written: string[] = [];
  for (const { name, counterexample, fixed } of results) {
    const file = `${FOLDER}/${name}.json`;
    if (counterexample !== null) {
      writeInside(directory, directory, [
        { name: file, bytes: fixtureBytes(counterexample.fixture) },
      ]);
      written.push(file);
    } else if (fixed) rmSync(join(directory, file), { force: true });
  }
  return written;
}

export function fixtureBytes(fixture: RoundFixture): Uint8Array {
  return Buffer.from(formatRoundFixture(fixture));
}
