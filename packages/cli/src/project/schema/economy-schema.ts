import * as v from "valibot";
import { isAlloAddress } from "@weightkit/testkit/internal/chain/bech32";
import { amount, count, text } from "./field.js";

export const truth = v.strictObject(
  {
    url: v.pipe(
      text("a URL with {timestamp} in it"),
      v.regex(/^https?:\/\/\S+$/i, "a URL that starts with http:// or https://"),
      v.includes("{timestamp}", "a URL with {timestamp} in it"),
      v.description(
        "URL at which the logic requests ground truth; {timestamp} is replaced by UNIX seconds.",
      ),
    ),
    pointer: v.optional(
      v.pipe(
        text("a JSON pointer, e.g. /delay"),
        v.regex(/^(\/.*)?$/s, "a JSON pointer, e.g. /delay"),
        v.description("JSON pointer (RFC 6901) to the value in the answer."),
      ),
      "",
    ),
  },
  "an object",
);

const address = v.pipe(
  text("an allo1… address"),
  v.check(isAlloAddress, "an allo1… address with a valid checksum"),
  v.description("Address, e.g. allo1…"),
);

const participant = {
  address,
  stake: amount("Own stake."),
  delegated: v.optional(amount("Stake that others delegated to it."), "0"),
  joinsAt: count(0, 0, "UNIX seconds of its registration."),
};

const TIME = "UNIX seconds, whole, from 0";

export const economy = v.strictObject(
  {
    epochBlocks: count(1, 600, "Blocks from one payment to the next (epoch_length)."),
    blockSeconds: count(1, 5, "Seconds from block to block."),
    genesis: v.optional(
      v.pipe(
        v.number(TIME),
        v.safeInteger(TIME),
        v.minValue(0, TIME),
        v.description(
          "UNIX seconds of block 0, from which epochs are counted, no later than the first set; the first set's own when left out.",
        ),
      ),
    ),
    emission: v.optional(amount("What the whole network emits in an epoch."), "1000000000"),
    minting: v.optional(
      v.pipe(
        v.picklist(["chain"], '"chain"'),
        v.description(
          "Takes the emission from the chain's own minting instead, 8.493e23 in an epoch before the first halving.",
        ),
      ),
    ),
    fees: v.optional(
      amount("Fees that the topic's demand pays in an epoch. No host pays them out."),
      "0",
    ),
    otherStake: v.optional(amount("Stake in all topics that are not replayed."), "0"),
    othersPay: v.optional(
      v.pipe(
        v.boolean("true or false"),
        v.description(
          "Whether those topics pay out their whole share; what they do not pay rolls over to all topics.",
        ),
      ),
      true,
    ),
    minimumStake: v.optional(amount("Own stake that a participant needs to register."), "0"),
    stakeChanges: v.optional(
      v.pipe(
        text("a path"),
        v.nonEmpty("a path"),
        v.description("Stake that changes later: time,participant,delta,target."),
      ),
    ),
    workerStake: v.optional(amount("Stake of each worker that is not listed."), "1"),
    workers: v.optional(
      v.pipe(
        v.array(v.strictObject(participant, "an object"), "a list of workers"),
        v.description("Workers with a different stake or time of registration."),
      ),
      [],
    ),
  },
  "an object",
);

export const reputers = v.pipe(
  v.array(
    v.strictObject({ ...participant, truth: v.optional(truth) }, "an object"),
    "a list of reputers",
  ),
  v.description(
    "Reputers of a replay, each running the logic with its own weights; one when left out. A reputer's truth is its own source.",
  ),
);
