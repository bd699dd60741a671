import { describe, expect, test } from "vitest";
import { leastInferences } from "../../../src/chain/liveness.js";
import { refuseTopic } from "../../../src/chain/params.js";
import { WeightMatrix } from "../../../src/chain/weight-matrix.js";
import { AddressIds, chainRun } from "./vectors.js";

test("liveness.json: the least number of inferences of every epoch length and cadence", () => {
  const cases = chainRun("liveness") as { epoch: number; cadence: number; least: number }[];
  expect(cases).toHaveLength(1096);
  for (const { epoch, cadence, least } of cases) {
    expect([epoch, cadence, leastInferences(epoch, cadence)]).toEqual([epoch, cadence, least]);
  }
});

test("topic-minimums.json: cadences that the chain takes, and its words for the others", () => {
  const cases = chainRun("topic-minimums") as { ic: string; wc: string; answer: string }[];
  expect(cases).toHaveLength(132);
  for (const { ic, wc, answer } of cases) {
    const refusal = refuseTopic({ inferenceCadence: BigInt(ic), weightCadence: BigInt(wc) });
    expect([ic, wc, refusal ?? "<nil>"]).toEqual([ic, wc, answer]);
  }
});

interface Message {
  readonly topic: number;
  readonly reputer: string;
  readonly worker: string;
  readonly weight: string;
}

interface Sequence {
  readonly id: number;
  readonly msgs: readonly (readonly Message[])[];
  readonly states: readonly Record<string, Record<string, string>>[];
}

describe("set-weights.json", () => {
  const sequences = chainRun("set-weights") as Sequence[];

  test.each(sequences.map((one) => [one.id, one] as const))(
    "sequence %i",
    (_, { msgs, states }) => {
      const mine = (message: readonly Message[]): Message[] =>
        message.filter(({ topic }) => topic === 1);
      const reputers = [...new Set(msgs.flat().map(({ reputer }) => reputer))];
      const workers = new AddressIds();
      const matrix = new WeightMatrix(reputers.length, 256);
      const found = msgs.map((message) => {
        for (const { reputer, worker, weight } of mine(message)) {
          matrix.set(reputers.indexOf(reputer), workers.of(worker), Number(weight));
        }
        return Object.fromEntries(
          reputers.flatMap((reputer, row) => {
            const entries = workers.all.flatMap((worker, id) => {
              const uint = matrix.get(row, id);
              return Number.isNaN(uint) ? [] : [[worker, BigInt(uint).toString()] as const];
            });
            return entries.length === 0 ? [] : [[reputer, Object.fromEntries(entries)] as const];
          }),
        );
      });
      expect(found).toEqual(states);
    },
  );
});
