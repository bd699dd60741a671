import { PayloadWriter } from "../../payload.js";
import type { Host } from "../host.js";
import { ChainLedger } from "./ledger.js";
import { chainRounds } from "./schedule.js";

/** allora-chain v0.0.9 to the letter, with the head node df81074. */
export const CHAIN_HOST: Host = {
  name: "chain",
  title: "allora-chain v0.0.9",
  integers: true,
  handsAttachments: false,
  disturbances: ["late", "outages", "noDemand"],
  secondRuns: true,
  submitsFailures: true,
  registersWithoutCoins: true,
  keepsMinimum: true,
  truncates: false,
  payloadHolds: `weights of "0" before the first round, and no truth in the payload`,
  severalReputers: "one reputer's weight of each worker in the payload, whose is chance",
  money: "rewards restaked, what is not paid rolled over",
  asksForLiveness: true,
  rounds: chainRounds,
  payloads() {
    const writer = new PayloadWriter();
    return {
      add: (addresses) => {
        writer.add(addresses);
      },
      write: ({ sets, weights, order }) => writer.write(sets, weights, order),
    };
  },
  ledger: (start) => new ChainLedger(start),
};
