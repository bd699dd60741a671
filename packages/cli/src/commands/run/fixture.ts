import { resolve } from "node:path";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import { roundErrors } from "@weightkit/testkit/internal/errors/round-errors";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import {
  isRoundFixture,
  parseRoundFixture,
} from "@weightkit/testkit/internal/round/fixture/fixture-file";
import { repeatRound } from "@weightkit/testkit/internal/round/fixture/repeat-round";
import type { RoundFixture } from "@weightkit/testkit/internal/round/fixture/round-fixture";
import type { EngineChoice } from "@weightkit/testkit/internal/runtime/engine-choice";
import { recordExchanges } from "@weightkit/testkit/internal/runtime/http/recording";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { calledBy, isGiven, type Sources } from "../../core/source.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { MAX_INPUT, readText } from "../../files/read.js";
import type { Target } from "../../settings/target.js";
import type { RoundResult } from "./payload.js";

/** Options that set what a round sees, which a fixture already holds. */
const OWN_WORDS = [
  ...["payload", "block-time", "seed", "truth", "truth-url", "truth-pointer", "permission"],
  ...["permissions", "recording", "live", "fuel", "memory-pages", "time-limit", "runtime"],
];

/** A fixture and the path that it was given by. */
export interface GivenFixture {
  readonly file: string;
  readonly fixture: RoundFixture;
}

/**
 * The fixture at a path; null when something else is there, or nothing.
 * @throws WeightkitError WK111, WK117, WK470
 */
export function fixtureAt(path: string | undefined, cwd: string): GivenFixture | null {
  if (path?.endsWith(".json") !== true) return null;
  const full = resolve(cwd, path);
  if (pathStatus(full)?.isFile() !== true) return null;
  const text = readText(full, "the fixture", path, MAX_INPUT.other);
  return isRoundFixture(text) ? { file: path, fixture: parseRoundFixture(text, path) } : null;
}

/** @throws WeightkitError WK108, for each option that contradicts a fixture or is of use with one only */
export function checkFixtureOptions(given: GivenFixture | null, sources: Sources): void {
  const refuse = (name: string, other: string, why: string): WeightkitError =>
    fault(usageErrors.conflictingOptions, { one: calledBy(name, sources), other, why });
  if (given !== null) {
    const why = "The fixture holds all that the round sees; edit it, or run on --payload instead";
    throwFaults(
      OWN_WORDS.filter((name) => isGiven(sources, name)).map((name) =>
        refuse(name, `the fixture ${given.file}`, why),
      ),
    );
  } else if (isGiven(sources, "logic")) {
    const why = "Give the weight logic as PATH; --logic is for running a fixture";
    throw refuse("logic", "a PATH that is not a fixture", why);
  }
}

/** A fixture's round, run again. */
export interface RepeatedResult extends RoundResult {
  readonly fixtureDifferences: readonly string[];
}

/** @throws WeightkitError WK4xx when the logic cannot be prepared */
export async function runFixture(
  { fixture }: GivenFixture,
  { logic }: Target,
  engine: EngineChoice,
  profile = false,
): Promise<RepeatedResult> {
  const pool = new WorkerPool(1);
  try {
    const { blockTime } = fixture.request;
    const round = await repeatRound(fixture, logic, { pool, engine, profile });
    return { ...round, blockTime, recording: recordExchanges(round.outcome.exchanges, blockTime) };
  } finally {
    await pool.close();
  }
}

/** That a round differs from its fixture, as an error; null when it does not. */
export function fixtureFault(
  { file }: GivenFixture,
  { fixtureDifferences: differences }: RepeatedResult,
): WeightkitError | null {
  if (differences.length === 0) return null;
  return fault(roundErrors.roundDiffers, { differences }, { place: { file } });
}

/** One line on how a repeated round compares. */
export function fixtureNote({ file, fixture }: GivenFixture, { logic }: Target): string {
  const same = logic.sha256 === fixture.logic.sha256;
  return same
    ? `${file}: repeated to the byte`
    : `${file}: same output; the logic has other bytes than the fixture's, so fuel, memory and logs were not compared`;
}
