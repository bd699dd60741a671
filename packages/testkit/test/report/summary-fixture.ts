import type { ReplaySummary } from "../../src/metrics/summary.js";
import type { Fact } from "../../src/replay/facts.js";
import { ended, round, set, started, summarize } from "../metrics/facts.js";

const DAY = 86_400;
const START = 1_696_636_800;

export const failure = {
  code: "WK411",
  message: "the logic aborted: losses must not be empty",
  hint: "look at the line named in the trace",
  place: null,
  exit: 1,
  trace: [
    { name: "logic/weights/score", functionIndex: 12, offset: 3456, source: null },
    {
      name: "logic/weights/main",
      functionIndex: 13,
      offset: 3500,
      source: { file: "logic/weights.ts", line: 12, column: 3 },
    },
  ],
};

/** Eight weekly sets of three workers, rounds every two weeks, the second of which fails. */
export function summaryOf(
  change: { readonly failed?: boolean; readonly stderr?: string } = {},
): ReplaySummary {
  const workers = [
    "allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj",
    "allo1s50ugeqpfpzm9ccmpse9qevqdlwhpmhe0kxx6s",
    "allo1uxwhf402n8wyqs0hn4aj952grlkpfdd7g3982w",
  ];
  const facts: Fact[] = [
    started({
      workers,
      start: START,
      end: START + 56 * DAY,
      inferenceCadence: 7 * DAY,
      values: { kind: "number" },
      weightCadence: 14 * DAY,
      logic: { name: "ema-absolute-error", sha256: "3f2a91c04b1e".padEnd(64, "0") },
    }),
  ];
  for (let week = 0; week <= 8; week += 1) {
    const time = START + week * 7 * DAY;
    if (week % 2 === 0) {
      const failed = change.failed === true && week === 2;
      facts.push(
        round(week / 2, time, {
          fuel: 1_000_000 + week,
          weights: week === 0 ? [NaN, NaN, NaN] : [0.5, 0.3, 0.2],
          ...(failed
            ? { status: "failed", exitCode: 11, failure, stderr: change.stderr ?? "losses: none\n" }
            : {}),
        }),
      );
    }
    if (week === 8) break;
    facts.push(
      set(time, [1000 + week, 1100, 1300], {
        truth: 1000 + week,
        truthAvailableAt: time + 11 * DAY,
        roundAt: START + (Math.floor(week / 2) + 1) * 14 * DAY,
        ...(week > 2 ? { weights: [0.5, 0.3, 0.2] } : {}),
      }),
    );
  }
  facts.push(ended());
  return summarize(facts);
}
