import * as v from "valibot";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import { TIME_WANTED } from "../../core/read-value.js";
import { path, text } from "./field.js";

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

export const history = v.strictObject(
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
