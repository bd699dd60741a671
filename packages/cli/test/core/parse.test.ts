import { describe, expect, test } from "vitest";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Command } from "../../src/core/command.js";
import { defineCommand } from "../../src/core/define.js";
import { parse, type Environment } from "../../src/core/parse.js";

const toast: Command = defineCommand({
  name: "toast",
  group: "Other",
  summary: "toast bread",
  description: "Toasts bread.",
  args: [
    { name: "BREAD", summary: "what to toast", required: true },
    { name: "SPREAD", summary: "what to put on it", required: false, choices: ["jam", "butter"] },
  ],
  options: [
    {
      title: "Heat",
      options: [
        { name: "burn", kind: "flag", summary: "burn it", example: "--burn" },
        {
          name: "degrees",
          short: "d",
          kind: "integer",
          value: "N",
          minimum: 50,
          default: 180,
          summary: "heat",
          example: "--degrees 200",
        },
        {
          name: "offset",
          kind: "number",
          value: "N",
          minimum: -10,
          maximum: 10,
          summary: "correction",
          example: "--offset 1.5",
        },
      ],
    },
    {
      title: "Output",
      options: [
        {
          name: "note-to",
          kind: "text",
          value: "WHO",
          multiple: true,
          summary: "whom to call",
          example: "--note-to ann",
        },
        {
          name: "side",
          kind: "choice",
          value: "SIDE",
          choices: ["one", "both"],
          default: "both",
          summary: "sides",
          example: "--side one",
          conflicts: [{ option: "burn", why: "A burnt toast is burnt on both" }],
        },
        {
          name: "plate",
          kind: "text",
          value: "FILE",
          summary: "plate",
          example: "--plate blue",
          needs: [{ option: "side", value: "one", why: "Add --side one" }],
        },
      ],
    },
  ],
  examples: [{ command: "weightkit toast rye", explains: "toast rye" }],
  run: () => Promise.resolve(0),
});

function values(line: string, env: Environment = {}) {
  const parsed = parse(toast, line === "" ? [] : line.split(" "), env);
  return parsed.help ? "help" : parsed.values;
}

/** Code and message of every fault. */
function faults(line: string, env: Environment = {}): string[] {
  try {
    parse(toast, line === "" ? [] : line.split(" "), env);
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return [error, ...error.others].map(({ code, message }) => `${code}: ${message}`);
  }
  return [];
}

const NOTHING = {
  bread: "rye",
  spread: undefined,
  burn: false,
  degrees: 180,
  offset: undefined,
  noteTo: [],
  side: "both",
  plate: undefined,
};

describe("values by their declared types", () => {
  test.each<[string, object]>([
    ["rye", {}],
    ["rye jam", { spread: "jam" }],
    ["rye --burn", { burn: true }],
    ["rye --degrees 200", { degrees: 200 }],
    ["rye --degrees=200", { degrees: 200 }],
    ["rye -d 200", { degrees: 200 }],
    ["rye -d200", { degrees: 200 }],
    ["-d 60 rye -d 70", { degrees: 70 }],
    ["rye --offset -2.5", { offset: -2.5 }],
    ["rye --offset=-2.5", { offset: -2.5 }],
    ["rye --note-to ann --note-to bob", { noteTo: ["ann", "bob"] }],
    ["rye --note-to=--burn", { noteTo: ["--burn"] }],
    ["rye --note-to -", { noteTo: ["-"] }],
    ["--burn -- -x", { burn: true, bread: "-x" }],
    ["-- --burn butter", { bread: "--burn", spread: "butter" }],
    ["-- rye --", { bread: "rye", spread: undefined, fault: true }],
  ])("%s", (line, expected) => {
    if ("fault" in expected) expect(faults(line)).toEqual(['WK113: SPREAD cannot be "--"']);
    else expect(values(line)).toEqual({ ...NOTHING, ...expected });
  });

  test("help wins over everything else, unless it follows a double dash", () => {
    expect(values("--nonsense --degrees x -h")).toBe("help");
    expect(values("rye --help")).toBe("help");
    expect(values("-- -h")).toEqual({ ...NOTHING, bread: "-h" });
  });
});

describe("all faults at once, each with its code", () => {
  test.each<[string, string[]]>([
    ["", ["WK106: `toast` needs BREAD"]],
    ["rye jam ham", ['WK107: `toast` takes no argument "ham"']],
    ["rye ham", ['WK113: SPREAD cannot be "ham"']],
    ["rye --brun", ["WK102: `toast` has no option --brun"]],
    ["rye --brun=1", ["WK102: `toast` has no option --brun"]],
    ["rye -x", ["WK102: `toast` has no option -x"]],
    ["rye --burn=yes", ['WK104: --burn takes no value, but got "yes"']],
    ["rye --degrees", ["WK103: --degrees needs a value"]],
    ["rye --degrees --burn", ["WK103: --degrees needs a value"]],
    ["rye --degrees=", ["WK103: --degrees needs a value"]],
    ["rye --degrees 49", ['WK105: --degrees cannot be "49"']],
    ["rye --degrees 1.5", ['WK105: --degrees cannot be "1.5"']],
    ["rye --degrees 1e3", ['WK105: --degrees cannot be "1e3"']],
    ["rye --degrees 0x80", ['WK105: --degrees cannot be "0x80"']],
    ["rye --degrees 99999999999999999999", ['WK105: --degrees cannot be "99999999999999999999"']],
    ["rye --offset -11", ['WK105: --offset cannot be "-11"']],
    ["rye --side up", ['WK105: --side cannot be "up"']],
    ["rye --side one --burn", ["WK108: --side and --burn cannot be used together"]],
    ["rye --plate blue", ["WK119: --plate has no effect without --side one"]],
    [
      "--porridge --burn=no --degrees hot --side up --note-to",
      [
        "WK102: `toast` has no option --porridge",
        'WK104: --burn takes no value, but got "no"',
        'WK105: --degrees cannot be "hot"',
        "WK103: --note-to needs a value",
        'WK105: --side cannot be "up"',
      ],
    ],
    [
      "--plate blue --burn --side both",
      [
        "WK106: `toast` needs BREAD",
        "WK108: --side and --burn cannot be used together",
        "WK119: --plate has no effect without --side one",
      ],
    ],
  ])("%s", (line, expected) => {
    expect(faults(line)).toEqual(expected);
  });
});

describe("the environment", () => {
  const env = { WEIGHTKIT_DEGREES: "70", WEIGHTKIT_BURN: "1", WEIGHTKIT_NOTE_TO: "ann" };

  test("stands for options; the command line wins", () => {
    expect(values("rye", env)).toEqual({ ...NOTHING, degrees: 70, burn: true, noteTo: ["ann"] });
    expect(values("rye -d 60 --note-to bob", env)).toEqual({
      ...{ ...NOTHING, degrees: 60, burn: true, noteTo: ["bob"] },
    });
  });

  test.each<[string, boolean]>([
    ["true", true],
    ["TRUE", true],
    ["0", false],
    ["false", false],
    ["", false],
  ])("a flag that is %o", (text, burn) => {
    expect(values("rye", { WEIGHTKIT_BURN: text })).toEqual({ ...NOTHING, burn });
  });

  test("is validated like options, under the names of its variables", () => {
    const bad = { WEIGHTKIT_DEGREES: "hot", WEIGHTKIT_BURN: "maybe", WEIGHTKIT_SIDE: "up" };
    expect(faults("rye --offset 11", bad)).toEqual([
      'WK105: WEIGHTKIT_BURN cannot be "maybe"',
      'WK105: WEIGHTKIT_DEGREES cannot be "hot"',
      'WK105: --offset cannot be "11"',
      'WK105: WEIGHTKIT_SIDE cannot be "up"',
    ]);
    expect(faults("rye --side one", { WEIGHTKIT_BURN: "1" })).toEqual([
      "WK108: --side and WEIGHTKIT_BURN cannot be used together",
    ]);
    expect(faults("rye --side one", { WEIGHTKIT_BURN: "0" })).toEqual([]);
  });

  test("the source of every value is known", () => {
    const parsed = parse(toast, ["rye", "--side", "one"], { WEIGHTKIT_DEGREES: "70" });
    expect(parsed.help ? null : Object.fromEntries(parsed.sources)).toEqual({
      burn: { kind: "default" },
      degrees: { kind: "environment", variable: "WEIGHTKIT_DEGREES" },
      side: { kind: "command line" },
    });
  });
});

describe("an argument that takes many words", () => {
  const stack: Command = defineCommand({
    name: "stack",
    group: "Other",
    summary: "stack slices",
    description: "Stacks slices.",
    args: [
      { name: "PLATE", summary: "where", required: true },
      { name: "SLICE", summary: "what", required: true, multiple: true },
    ],
    options: [],
    examples: [{ command: "weightkit stack plate a b", explains: "two slices" }],
    run: async () => Promise.resolve(0),
  });

  test("it gets all that are left", () => {
    expect(parse(stack, ["p", "a", "b"], {})).toMatchObject({
      values: { plate: "p", slice: ["a", "b"] },
    });
  });

  test("at least one where it is required", () => {
    expect(() => parse(stack, ["p"], {})).toThrow(expect.objectContaining({ code: "WK106" }));
  });
});
