import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import {
  formatStandIn,
  STAND_IN_VARIABLE,
} from "@weightkit/testkit/internal/lab/mutate/stand-in-file";
import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { parseRoundFixture } from "@weightkit/testkit/internal/round/fixture/fixture-file";
import type { RoundFixture } from "@weightkit/testkit/internal/round/fixture/round-fixture";
import { pendingFolder, removeFolder } from "../../../files/temporary.js";
import { findVitest } from "../../../project/vitest.js";
import type { Io } from "../../../ui/io.js";
import { TestProcess, type TestsRun } from "./test-process.js";

export interface ProjectTestsOptions {
  /** Lower-case hex of the published bytes' SHA-256, which the tests load. */
  readonly published: string;
  /** What mutants are made of. */
  readonly unchanged: Logic;
  readonly env: Io["env"];
}

/** A project's own tests, run by its vitest on other bytes than the published ones. */
export class ProjectTests {
  readonly #directory: string;
  readonly #options: ProjectTestsOptions;
  readonly #folder = pendingFolder("weightkit-mutants");
  readonly #all: Seat[] = [];
  readonly #idle: Seat[] = [];
  readonly #waiting: ((seat: Seat) => void)[] = [];
  /** Runs of the logic that the tests make. */
  runs: readonly RoundFixture[] = [];
  /** Why the tests do not count; null when they do. */
  leftOut: string | null = null;
  /** The first test that fails for a mutant and passes for the unchanged logic; null where tests do not count. */
  failingTest: ((mutant: Logic) => Promise<string | null>) | null = null;

  private constructor(directory: string, options: ProjectTestsOptions) {
    this.#directory = directory;
    this.#options = options;
  }

  /** Runs the tests once on the unchanged logic. */
  static async start(directory: string, options: ProjectTestsOptions): Promise<ProjectTests> {
    const tests = new ProjectTests(directory, options);
    if (isInstalled(directory)) await tests.#start();
    else tests.leftOut = "vitest is not installed";
    return tests;
  }

  /** Ends the processes and removes what was written. */
  close(): void {
    for (const { process } of this.#all) process.end();
    removeFolder(this.#folder);
  }

  async #start(): Promise<void> {
    const folder = join(this.#folder, "runs");
    mkdirSync(folder);
    const first = await this.#run(this.#options.unchanged, folder);
    const files = readdirSync(folder).map((name) => join(folder, name));
    this.runs = files.map((file) => parseRoundFixture(readFileSync(file, "utf8"), file));
    if ("failure" in first) {
      this.leftOut = `vitest cannot run them: ${safeText(first.failure)}`;
      return;
    }
    const { passed } = first;
    if (passed.length === 0) this.leftOut = "none passes on an unoptimized build";
    else if (this.runs.length === 0) this.leftOut = "none runs the logic of this project";
    else {
      this.failingTest = async (mutant) => {
        const after = await this.#run(mutant, null);
        if ("failure" in after) return "the process of the tests ended";
        return passed.find((name) => !after.passed.includes(name)) ?? null;
      };
    }
  }

  async #run(logic: Logic, runs: string | null): Promise<TestsRun> {
    const seat = await this.#take();
    writeFileSync(seat.wasm, logic.bytes);
    const { wasm } = seat;
    writeFileSync(seat.file, formatStandIn({ replaces: this.#options.published, wasm, runs }));
    const run = await seat.process.run();
    if ("failure" in run) {
      seat.process.end();
      seat.process = this.#newProcess(seat.file);
    }
    this.#giveBack(seat);
    return run;
  }

  /** One process a core; those beyond wait for their turn. */
  async #take(): Promise<Seat> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.length < availableParallelism()) {
      const seat = this.#newSeat(this.#all.length);
      this.#all.push(seat);
      return seat;
    }
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(seat: Seat): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(seat);
    else next(seat);
  }

  #newSeat(number: number): Seat {
    const file = join(this.#folder, `${number}.json`);
    const wasm = join(this.#folder, `${number}.wasm`);
    return { file, wasm, process: this.#newProcess(file) };
  }

  #newProcess(file: string): TestProcess {
    return new TestProcess(this.#directory, { ...this.#options.env, [STAND_IN_VARIABLE]: file });
  }
}

/** A process for tests, and where it finds what it is to run. */
interface Seat {
  /** Another one once a mutant has ended it. */
  process: TestProcess;
  readonly file: string;
  readonly wasm: string;
}

function isInstalled(directory: string): boolean {
  try {
    findVitest(directory);
    return true;
  } catch (error) {
    if (error instanceof WeightkitError) return false;
    throw error;
  }
}
