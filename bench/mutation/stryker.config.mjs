// StrykerJS for one room of the testkit, named by MUTATED_ROOM: see run.mjs.

const room = process.env["MUTATED_ROOM"];
const folder = process.env["MUTATION_WORK"];

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "bench/mutation/vitest.config.ts", related: false },
  mutate: [`packages/testkit/src/${room}/**/*.ts`],
  coverageAnalysis: "perTest",
  // Evaluated once when a module loads: a mutant of it cannot be switched on for one test.
  ignoreStatic: true,
  // Texts, whose tests are the recorded outputs of the command; a wrong one is seen there.
  mutator: { excludedMutations: ["StringLiteral"] },
  concurrency: 1,
  timeoutMS: 10_000,
  ignorePatterns: [
    "/docs",
    "/templates/*/node_modules",
    "/examples",
    "*.tgz",
    "/.git",
    "/bench/mutants/failures",
  ],
  tempDirName: `${folder}/sandbox`,
  incremental: true,
  incrementalFile: `${folder}/${room}-incremental.json`,
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `${folder}/${room}.json` },
  allowConsoleColors: false,
  checkers: [],
  // Files stay as they are: the parser does not know AssemblyScript, and a file that is rewritten loses its right to be run.
  disableTypeChecks: false,
};
