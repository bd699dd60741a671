import type { Host } from "../host.js";
import { SeedLedger } from "./ledger.js";
import { seedPayload } from "./payload.js";
import { seedRounds } from "./schedule.js";

/** The design of the seed document ("Technical Architecture"), which no release has had. */
export const SEED_HOST: Host = {
  name: "seed",
  title: "the seed document's design",
  integers: false,
  handsAttachments: true,
  disturbances: ["late", "skip"],
  secondRuns: false,
  submitsFailures: false,
  registersWithoutCoins: false,
  keepsMinimum: false,
  truncates: true,
  payloadHolds: "uniform weights before the first round, and the known truth in the payload",
  severalReputers: "every reputer's weights in the payload",
  money: "each epoch's emission paid out for itself, reputers by the square of their stake",
  asksForLiveness: false,
  rounds: seedRounds,
  payloads() {
    const workers: string[] = [];
    return {
      add: (addresses) => {
        for (const address of addresses) workers.push(address);
      },
      write: (state) => seedPayload({ ...state, workers, truths: state.truths() }),
    };
  },
  ledger: (start) => new SeedLedger(start),
};
