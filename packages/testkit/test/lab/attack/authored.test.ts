import { afterAll, describe, expect, test } from "vitest";
import type { Attack } from "../../../src/lab/attack/adversary.js";
import { ADVERSARIES } from "../../../src/lab/attack/adversaries.js";
import { authoredAdversary } from "../../../src/lab/attack/authored/authored-adversary.js";
import { runAuthored } from "../../../src/lab/attack/authored/authored-job.js";
import type { AuthoredSource } from "../../../src/lab/attack/authored/authored-source.js";
import { opportunityIn } from "../../../src/lab/attack/opportunity.js";
import { LADDER, makeWorld } from "../../../src/lab/attack/world.js";
import { WorkerPool } from "../../../src/threads/pool.js";

const SCENE = { design: { ...LADDER, sets: 40 }, seeds: [3, 4], worker: 3 };

function source(code: string, imports: Record<string, string> = {}): AuthoredSource {
  const file = { path: "attacks/bad.ts", sha256: "" };
  return { name: "bad", modules: [{ place: "/p/attacks/bad.ts", file, code, imports }] };
}

/** An adversary whose `attack` has this body on its second line. */
const attacking = (body: string, more = 'knows: "own"'): AuthoredSource =>
  source(`const lab = require("@weightkit/testkit/lab"); exports.bad = { name: "bad", does: "errs", formula: "x", ${more}, attack(o) {
${body}
} };`);

const attacksOf = (given: AuthoredSource): readonly Attack[] =>
  runAuthored({ source: given, scene: SCENE, milliseconds: 5000 }).attacks;

const thrown = (given: AuthoredSource): unknown => {
  try {
    attacksOf(given);
  } catch (error) {
    return error;
  }
  return null;
};

test("does in each world what the same code does that is built in", () => {
  const copied = attacking("return lab.ADVERSARIES.find((one) => one.name === 'noise').attack(o);");
  const noise = ADVERSARIES.find(({ name }) => name === "noise");
  expect(attacksOf(copied)).toEqual(
    SCENE.seeds.map((seed) =>
      noise?.attack(opportunityIn(makeWorld(SCENE.design, seed), seed, SCENE)),
    ),
  );
});

test("begins anew in every world, and writes into its own copy of it", () => {
  const counting = source(`let calls = 0;
    exports.bad = { name: "bad", does: "counts", formula: "n", knows: "own", attack({ world, worker }) {
      calls += 1;
      world.names[worker].answers.fill(calls);
      return { world, names: [worker], before: [worker] };
    } };`);
  for (const { world } of attacksOf(counting)) {
    expect(new Set(world.names[3]?.answers)).toEqual(new Set([1]));
  }
});

test("may have further names, a node and a network", () => {
  const [attack] = attacksOf(
    attacking(
      `const further = [{ address: o.newAddress(0), answers: Array.from(o.world.truths, () => NaN) }];
       return { ...lab.joinedBy(lab.answers(o, (_, own) => own), further), node: { kind: "equal" } };`,
      'knows: "own", network: { stakes: [1n, 1n], ownAddress: false, faster: 1 }',
    ),
  );
  expect(attack?.names).toEqual([3, 8]);
  expect(attack?.node).toEqual({ kind: "equal" });
  expect(attack?.world.names[8]?.answers).toEqual(new Float64Array(40).fill(NaN));
});

describe("faults", () => {
  const SAME = "lab.answers(o, (_, own) => own)";
  test.each([
    ["throws", "return o.nothing.at(0)", "TypeError: Cannot read properties of undefined"],
    ["throws no error", "throw 5", "it threw number"],
    [
      "asks for the time",
      "return lab.answers(o, () => Date.now())",
      "Date would give other results",
    ],
    ["draws its own numbers", "return lab.answers(o, () => Math.random())", "Math.random"],
    ["imports a module of Node.js", 'require("fs")', "it imports fs"],
    [
      "misspells a tool",
      "return lab.answer(o)",
      "has no answer for adversaries; there are answers",
    ],
    ["looks for the process", "process.exit(0)", "process is not defined"],
  ])("code that %s is WK670 at its line", (_, body, words) => {
    const error = thrown(attacking(body));
    expect(error).toMatchObject({ code: "WK670" });
    expect(String(error)).toContain(words);
    if (words !== "it threw number")
      expect(error).toMatchObject({ place: { file: "/p/attacks/bad.ts", line: 2 } });
  });

  test.each([
    ["a number", "return 5", "is not an object"],
    ["a promise", "return (async () => { throw new Error('late'); })()", "a promise"],
    ["an unknown field", `return { ...${SAME}, nodes: 1 }`, "has a field nodes"],
    ["fewer names", "return { world: { names: [] }, names: [3], before: [3] }", "has 0 names"],
    ["an index that nobody has", `return { ...${SAME}, names: [3, 8] }`, "names has 8"],
    ["not the adversary itself", `return { ...${SAME}, names: [2] }`, "has to have 3"],
    ["a name twice", `return { ...${SAME}, before: [3, 3] }`, "before has a name twice"],
    [
      "others' answers",
      "o.world.names[0].answers[5] = 1; return " + SAME,
      "world.names[0] answers",
    ],
    ["others' addresses", "o.world.names[0].address = 'a'; return " + SAME, "names[0].address"],
    [
      "a made-up address",
      `return lab.joinedBy(${SAME}, [{ address: "me", answers: o.world.truths }])`,
      "not an address",
    ],
    [
      "too few answers",
      "o.world.names[3].answers = [1]; return " + SAME,
      "has 1 numbers for 40 sets",
    ],
    [
      "an answer that is a text",
      "return lab.answers({ ...o, world: { ...o.world, names: o.world.names.map((n) => ({ ...n, answers: Array.from(n.answers) })) } }, () => 'a')",
      '[0] is "a", not a number',
    ],
    ["a node without a network", `return { ...${SAME}, node: { kind: "equal" } }`, "moves a node"],
  ])("an attack with %s is WK672", (_, body, words) => {
    const error = thrown(attacking(body));
    expect(error).toMatchObject({ code: "WK672", place: { file: "/p/attacks/bad.ts" } });
    expect(String(error)).toContain(words);
  });

  test.each([
    ["exports nothing", "", "exports nothing"],
    ["exports two", "exports.a = 1; exports.b = 2;", "exports a, b"],
    ["exports a number", "exports.a = 1;", "the adversary is not an object"],
    ["has another name", "exports.a = { name: 'good' };", 'name has to be "bad"'],
    ["has no code", "exports.a = { name: 'bad' };", "attack is not a function"],
    ["does nothing", "exports.a = { name: 'bad', attack() {} };", "does is not a sentence"],
    [
      "writes a poem",
      `exports.a = { name: 'bad', does: 'a\\nb', attack() {} };`,
      "does is not a sentence",
    ],
    [
      "knows all",
      "exports.a = { name: 'bad', does: 'a', formula: 'b', knows: 'all', attack() {} };",
      'knows is "all"',
    ],
    [
      "has free stake",
      "exports.a = { name: 'bad', does: 'a', formula: 'b', knows: 'own', network: { stakes: [1], ownAddress: true, faster: 1 }, attack() {} };",
      "bigint above 0",
    ],
    ["has a typing error", "exports.a = { name: 'bad', netwerk: 1 };", "has a field netwerk"],
  ])("a file that %s is WK671", (_, code, words) => {
    const error = thrown(source(code));
    expect(error).toMatchObject({ code: "WK671", place: { file: "/p/attacks/bad.ts" } });
    expect(String(error)).toContain(words);
  });

  test("an adversary that peeks is WK674", () => {
    const error = thrown(
      attacking("return lab.answers(o, (set) => o.world.truths[set])", 'knows: "pool"'),
    );
    expect(error).toMatchObject({ code: "WK674", place: { file: "/p/attacks/bad.ts" } });
    expect(String(error)).toContain('declares knows: "pool"');
  });
});

describe("in a thread", () => {
  const pool = new WorkerPool(1);
  afterAll(async () => pool.close());

  test.each([
    ["while it is loaded", source("for (;;) {}"), "takes more than 200 ms"],
    ["in a world", attacking("for (;;) {}"), "takes more than 200 ms"],
    [
      "and fills its memory",
      attacking("const all = []; for (;;) all.push(new Array(1e6).fill(0.5));"),
      "",
    ],
  ])("a loop without an end %s is WK673", async (_, given, words) => {
    const found = async (): Promise<unknown> =>
      (await authoredAdversary(given, pool, words === "" ? 600_000 : 200)).attacks(SCENE);
    const error: unknown = await found().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "WK673" });
    expect(String(error)).toContain(words);
  });
});
