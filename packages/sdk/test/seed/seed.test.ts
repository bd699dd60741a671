import { beforeAll, describe, expect, it } from "vitest";
import { compile, compileGuest } from "../support/compile.js";
import { run, type Run } from "../support/host.js";
import { wasm, type WasmModule } from "../support/wasm.js";

let guest: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("seed", { payloadLimit: 1 << 16 });
});

/** Runs the guest, which reads the payload as `topic` asks; its classes are clear, rain, sn"öw and 2. */
function read(topic: string, payload: object | string): Run {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  return run(guest, text, { env: `{"TOPIC_ID":"${topic}"}` });
}

function lines(result: Run): string[] {
  expect(result.trap ?? result.exit).toBeNull();
  expect(result.stdout).toBe("");
  return result.stderr.split("\n").slice(0, -1);
}

/** A set of these workers' values, and the truth for it. */
function round(values: Record<string, unknown>, truth?: unknown, more: object = {}): object {
  const inferences = Object.entries(values).map(([worker, inference]) => ({ worker, inference }));
  const ground_truth = truth === undefined ? [] : [{ timestamp: "9", value: truth }];
  return { inferences: [{ timestamp: "9", inferences }], ...more, ground_truth };
}

/** The facts about inferences, truths and losses. */
function facts(result: Run): string[] {
  return lines(result).filter((line) => /^(?!first|later|worker|set|inferences\[)/.test(line));
}

function notes(result: Run): string[] {
  return lines(result).filter((line) => line.startsWith("inferences["));
}

describe("labels", () => {
  it("become the numbers of their classes, in inferences and truth alike", () => {
    const values = { a: "clear", b: "rain", c: 'sn"öw', d: "rain" };
    expect(facts(read("labels", round(values, "rain")))).toEqual([
      ...["inference a 0", "inference b 1", "inference c 2", "inference d 1"],
      "truth 1",
      ...["zero-one a 1", "zero-one b 0", "zero-one c 1", "zero-one d 0"],
    ]);
  });

  it("may be given by number; a label that reads as a number goes first", () => {
    const values = { a: "0", b: 1, c: "2", d: 2, e: "3", f: "1.0", g: "1e0" };
    expect(facts(read("labels", round(values, 2))).slice(0, 8)).toEqual([
      ...["inference a 0", "inference b 1", "inference c 3", "inference d 3", "inference e 3"],
      ...["inference f 1", "inference g 1", "truth 3"],
    ]);
  });

  it("may be written with escapes", () => {
    const payload =
      '{"inferences":[{"timestamp":"9","inferences":[{"inference":"\\u0072ain","worker":"a"},{"worker":"b","inference":"sn\\"\\u00f6w"}]}]}';
    expect(facts(read("labels", payload))).toEqual([
      "inference a 1",
      "inference b 2",
      "truth unknown",
    ]);
  });

  it.each(
    [
      ...[
        "Rain",
        "rain ",
        " rain",
        "rai",
        "rainy",
        "",
        "4",
        "-1",
        "0.5",
        "1e999",
        "NaN",
        "01",
        "rain\0",
      ],
      ...[null, true, {}, [], ["rain"], { rain: 1 }, 4, -1, undefined],
    ].map((value) => [value]),
  )("a worker that answers %j is left out, with a note", (value) => {
    const result = read("labels", round({ a: value, b: "rain" }));
    expect(facts(result)).toEqual(["inference b 1", "left-out a", "truth unknown"]);
    expect(notes(result)).toHaveLength(1);
    expect(notes(result)[0]).toMatch(
      /^inferences\[0\]\.inferences\[0\]: left out "a": not a label at byte \d+$/,
    );
  });

  it.each([["Rain"], ["4"], [null], [["rain"]], [""]])(
    "a truth of %j ends the run with its place",
    (value) => {
      const result = read("labels", round({ a: "rain" }, value));
      expect(result).toMatchObject({ exit: 65, stdout: "" });
      expect(result.stderr).toMatch(/^ground_truth\[0\]\.value: expected a label at byte \d+\n$/);
    },
  );
});

describe("distributions", () => {
  it("are scored against the class that came", () => {
    const values = { a: "[0.5,0.25,0.25,0]", b: [1, 0, 0, 0], c: " [ 0, 1.0e0 ,\t0 , 0 ]\n" };
    // Of a: (1/2)^2 + (3/4)^2 + (1/4)^2 = 7/8, and ((1/2)^2 + (1/4)^2 + 0) / 3 = 5/48.
    const result = facts(read("distributions", round(values, "rain")));
    expect(result).toEqual([
      ...["inference a 0.5 0.25 0.25 0", "inference b 1 0 0 0", "inference c 0 1 0 0"],
      "truth 1",
      ...["brier a 0.875", "brier b 2", "brier c 0"],
      ...[`ranked a ${5 / 48}`, `ranked b ${1 / 3}`, "ranked c 0"],
    ]);
    expect(facts(read("distributions", round(values, 1)))).toEqual(result);
  });

  it("may miss the sum by a millionth, or by what the author allows", () => {
    const values = {
      a: "[0.3333333,0.3333333,0.3333333,0]",
      b: "[0.33,0.33,0.33,0]",
      c: "[1,0,0,0.02]",
    };
    expect(facts(read("distributions", round(values)))).toEqual([
      "inference a 0.3333333 0.3333333 0.3333333 0",
      ...["left-out b", "left-out c", "truth unknown"],
    ]);
    expect(facts(read("rough", round(values))).slice(1)).toEqual([
      ...["inference b 0.33 0.33 0.33 0", "left-out c", "truth unknown"],
    ]);
  });

  it.each(
    [
      ...[
        "[0.5,0.5,0]",
        "[0.5,0.5,0,0,0]",
        "[1.5,-0.5,0,0]",
        "[1,0,0,0",
        "1,0,0,0]",
        "[1,0,0,0]x",
        "[1,0,0,0][",
        "[1 0 0 0]",
      ],
      ...[
        "[1,0,0,0,]",
        "[,1,0,0]",
        "[01,0,0,0]",
        "[1,0,0,null]",
        '["1",0,0,0]',
        "[[1],0,0,0]",
        "[1e999,0,0,0]",
        "[NaN,1,0,0]",
        "[]",
        "",
        "rain",
      ],
      ...[null, 1, [1, 0, 0], [1, 0, 0, "0"], [1, 0, 0, [0]], {}, "[1,0,0,0]\0", "\u00a0[1,0,0,0]"],
    ].map((value) => [value]),
  )("a worker that answers %j is left out, with a note", (value) => {
    const result = read("distributions", round({ a: value, b: [0, 1, 0, 0] }));
    expect(facts(result)).toEqual(["inference b 0 1 0 0", "left-out a", "truth unknown"]);
    expect(notes(result)[0]).toMatch(/: left out "a": not a distribution at byte \d+$/);
  });

  it("do not take a distribution for a truth", () => {
    const result = read("distributions", round({}, "[0,1,0,0]"));
    expect(result).toMatchObject({ exit: 65 });
    expect(result.stderr).toContain("ground_truth[0].value: expected a label at byte");
  });
});

describe("vectors", () => {
  it("can be quantiles of a number", () => {
    const values = { a: "[10,20,40]", b: "[-1e3,0.5,1]" };
    // Of a and 30: 2 (20/4 + 10/2 + 10/4) / 3 = 25/3.
    const [a, b, truth, quantiles] = facts(read("vectors", round(values, "30")));
    expect([a, b, truth]).toEqual(["inference a 10 20 40", "inference b -1000 0.5 1", "truth 30"]);
    expect(Number(quantiles?.split(" ")[2])).toBeCloseTo(25 / 3, 14);
  });

  it("can have vectors for truth, part by part", () => {
    const result = facts(read("vectors", round({ a: "[10,20,40]", b: [1, 2, 3] }, [7, 8, 9])));
    expect(result).toEqual([
      ...["inference a 10 20 40", "inference b 1 2 3", "truth unknown"],
      ...["truth0 7", "part a 10", "part b 1"],
      ...["truth1 8", "part a 20", "part b 2"],
      ...["truth2 9", "part a 40", "part b 3"],
    ]);
  });

  it("leave out who has not that many numbers", () => {
    const values = { a: "[1,2]", b: "[1,2,3,4]", c: "1,2,3", d: "[1,2,3]", e: [1, 2, 1e308] };
    const result = read("vectors", round(values));
    expect(facts(result).slice(0, 5)).toEqual([
      ...["inference d 1 2 3", "inference e 1 2 1e+308", "left-out a", "left-out b", "left-out c"],
    ]);
    expect(notes(result).every((note) => note.includes(": not a vector at byte"))).toBe(true);
  });

  it.each([["[1,2]"], ["x"], [null], ["1e999"], [[1, 2]], [{}]])(
    "a truth of %j ends the run with its place",
    (value) => {
      const result = read("vectors", round({}, value));
      expect(result).toMatchObject({ exit: 65 });
      expect(result.stderr).toContain(
        "ground_truth[0].value: expected a number or a vector at byte",
      );
    },
  );

  it("refuse a number that is not a vector", () => {
    expect(read("handles", round({ a: [1, 2, 3] })).stderr).toContain("Vectors: no such vector\n");
  });

  it("of one timestamp have one truth", () => {
    const ground_truth = [
      { timestamp: 9, value: [1, 2, 3] },
      { timestamp: "9", value: 4 },
    ];
    const result = read("vectors", { inferences: [], ground_truth });
    expect(result.stderr).toContain("ground_truth[1]: timestamp given twice at byte");
  });
});

describe("the weight matrix", () => {
  const weights = [
    { reputer: "r1", worker: "b", weight: "25000" },
    { reputer: "r2", worker: "a", weight: 100000, more: [{}] },
    { weight: "0", worker: "a", reputer: "r1" },
    { reputer: "r2", worker: "elsewhere", weight: "7" },
  ];
  const latest_weights = { a: "100000", b: "25000" };
  const given = {
    inferences: [{ timestamp: 1, inferences: [{ worker: "a", inference: 5 }] }],
    latest_weights,
  };
  const cells = ["reputer r1", "weight a 0", "weight b 0.25", "reputer r2", "weight a 1"];

  it("gives each reputer's weights in the round's workers, wherever it stands", () => {
    for (const payload of [
      { weights, ...given },
      { ...given, weights },
    ]) {
      expect(lines(read("numbers", payload))).toEqual([
        ...["later", "worker a 1", "worker b 0.25", "set 1", "inference a 5", "truth unknown"],
        ...cells,
      ]);
    }
  });

  it("changes nothing else of the round", () => {
    const without = lines(read("numbers", given));
    expect(
      lines(read("numbers", { ...given, weights })).filter((line) => !cells.includes(line)),
    ).toEqual(without);
  });

  it("has no reputers where none is given", () => {
    expect(lines(read("numbers", given)).some((line) => line.startsWith("reputer"))).toBe(false);
  });

  it("of many reputers and workers is read as it is", () => {
    const names = Array.from({ length: 40 }, (_, i) => `w${i}`);
    const all = names.flatMap((worker, i) =>
      Array.from({ length: 10 }, (_, r) => ({
        reputer: `r${r}`,
        worker,
        weight: String(i * 100 + r),
      })),
    );
    const latest = Object.fromEntries(names.map((name) => [name, "1"]));
    const told = lines(read("numbers", { inferences: [], weights: all, latest_weights: latest }));
    const wanted = Array.from({ length: 10 }, (_, r) => [
      `reputer r${r}`,
      ...names.map((name, i) => `weight ${name} ${(i * 100 + r) / 1e5}`),
    ]).flat();
    expect(told.slice(-wanted.length)).toEqual(wanted);
  });

  const one = { reputer: "r", worker: "w", weight: "1" };
  it.each<[unknown, string]>([
    [[one, one], "weights[1]: weight given twice at byte"],
    [
      [one, { ...one, reputer: "s" }, { ...one, weight: 2 }],
      "weights[2]: weight given twice at byte",
    ],
    [
      [{ reputer: "r", worker: "w" }],
      'weights[0]: missing "reputer", "worker" or "weight" at byte',
    ],
    [[{ ...one, weight: "-1" }], "weights[0].weight: expected an unsigned integer at byte"],
    [
      [{ ...one, weight: "18446744073709551616" }],
      "weights[0].weight: expected an unsigned integer",
    ],
    [[{ ...one, reputer: "" }], "weights[0].reputer: empty name at byte"],
    [[{ ...one, worker: 7 }], "weights[0].worker: expected a string at byte"],
    [[{ ...one, worker: "\ud800" }], "weights[0].worker: lone surrogate at byte"],
    [[7], "weights[0]: expected an object at byte"],
    [{}, "weights: expected an array at byte"],
  ])("refuses %j", (matrix, message) => {
    const result = read("numbers", { inferences: [], weights: matrix });
    expect(result).toMatchObject({ exit: 65, stdout: "" });
    expect(result.stderr).toContain(message);
  });

  it("refuses a key or a matrix given twice", () => {
    const cell = '{"reputer":"r","worker":"w","weight":1,"worker":"w"}';
    expect(read("numbers", `{"inferences":[],"weights":[${cell}]}`).stderr).toContain(
      "weights[0].worker: given twice at byte",
    );
    expect(read("numbers", '{"inferences":[],"weights":[],"weights":[]}').stderr).toContain(
      "weights: given twice at byte",
    );
  });

  it("must be made before the round is read, and knows its reputers only", () => {
    expect(read("late", given)).toMatchObject({ trap: "unreachable" });
    expect(read("late", given).stderr).toContain(
      "WeightMatrix: make it before the round is read\n",
    );
    expect(read("beyond", { ...given, weights }).stderr).toContain("no such index\n");
  });
});

describe("the first round of a host that starts everyone with the same weight", () => {
  it("has stored weights, equal ones, and so is not first", () => {
    // floor(100000 / 3), as the host stores it; rules scale it to sum to 1.
    const latest_weights = { a: "33333", b: "33333", c: "33333" };
    expect(lines(read("numbers", { inferences: [], latest_weights }))).toEqual([
      "later",
      ...["worker a 0.33333", "worker b 0.33333", "worker c 0.33333"],
    ]);
  });

  it("with an empty window is first, as on the chain", () => {
    const payload = { inferences: [], latest_weights: {}, weights: [], ground_truth: [] };
    expect(lines(read("labels", payload))).toEqual(["first"]);
  });
});

describe("logic that does not want it", () => {
  it.each([
    ["Round.read()", ["ground_truth", "label", "not a vector", "reputer"]],
    ["Round.readSeed()", ["label", "not a vector", "reputer"]],
    ['Round.readLabels(["a"])', ["not a vector", "not a distribution", "reputer"]],
  ])("does not carry it: %s", async (expression, absent) => {
    const source = `import { Round } from "@weightkit/sdk";\n${expression}.weights.commit();\n`;
    const bytes = Buffer.from(await compile(source));
    expect(bytes.includes(Buffer.from("inferences", "utf16le"))).toBe(true);
    for (const text of absent)
      expect(bytes.includes(Buffer.from(text, "utf16le")), text).toBe(false);
  });
});

describe("an author's mistakes", () => {
  it.each([
    ['Round.readLabels(["a", "b", "a"])', "labels: a name is given twice\n"],
    ["new WeightMatrix(); new WeightMatrix()", "WeightMatrix: make only one\n"],
    ["new Vectors(0)", "Packing: "],
    ["new Vectors(65537)", "Vectors: at most 65536 parts\n"],
    ['new Distributions(["a"], NaN)', "Distributions: the tolerance must be at least 0\n"],
    ["new Vectors(2).truth(2)", "Packing: no such part\n"],
    ["new Vectors(2).part(0, 0)", "Vectors: no such vector\n"],
  ])("%s", async (expression, message) => {
    const source = `import { Distributions, Round, Vectors, WeightMatrix } from "@weightkit/sdk";\n${expression};\n`;
    const result = run(new wasm.Module(await compile(source)), '{"inferences":[]}');
    expect(result.trap).toBe("unreachable");
    expect(result.stderr).toContain(message);
  });
});
