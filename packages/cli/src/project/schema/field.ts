import * as v from "valibot";

// What the project file's parts share. Each message completes "must be …"; each description is the reference's text.

export const text = (wanted = "a text") => v.string(wanted);

export const count = (minimum: number, fallback: number, description: string) =>
  countTo(Number.MAX_SAFE_INTEGER, minimum, fallback, description);

export const countTo = (most: number, minimum: number, fallback: number, description: string) => {
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

export const path = (fallback: string, description: string) =>
  v.optional(v.pipe(text("a path"), v.nonEmpty("a path"), v.description(description)), fallback);

export const amount = (description: string) =>
  v.pipe(
    text("a whole amount as a text of digits"),
    v.regex(/^\d{1,30}$/, "a whole amount as a text of digits"),
    v.description(description),
  );

/** A WASM below the project's folder, with slashes. */
export const WASM_PATH = /^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+\.wasm$/;

/** A command line for the shell, which can be shown on one line before it runs. */
export const COMMAND_LINE = /^[^\p{Cc}\p{Cf}\u2028\u2029]{1,2000}$/u;
