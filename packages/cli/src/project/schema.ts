import * as v from "valibot";
import { CHAIN_PARAMS } from "@weightkit/testkit/internal/chain/params";
import { isAlloAddress } from "@weightkit/testkit/internal/chain/bech32";
import {
  DECLARED_NAMES,
  PROPERTY_NAMES,
} from "@weightkit/testkit/internal/lab/check/property-names";
import { VALUE_KINDS } from "@weightkit/testkit/internal/kinds/value-model";
import { DEFAULT_LIMITS, MAX_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import { TIME_WANTED } from "../core/read-value.js";
import { parameters } from "./parameter-schema.js";
import { classNames, KINDS_WANTED, packingBase } from "./value-rules.js";

/**
 * The project file's shape. Each message completes "must be …"; each description is the reference's text. Defaults and
 * minimums are the chain's (protocol: topics, cadences) and the runtime's.
 */

const text = (wanted = "a text") => v.string(wanted);

const count = (minimum: number, fallback: number, description: string) =>
  countTo(Number.MAX_SAFE_INTEGER, minimum, fallback, description);

const countTo = (most: number, minimum: number, fallback: number, description: string) => {
  const to = most === Number.MAX_SAFE_INTEGER ? "" : ` to ${most}`;
  const wanted = `a whole number from ${minimum}${to}`;
  const number = v.pipe(
    v.number(wanted),
    v.safeInteger(wanted),
    v.minValue(minimum, wanted),
    v.maxValue(most, wanted),
    v.description(description),
  );
  return v.optional(number, fallback);
};

/** The most that AssemblyScript's allocator gives in one piece is 1 GiB; the SDK asks for a little more than the payload. */
const MAX_PAYLOAD_BYTES = 2 ** 30 - 2 ** 16;

const topic = v.strictObject(
  {
    id: v.optional(
      v.pipe(
        text("the topic's id as a text of digits"),
        v.regex(/^\d{1,20}$/, "the topic's id as a text of digits"),
        v.description("Id of the topic on chain; the logic sees it as TOPIC_ID."),
      ),
      "1",
    ),
    metadata: v.optional(
      v.pipe(text(), v.description("What the topic is about, stored on chain.")),
      "",
    ),
    inferenceCadence: count(
      CHAIN_PARAMS.minRequestCadence,
      3600,
      "Seconds between two requests for inferences.",
    ),
    weightCadence: count(
      CHAIN_PARAMS.minWeightCadence,
      7200,
      "Seconds between two runs of the weight logic.",
    ),
    inferenceLogic: v.optional(
      v.pipe(text(), v.description("Function id of the inference logic.")),
      "bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm",
    ),
    inferenceMethod: v.optional(
      v.pipe(text(), v.description("File name of the inference logic's WASM.")),
      "allora-inference-function.wasm",
    ),
    defaultArg: v.optional(
      v.pipe(text(), v.description("Argument that workers get with each request.")),
      "",
    ),
    valueScale: count(
      1,
      1,
      "What workers multiply values by before answering, since the chain stores whole numbers only.",
    ),
    valueKind: v.optional(
      v.pipe(
        v.picklist(VALUE_KINDS, KINDS_WANTED),
        v.description(
          "What values are; a replay joins and judges them accordingly. A class is a class's number, a distribution a probability for each class.",
        ),
      ),
      "number",
    ),
    classes: v.optional(
      v.pipe(
        classNames,
        v.description(
          "Names of the classes in the order of their numbers, which count from 0; for classes and distributions.",
        ),
      ),
    ),
    packingBase: v.optional(
      v.pipe(
        packingBase,
        v.description(
          "For distributions: each class's part travels to the chain as a digit of this base, the first class's in the highest (the SDK's Packing).",
        ),
      ),
    ),
  },
  "an object",
);

const limits = v.strictObject(
  {
    fuel: count(1, DEFAULT_LIMITS.fuel ?? 1_000_000_000, "Fuel a round may use (limited_fuel)."),
    memoryPages: countTo(
      MAX_LIMITS.memoryPages,
      1,
      DEFAULT_LIMITS.memoryPages ?? 1024,
      "Memory a round may use, in pages of 64 KiB (limited_memory).",
    ),
    payloadBytes: countTo(
      MAX_PAYLOAD_BYTES,
      1024,
      4 << 20,
      "Largest input in bytes that the logic is built to read.",
    ),
    milliseconds: countTo(
      MAX_LIMITS.milliseconds,
      1,
      DEFAULT_LIMITS.milliseconds,
      "Time a round may take on this machine.",
    ),
  },
  "an object",
);

const truth = v.strictObject(
  {
    url: v.pipe(
      text("a URL with {timestamp} in it"),
      v.regex(/^https?:\/\/\S+$/i, "a URL that starts with http:// or https://"),
      v.includes("{timestamp}", "a URL with {timestamp} in it"),
      v.description(
        "URL at which the logic requests ground truth; {timestamp} stands for UNIX seconds.",
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

const path = (fallback: string, description: string) =>
  v.optional(v.pipe(text("a path"), v.nonEmpty("a path"), v.description(description)), fallback);

const turn = v.strictObject(
  {
    worker: v.pipe(
      text("an address or a name"),
      v.nonEmpty("an address or a name"),
      v.description("The worker's address, or its name in the file of workers."),
    ),
    to: v.pipe(
      v.picklist(["bad", "good"], '"bad" or "good"'),
      v.description("What the worker turned."),
    ),
    at: v.pipe(
      v.union(
        [
          v.pipe(v.number(TIME_WANTED), v.safeInteger(TIME_WANTED), v.minValue(0, TIME_WANTED)),
          v.pipe(
            v.string(TIME_WANTED),
            v.check((time) => unixSeconds(time) !== null, TIME_WANTED),
          ),
        ],
        TIME_WANTED,
      ),
      v.description("From when on: UNIX seconds, or a UTC time like 2024-03-01T12:00Z."),
    ),
  },
  "an object",
);

const history = v.strictObject(
  {
    inferences: path("history/inferences.csv", "Recorded inferences: timestamp,worker,value."),
    truth: path("history/truth.csv", "Ground truth: timestamp,value,available_at."),
    workers: v.optional(
      v.pipe(text("a path"), v.nonEmpty("a path"), v.description("Names of workers: worker,name.")),
    ),
    topics: v.optional(
      v.pipe(
        text("a path"),
        v.nonEmpty("a path"),
        v.description(
          "Per-topic settings, for a history with several topics: topic,inference_cadence,weight_cadence,value_scale,truth_url,truth_pointer.",
        ),
      ),
    ),
    onDuplicate: v.optional(
      v.pipe(
        v.picklist(["refuse", "last"], '"refuse" or "last"'),
        v.description(
          "What a second inference of a worker at the same time is: a fault, or as on the chain what counts from then on.",
        ),
      ),
    ),
    turned: v.optional(
      v.pipe(
        v.array(turn, "a list of workers"),
        v.description(
          "Workers that are known to have turned bad or good, and when: the replay then measures how soon their weights followed.",
        ),
      ),
    ),
  },
  "an object",
);

const amount = (description: string) =>
  v.pipe(
    text("a whole amount as a text of digits"),
    v.regex(/^\d{1,30}$/, "a whole amount as a text of digits"),
    v.description(description),
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

const economy = v.strictObject(
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

const reputers = v.pipe(
  v.array(
    v.strictObject({ ...participant, truth: v.optional(truth) }, "an object"),
    "a list of reputers",
  ),
  v.description(
    "Reputers of a replay, each running the logic with its own weights; one when left out. A reputer's truth is its own source.",
  ),
);

const REASON = "a reason, as a text";

const check = v.strictObject(
  {
    holds: v.optional(
      v.pipe(
        v.array(v.picklist(DECLARED_NAMES, "scale, shift or closer-to-truth"), "a list"),
        v.description(
          "Properties that not every sound logic has and that this one does: `weightkit check` checks them as well.",
        ),
      ),
      [],
    ),
    exceptions: v.optional(
      v.pipe(
        v.strictObject(
          Object.fromEntries(
            PROPERTY_NAMES.map((name) => [
              name,
              v.optional(v.pipe(text(REASON), v.nonEmpty(REASON))),
            ]),
          ),
          "an object of reasons",
        ),
        v.description(
          "Properties that do not hold, each with the reason, e.g. the address that the logic knows.",
        ),
      ),
      {},
    ),
    sum: v.optional(
      v.pipe(
        v.number("a number above 0"),
        v.finite("a number above 0"),
        v.gtValue(0, "a number above 0"),
        v.description("What the weights that a round prints sum to, e.g. 1."),
      ),
    ),
    wasmBytes: v.optional(
      v.pipe(
        v.number("a whole number from 1"),
        v.safeInteger("a whole number from 1"),
        v.minValue(1, "a whole number from 1"),
        v.description("Largest WASM in bytes."),
      ),
    ),
  },
  "an object",
);

export const projectSchema = v.strictObject(
  {
    $schema: v.optional(v.pipe(text(), v.description("This schema, for editors."))),
    name: v.pipe(
      text("a name of lower-case letters, digits and dashes"),
      v.regex(
        /^[a-z][a-z0-9-]{0,63}$/,
        "1 to 64 lower-case letters, digits and dashes, starting with a letter",
      ),
      v.description("The project's name; the built WASM is NAME.wasm."),
    ),
    description: v.optional(v.pipe(text(), v.description("One sentence for the manifest.")), ""),
    entry: v.optional(
      v.pipe(
        text("a path"),
        v.regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+\.ts$/, "a path to a .ts file inside the project"),
        v.description("The file with the weight logic."),
      ),
      "logic/weights.ts",
    ),
    target: v.optional(
      v.pipe(
        v.picklist(["blockless", "wasi"], '"blockless" or "wasi"'),
        v.description(
          "Where the payload comes from: blockless_memory, or WASI stdin, which is empty on a b7s network.",
        ),
      ),
      "blockless",
    ),
    topic: v.optional(topic, {}),
    limits: v.optional(limits, {}),
    permissions: v.optional(
      v.pipe(
        v.array(text("a URL prefix"), "a list of URL prefixes"),
        v.description("URL prefixes that the logic may ask, lower case, ending with a slash."),
      ),
      [],
    ),
    env: v.optional(
      v.pipe(
        v.record(text(), text("a text"), "an object of texts"),
        v.description("Environment variables that the logic sees."),
      ),
      {},
    ),
    truth: v.optional(truth),
    history: v.optional(history, {}),
    reputers: v.optional(reputers),
    economy: v.optional(economy),
    check: v.optional(check),
    parameters: v.optional(parameters, {}),
  },
  "an object",
);

/** A project file, valid and with all defaults filled in. */
export type ProjectSettings = v.InferOutput<typeof projectSchema>;
