import { dirname, resolve } from "node:path";
import { expandPaths } from "@weightkit/testkit/internal/history/expand-paths";
import { logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import { evaluate, type Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import type { JudgedFact } from "@weightkit/testkit/internal/metrics/judged-fact";
import { replay } from "@weightkit/testkit/internal/replay/run";
import type { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Compiled } from "../../compiler/compile.js";
import type { Compile } from "../../compiler/compiler.js";
import type { Sources } from "../../core/source.js";
import { atCwd } from "../../files/read.js";
import { liesBelow } from "../../files/relative.js";
import { checkSources, compileRequest } from "../../package/make.js";
import { lintProject } from "../../project/lint.js";
import { loadProject, PROJECT_FILE, type Project } from "../../project/project.js";
import { readReplayHistory, replayPlan, type ReplayHistory } from "../../settings/replay-plan.js";
import { replaySettings, type ReplaySettings } from "../../settings/replay-settings.js";
import { projectSettings, type Target } from "../../settings/target.js";
import { changesOf } from "../../settings/turned.js";
import type { Ui } from "../../ui/ui.js";
import type { DevValues } from "./options.js";

/** What a session needs of its command. */
export interface DevContext {
  /** Gets warnings; the view shows them. */
  readonly ui: Ui;
  readonly cwd: string;
  readonly sources: Sources;
  readonly pool: WorkerPool;
}

/** A project with its history read: what stays the same from save to save, until one of their files changes. */
export class DevSession {
  private constructor(
    readonly project: Project,
    readonly settings: ReplaySettings,
    readonly history: ReplayHistory,
    readonly values: DevValues,
    readonly context: DevContext,
  ) {}

  /** @throws WeightkitError WK110, WK12x, WK3xx, and as `replaySettings` does */
  static async open(values: DevValues, context: DevContext): Promise<DevSession> {
    const { ui, cwd, sources } = context;
    const project = loadProject(values.project ?? ".", cwd);
    for (const finding of lintProject(project.settings)) ui.warn(finding);
    // Settings depend on the project only, so they can be known before there is any logic.
    const settings = replaySettings(
      values,
      sources,
      { ...NO_LOGIC, ...projectSettings(project), packageFiles: () => null },
      cwd,
    );
    const history = await readReplayHistory(settings, { ui, cwd });
    return new DevSession(project, settings, history, values, context);
  }

  get names(): ReadonlyMap<string, string> {
    return this.history.names;
  }

  /** Absolute paths of the files that a session is made from. */
  get files(): string[] {
    const { inferences, truth, workers, topics, stakeChanges } = this.settings;
    const { cwd } = this.context;
    const given = [inferences, truth, workers, topics, stakeChanges].filter((one) => one !== null);
    return [
      resolve(this.project.directory, PROJECT_FILE),
      ...given.flatMap((one) => expandPaths(atCwd(one, cwd))).map((path) => resolve(cwd, path)),
    ];
  }

  /** Folders of the files that are not below the project's. */
  get otherFolders(): string[] {
    const { directory } = this.project;
    return [...new Set(this.files.filter((path) => !liesBelow(directory, path)).map(dirname))];
  }

  /** @throws WeightkitError WK111, WK150, WK151, WK201 to WK212 */
  async compile(compile: Compile, debug: boolean): Promise<Compiled> {
    const request = compileRequest(this.project, debug, this.context.cwd);
    checkSources(this.project, request);
    return await compile(request);
  }

  /**
   * Replays compiled bytes on the history.
   * @throws WeightkitError WK4xx, WK6xx; whatever `onFact` throws
   */
  async replay(
    { wasm, sourceMap, names }: Compiled,
    pool: WorkerPool,
    onFact: (fact: JudgedFact) => void,
  ): Promise<Evaluation> {
    const { project, settings, history, context } = this;
    const { ui, cwd } = context;
    const logic = logicFromBytes(project.settings.name, wasm, { sourceMap, names });
    const target: Target = { ...projectSettings(project), logic, packageFiles: () => null };
    const changes = changesOf(settings.turns, { ...history.history, names: history.names }, ui);
    const plan = replayPlan(target, settings, history, { ui, cwd });
    const { engine, sources } = settings;
    const onWarning = (sentence: string): void => {
      ui.warn(sentence);
    };
    const facts = replay(plan, { pool, engine, sources, onWarning });
    return await evaluate(facts, { ...settings.measures, changes }, onFact);
  }
}

const NO_LOGIC = {
  logic: { name: "", bytes: new Uint8Array(0), sha256: "", sourceMap: null, manifest: null },
};
