import * as v from "valibot";
import { PARAMETER_NAME } from "@weightkit/testkit/internal/wasm/parameter";

/** `parameters` of the project file: what the logic's parameters may be. */

const NUMBER = "a number, true or false";
const BOUND = "a number";
const VALUES = "a list of 1 to 1000 numbers";
const NAME = "a name of 1 to 32 letters, digits, _ and -, a letter first";

const bound = (description: string) =>
  v.optional(v.pipe(v.number(BOUND), v.finite(BOUND), v.description(description)));

const value = v.union([v.pipe(v.number(NUMBER), v.finite(NUMBER)), v.boolean(NUMBER)], NUMBER);

const parameter = v.strictObject(
  {
    value: v.optional(
      v.pipe(
        value,
        v.description("What the build bakes in; the value in the logic's source when left out."),
      ),
    ),
    min: bound("Smallest value."),
    max: bound("Largest value."),
    scale: v.optional(
      v.pipe(
        v.picklist(["linear", "log"], '"linear" or "log"'),
        v.description(
          "How a sweep spaces values between min and max: evenly, or by equal factors.",
        ),
      ),
      "linear",
    ),
    values: v.optional(
      v.pipe(
        v.array(value, VALUES),
        v.minLength(1, VALUES),
        v.maxLength(1000, VALUES),
        v.description("The only values that it may have."),
      ),
    ),
  },
  "an object",
);

export type ParameterSettings = v.InferOutput<typeof parameter>;

export const parameters = v.pipe(
  v.record(v.pipe(v.string(NAME), v.regex(PARAMETER_NAME, NAME)), parameter, "an object"),
  v.description("Ranges of the parameters that the logic takes by Param, by name."),
);
