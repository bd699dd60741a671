import * as v from "valibot";
import { DEFAULT_LIMITS, MAX_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { check } from "./check-schema.js";
import { economy, reputers, truth } from "./economy-schema.js";
import { COMMAND_LINE, count, countTo, text, WASM_PATH } from "./field.js";
import { history } from "./history-schema.js";
import { parameters } from "./parameter-schema.js";
import { topic } from "./topic-schema.js";

/** The most that AssemblyScript's allocator gives in one piece is 1 GiB; the SDK asks for a little more than the payload. */
const MAX_PAYLOAD_BYTES = 2 ** 30 - 2 ** 16;

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
    wasm: v.optional(
      v.pipe(
        text("a path"),
        v.regex(WASM_PATH, "a path to a .wasm file inside the project"),
        v.description(
          "A WASM that another toolchain builds (Rust, Go, C). It is packed unchanged, and no entry is compiled.",
        ),
      ),
    ),
    buildCommand: v.optional(
      v.pipe(
        text("a command line"),
        v.regex(COMMAND_LINE, "one line of at most 2,000 characters"),
        v.description(
          "The command line that writes `wasm`, run by the shell in the project's folder: only with --yes, or after a question on the terminal.",
        ),
      ),
    ),
    loss: v.optional(
      v.pipe(
        text("a path"),
        v.regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+\.ts$/, "a path to a .ts file inside the project"),
        v.description(
          "The file that exports the loss for `weightkit serve`: calculate and is_never_negative.",
        ),
      ),
    ),
    gc: v.optional(
      v.pipe(
        v.picklist(["none", "incremental"], '"none" or "incremental"'),
        v.description(
          "Whether memory is freed while the logic runs. With none nothing is, which is smaller, faster and right for most logic; incremental is AssemblyScript's default, which code for @blockless/sdk may rely on.",
        ),
      ),
      "none",
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
