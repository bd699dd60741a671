import * as v from "valibot";
import {
  DECLARED_NAMES,
  PROPERTY_NAMES,
} from "@weightkit/testkit/internal/lab/check/property-names";
import { text } from "./field.js";

const REASON = "a reason, as a text";

export const check = v.strictObject(
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
