// Pages of every kind that weightkit writes, made by its own commands of examples, templates and simulated histories.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ROOT } from "./play.mjs";
import { copyProject } from "./report.mjs";

const WEEK = 604_800;
const SWEEP = ["sweep", ".", "--sets", "40", "--range", "alpha=0.05..1"];
const SEASON = ["--cadence", String(WEEK), "--truth-lag", String(WEEK), "--period", "31536000"];

/**
 * Names of pages, and what writes each into a folder of its bench and gives its path.
 * @type {Record<string, (bench: Bench) => string>}
 */
const PAGES = {
  number: (bench) => bench.page(bench.copy("examples/seattle-weather"), ["replay"]),
  "number-rewards": (bench) => {
    const project = bench.copy("examples/sf-traffic");
    bench.change(project, (settings) =>
      Object.assign(settings, { economy: { epochBlocks: 3600 } }),
    );
    return bench.page(project, ["replay"]);
  },
  "number-many": (bench) => {
    const project = bench.project("templates/multiplicative-weights", 2);
    bench.simulate(project, ["--workers", "79", "--sets", "88", ...SEASON]);
    return bench.page(project, ["replay"]);
  },
  probability: (bench) => bench.page(bench.copy("templates/probability"), ["replay"]),
  class: (bench) => bench.page(bench.copy("templates/classification"), ["replay"]),
  distribution: (bench) => {
    const project = bench.project("templates/bare");
    bench.distributions(project);
    return bench.page(project, ["replay"]);
  },
  failing: (bench) =>
    bench.page(bench.copy("templates/ema-absolute-error"), ["replay", "--fuel", "35000"]),
  topics: (bench) => bench.page(bench.topics(53), ["replay"]),
  compare: (bench) =>
    bench.page(bench.copy("templates/ema-absolute-error"), ["compare", ".", ...bench.rivals()]),
  "compare-topics": (bench) => bench.page(bench.topics(4), ["compare", ".", ...bench.rivals()]),
  sweep: (bench) => bench.page(bench.copy("templates/ema-absolute-error"), SWEEP),
  "sweep-topics": (bench) => bench.page(bench.topics(4), ["sweep", ".", "--sets", "40"]),
  attack: (bench) =>
    bench.page(bench.copy("templates/ema-absolute-error"), ["attack", "--worlds", "10"]),
  "attack-victim": (bench) =>
    bench.page(bench.copy("templates/multiplicative-weights"), [
      ...["attack", "--worlds", "6", "--single-runs", "--victim", "1"],
      ...["--adversary", "griefer", "--adversary", "copy-median", "--adversary", "honest"],
    ]),
  merge: (bench) => bench.merged(bench.copy("templates/ema-absolute-error"), SWEEP),
};

/**
 * Writes pages into a folder.
 * @param {string} folder
 * @param {readonly string[]} only names; none for all
 * @returns {{ name: string, file: string }[]}
 */
export function reportPages(folder, only = []) {
  return Object.entries(PAGES)
    .filter(([name]) => only.length === 0 || only.includes(name))
    .map(([name, make]) => ({ name, file: make(new Bench(join(folder, name))) }));
}

class Bench {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /**
   * Copies a project without what was built in it.
   * @param {string} source
   */
  copy(source) {
    const copy = join(this.folder, basename(source));
    copyProject(source, copy);
    return copy;
  }

  /**
   * Changes a project's weightkit.json.
   * @param {string} project
   * @param {(settings: any) => void} by
   */
  change(project, by) {
    const file = join(project, "weightkit.json");
    const settings = JSON.parse(readFileSync(file, "utf8"));
    by(settings);
    writeFileSync(file, JSON.stringify(settings));
  }

  /** Copies of other rules, to compare with. */
  rivals() {
    return ["robust", "consensus"].map((name) => {
      this.copy(`templates/${name}`);
      return `../${name}`;
    });
  }

  /**
   * A project whose history is still to be made, of a topic with a set a week.
   * @param {string} source
   * @param {number} [weeks] from one round to the next; absent, the project's own cadences
   */
  project(source, weeks) {
    const copy = this.copy(source);
    this.change(copy, (settings) => {
      delete settings.history.turned;
      if (weeks === undefined) return;
      settings.topic = {
        metadata: "Admissions to hospitals, weekly",
        inferenceCadence: WEEK,
        weightCadence: weeks * WEEK,
      };
    });
    return copy;
  }

  /**
   * @param {string} project
   * @param {string[]} options
   */
  simulate(project, options) {
    this.#run(project, ["history", "simulate", "--force", ...options]);
  }

  /**
   * A project with several topics, each simulated with another seed and other workers' errors.
   * @param {number} count
   */
  topics(count) {
    const project = this.project("templates/multiplicative-weights", 4);
    const parts = Array.from({ length: count }, (_, i) => {
      const errors = [
        "--best-error",
        String(60 + 5 * (i % 9)),
        "--worst-error",
        String(110 + 40 * (i % 7)),
      ];
      const size = ["--workers", "20", "--sets", "60", "--level", String(600 + 90 * i)];
      this.simulate(project, ["--seed", String(i + 1), ...size, ...errors, ...SEASON]);
      return ["inferences", "truth"].map((name) =>
        readFileSync(join(project, "history", `${name}.csv`), "utf8")
          .trim()
          .split("\n")
          .map((line, row) => `${row === 0 ? "topic" : 101 + i},${line}`),
      );
    });
    for (const [i, name] of ["inferences", "truth"].entries()) {
      const lines = parts.flatMap((part, k) => part[i]?.slice(k === 0 ? 0 : 1) ?? []);
      writeFileSync(join(project, "history", `${name}.csv`), `${lines.join("\n")}\n`);
    }
    return project;
  }

  /**
   * Makes a project's topic one of distributions: each of three classes gets the more, the closer a simulated number is to it.
   * @param {string} project
   */
  distributions(project) {
    this.simulate(project, ["--workers", "12", "--sets", "240"]);
    const at = (/** @type {string} */ name) => join(project, "history", name);
    const middles = [1000, 1600, 2200];
    const rewrite = (
      /** @type {string} */ name,
      /** @type {number} */ column,
      /** @type {(value: number) => number} */ by,
    ) => {
      const lines = readFileSync(at(name), "utf8").trim().split("\n");
      const changed = lines.map((line, row) => {
        const cells = line.split(",");
        if (row > 0) cells[column] = String(by(Number(cells[column])));
        return cells.join(",");
      });
      writeFileSync(at(name), `${changed.join("\n")}\n`);
    };
    rewrite("inferences.csv", 2, (value) => {
      const near = middles.map((middle) => Math.exp(-(((value - middle) / 500) ** 2)));
      const sum = near.reduce((a, b) => a + b);
      const [first, second] = near.map((part) => Math.round((part / sum) * 900));
      return (first * 1000 + second) * 1000 + (900 - first - second);
    });
    rewrite("truth.csv", 1, (value) => (value < 1300 ? 0 : value < 1900 ? 1 : 2));
    this.change(project, ({ topic }) => {
      Object.assign(topic, {
        valueKind: "distribution",
        classes: ["free", "slow", "jammed"],
        packingBase: 1000,
      });
    });
  }

  /**
   * @param {string} project
   * @param {string[]} command
   */
  page(project, command) {
    this.#run(project, [...command, "--html", "page.html"]);
    return join(project, "page.html");
  }

  /**
   * The page of a sweep whose work was divided among two machines.
   * @param {string} project
   * @param {string[]} command
   */
  merged(project, command) {
    const stores = ["1", "2"].map((shard) => {
      this.#run(project, [...command, "--shard", `${shard}/2`, "--store", `shard-${shard}`]);
      return `shard-${shard}`;
    });
    return this.page(project, ["merge", ...stores]);
  }

  /**
   * @param {string} cwd
   * @param {string[]} args
   */
  #run(cwd, args) {
    mkdirSync(cwd, { recursive: true });
    const command = join(ROOT, "packages/cli/bin/weightkit.js");
    const run = spawnSync(process.execPath, [command, ...args], { cwd, encoding: "utf8" });
    // A replay with failed rounds exits with 1 and writes its page.
    const failed = run.status !== 0 && !(run.status !== null && run.stderr.includes("wrote"));
    if (failed) throw new Error(`weightkit ${args.join(" ")}\n${run.stderr}`);
  }
}
