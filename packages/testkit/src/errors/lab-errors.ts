import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";

/** WK660-WK679: comparing, attacking, mutating and searching weight logic. */
export const labErrors = {
  noHonestWeights: descriptor<{ worlds: number; reason: string | null }>({
    code: "WK660",
    exit: ExitCode.logic,
    title: "No weights to attack",
    message: ({ worlds, reason }) =>
      `The logic stored no weights in ${grouped(worlds)} made-up worlds without any adversary${reason === null ? "" : `; its first round failed with ${reason}`}`,
    hint: () =>
      "Check that it learns: `weightkit replay`. Logic that requests truth needs its project, or --truth-url; logic for probabilities, classes or distributions cannot be attacked yet",
  }),
  badPlan: descriptor<{ name: string; why: string }>({
    code: "WK669",
    exit: ExitCode.usage,
    title: "Invalid attack plan",
    message: ({ name, why }) => `${name} is not an attack plan: ${why}`,
    hint: () => "Give the file that `weightkit attack --adaptive` wrote",
  }),
  noMutants: descriptor<{ name: string }>({
    code: "WK665",
    exit: ExitCode.usage,
    title: "No mutants",
    message: ({ name }) =>
      `${name} has no instruction that could be changed: mutants are made of code that a source map leads back to the author's own sources`,
    hint: () => "Run it in a project with AssemblyScript sources that compute something",
  }),
  lowMutationScore: descriptor<{ percent: number; least: number }>({
    code: "WK666",
    exit: ExitCode.logic,
    title: "Mutation score below its threshold",
    message: ({ percent, least }) =>
      `Properties and tests kill ${percent.toFixed(1)}% of the mutants instead of ${least}%`,
    hint: () =>
      "Add tests or declare properties (`check.holds`) for the lines that survived, or lower --min-score",
  }),
  missingCells: descriptor<{ missing: number; cells: number; rung: number | null; listed: string }>(
    {
      code: "WK661",
      exit: ExitCode.usage,
      title: "Incomplete sweep",
      message: ({ missing, cells, rung, listed }) =>
        `${missing} of ${cells} replays are missing${rung === null ? "" : ` in rung ${rung}`}: ${listed}`,
      hint: () =>
        "Run the shards that have not ended, then merge again; shards that ended are not computed twice",
    },
  ),
  mixedSweeps: descriptor<{ first: string; second: string; what: string }>({
    code: "WK662",
    exit: ExitCode.usage,
    title: "Shards of different sweeps",
    message: ({ first, second, what }) =>
      `${first} and ${second} belong to different sweeps: other ${what}`,
    hint: () =>
      "Run all shards with the same logic, history and options, each with its own --shard",
  }),
  noSweep: descriptor<{ name: string }>({
    code: "WK663",
    exit: ExitCode.usage,
    title: "Not a sweep's plan",
    message: ({ name }) => `${name} is not a sweep's plan`,
    hint: () => "Give the folders that `weightkit sweep --store` wrote",
  }),
  otherVersion: descriptor<{ name: string; found: string; own: string }>({
    code: "WK664",
    exit: ExitCode.usage,
    title: "Sweep from another version",
    message: ({ name, found, own }) =>
      `${name} has version ${found}, but this weightkit makes and reads ${own}`,
    hint: () => "Run all shards and the merge with the same weightkit",
  }),
  damagedCell: descriptor<{ path: string; reason: string }>({
    code: "WK675",
    exit: ExitCode.usage,
    title: "Damaged file in a store",
    message: ({ path, reason }) => `${path} is damaged or was changed: ${reason}`,
    hint: () =>
      "Delete it and run the sweep or its shards again with the same --store: only what is missing is computed",
  }),
  kindNotAttacked: descriptor<{ kind: string }>({
    code: "WK676",
    exit: ExitCode.usage,
    title: "Kind of values that cannot be attacked",
    message: ({ kind }) =>
      `The project's topic has values of the kind "${kind}", and the made-up worlds of \`weightkit attack\` have numbers only`,
    hint: () =>
      "Use `weightkit check`, or `weightkit replay` on a history that has a cheating worker",
  }),
  unusableStore: descriptor<{ path: string; reason: string }>({
    code: "WK667",
    exit: ExitCode.usage,
    title: "Unusable store",
    message: ({ path, reason }) => `Cannot write ${path}: ${reason}`,
    hint: () => "Check the folder's permissions, or give another one with --store",
  }),
  storeNotWritten: descriptor<{ path: string; reason: string }>({
    code: "WK668",
    exit: ExitCode.output,
    title: "Store temporarily not writable",
    message: ({ path, reason }) => `Cannot write ${path}: ${reason}`,
    hint: () =>
      "Free some space or wait until the volume is available, then run the same command again: finished replays are kept",
  }),
  adversaryThrew: descriptor<{ name: string; why: string }>({
    code: "WK670",
    exit: ExitCode.usage,
    title: "Adversary that throws",
    message: ({ name, why }) => `The adversary ${name} failed: ${why}`,
    hint: () =>
      "Fix the file at the line that is named. An adversary has no files, network, clock or Math.random",
  }),
  notAnAdversary: descriptor<{ name: string; why: string }>({
    code: "WK671",
    exit: ExitCode.usage,
    title: "Not an adversary",
    message: ({ name, why }) => `${name} is not an adversary: ${why}`,
    hint: () =>
      "Export one object of the type Adversary of @weightkit/testkit/lab: name, does, formula, knows and attack",
  }),
  wrongAttack: descriptor<{ name: string; why: string; seed: number }>({
    code: "WK672",
    exit: ExitCode.usage,
    title: "Attack that cannot be replayed",
    message: ({ name, why, seed }) =>
      `The adversary ${name} attacks the world of seed ${seed} in a way that cannot be replayed: ${why}`,
    hint: () =>
      "Return what `answers` and `joinedBy` of @weightkit/testkit/lab make, or an object of the type Attack",
  }),
  slowAdversary: descriptor<{ name: string; milliseconds: number | null }>({
    code: "WK673",
    exit: ExitCode.usage,
    title: "Adversary that never ends",
    message: ({ name, milliseconds }) =>
      milliseconds === null
        ? `The adversary ${name} needs more memory than a thread has`
        : `The adversary ${name} takes more than ${grouped(milliseconds)} ms for one world`,
    hint: () => "Look for an endless loop; the built-in adversaries take milliseconds",
  }),
  adversaryKnowsMore: descriptor<{ name: string; knows: "own" | "past" | "pool"; set: number }>({
    code: "WK674",
    exit: ExitCode.usage,
    title: "Adversary that knows more than it declares",
    message: ({ name, knows, set }) =>
      `The adversary ${name} declares knows: "${knows}", but its answers up to set ${set} change with ${UNKNOWN[knows]}`,
    hint: ({ knows }) =>
      `Base an answer only on what is known when its set is made${knows === "pool" ? "" : ', or declare more: knows: "past" or "pool"'}; \`knownBefore\` has the sets whose truths are available`,
  }),
};

/** What is hidden from adversaries, by what they know. */
const UNKNOWN = {
  own: "others' answers, truths or its later forecasts",
  past: "others' answers to that set, later answers, or truths that are not available",
  pool: "later answers, or truths that are not available",
} as const;
