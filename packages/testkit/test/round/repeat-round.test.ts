import { repeatRound } from "@weightkit/testkit/internal/round/fixture/repeat-round";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { afterAll, describe, expect, it } from "vitest";
import { driveTopic } from "../../src/replay/drive.js";
import type { RoundFixture } from "../../src/round/fixture/round-fixture.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { topic } from "../replay/histories.js";
import { start } from "../support/run.js";
import { watLogic } from "../support/wat.js";

const WRITE = `(import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))`;

/** Weight logic that gives its one worker this weight, of three letters. */
const giving = (weight: string) => {
  const output = `{"type":"weights","weights":{"a":"${weight}"}}`;
  const [iovec, text] = [
    `\\10\\00\\00\\00\\${output.length.toString(16)}\\00\\00\\00`,
    output.replaceAll('"', '\\"'),
  ];
  return watLogic(
    start(
      "(drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))",
      WRITE,
      `(data (i32.const 0) "${iovec}") (data (i32.const 16) "${text}")`,
    ),
  );
};

const half = giving("0.5");
const pool = new WorkerPool(1);
afterAll(() => pool.close());

/** The round at 120 of a topic with two sets. */
async function saved(): Promise<RoundFixture> {
  const rounds: RoundFixture[] = [];
  const plan = {
    history: topic([
      [100, "a", 1],
      [110, "a", 2],
    ]),
    ...{ logic: half, cadences: { inference: 10, weight: 20 }, permissions: [], seed: 3 },
    route: { url: "https://d/{timestamp}", pointer: "/v" },
    singleRuns: true,
  };
  const logic = v8Engine.prepare(half, { limits: DEFAULT_LIMITS, metered: true });
  const onRound = (round: RoundFixture): void => void rounds.push(round);
  const selection = { rounds: [1], failed: false };
  const host = { engine: "v8", logic, http: () => null };
  await driveTopic(plan, host, () => undefined, { selection, onRound });
  const [round] = rounds;
  if (round === undefined) throw new Error("no round");
  return round;
}

describe("a round that is repeated", () => {
  it("comes to the same on the same logic, fuel included", async () => {
    const fixture = await saved();
    const { fixtureDifferences, outcome, stored } = await repeatRound(fixture, half, { pool });
    expect(fixtureDifferences).toEqual([]);
    expect(outcome.fuel).toBe(fixture.expected.fuel);
    expect(outcome.fuel).toBeGreaterThan(0);
    expect(outcome.profile).toBeUndefined();
    expect(stored).toEqual(new Map([["a", 50_000]]));
  });

  it("records where its fuel goes when asked", async () => {
    const { outcome } = await repeatRound(await saved(), half, { pool, profile: true });
    expect(outcome.profile).toBeDefined();
  });

  it("differs on other logic", async () => {
    const { fixtureDifferences, stored } = await repeatRound(await saved(), giving("0.7"), {
      pool,
    });
    expect(stored).toEqual(new Map([["a", 70_000]]));
    expect(fixtureDifferences).toEqual([
      "stdout differs from byte 36 on (40 bytes instead of 40)",
      "weight of a 70,000 instead of 50,000",
    ]);
  });
});
