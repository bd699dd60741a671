import { randomUUID } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadLogic } from "../logic/load.js";
import { kindOf } from "../logic/read-file.js";
import { mergeCoverage, type Coverage } from "../profile/coverage/coverage.js";
import { COVERAGE_VARIABLE, formatCoverage } from "../profile/coverage/coverage-file.js";
import { CoveragePlan } from "../profile/coverage/coverage-plan.js";
import { fixtureAnswerer } from "../round/fixture/fixture-answers.js";
import type { RunRequest, SyncPreparedLogic } from "../runtime/engine.js";
import { DEFAULT_LIMITS } from "../runtime/limits.js";
import { v8Engine } from "../runtime/v8/v8-engine.js";

/**
 * The logic, each run of which is also made in the debug build next to its package, where lines and conditions can be counted; the
 * results are the published bytes'. Unchanged where nobody asks for coverage or there is no debug build.
 * @param file the package, its manifest or its WASM
 */
export function withCoverage(prepared: SyncPreparedLogic, file: string): SyncPreparedLogic {
  const folder = process.env[COVERAGE_VARIABLE];
  if (folder === undefined || folder === "") return prepared;
  const debug = join(kindOf(file) === "folder" ? file : dirname(file), "debug", "manifest.json");
  if (!existsSync(debug)) return prepared;
  const recorder = new CoverageRecorder(debug, join(folder, `${randomUUID()}.json`));
  return {
    logic: prepared.logic,
    run: (request) => {
      const outcome = prepared.run(request);
      const answers = outcome.exchanges.filter(({ refused }) => !refused);
      recorder.run({ ...request, http: fixtureAnswerer(answers) });
      return outcome;
    },
  };
}

/** Runs a debug build and keeps a file of all that its runs have covered. */
class CoverageRecorder {
  readonly #prepared: SyncPreparedLogic;
  readonly #plan: CoveragePlan;
  readonly #file: string;
  #covered: Coverage = new Map();

  constructor(debug: string, file: string) {
    const logic = loadLogic(debug);
    // Debug builds use more of everything; what counts against the limits is the published build.
    const limits = {
      ...DEFAULT_LIMITS,
      fuel: null,
      milliseconds: 10 * DEFAULT_LIMITS.milliseconds,
    };
    this.#prepared = v8Engine.prepare(logic, { metered: true, profile: true, limits });
    this.#plan = new CoveragePlan(logic);
    this.#file = file;
  }

  run(request: RunRequest): void {
    const { profile } = this.#prepared.run(request);
    if (profile === undefined) return;
    this.#covered = mergeCoverage([this.#covered, this.#plan.of(profile)]);
    // Nothing is heard of a test process's end: each run leaves the file complete.
    writeFileSync(this.#file, formatCoverage(this.#covered));
  }
}
