import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault, WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { COVERAGE_VARIABLE } from "@weightkit/testkit/internal/profile/coverage/coverage-file";
import { compileOnce, CompilerThread, type Compile } from "../../compiler/compiler.js";
import type { Context } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { build } from "../../package/build.js";
import { lintProject } from "../../project/lint.js";
import { loadProject, type Project } from "../../project/project.js";
import { renderCompilerWarning, renderError } from "../../ui/render-error.js";
import { Watch } from "../dev/watch.js";
import {
  coverageDocument,
  coverageFault,
  CoverageFolder,
  showCoverage,
  writeCoverage,
} from "./coverage.js";
import type { TestValues } from "./options.js";
import { findVitest, runVitest } from "../../project/vitest.js";
import { ReportFile } from "./result.js";

interface Scene {
  readonly project: Project;
  readonly vitest: string;
  /** What vitest is given. */
  readonly args: readonly string[];
  readonly values: TestValues;
  readonly context: Context;
}

export async function runTest(values: TestValues, context: Context): Promise<ExitCode> {
  const { folder, args } = wordsOf(values, context.argv);
  const project = loadProject(folder, context.cwd);
  const vitest = findVitest(project.directory);
  const scene = { project, vitest, args, values, context };
  if (!values.watch) return await testOnce(scene, compileOnce(context.ui.io));
  return await testOnSaves(scene);
}

/**
 * The project's folder, and the words after `--`.
 * @throws WeightkitError WK104 when two folders are given
 */
function wordsOf(
  { project = ".", args }: TestValues,
  argv: readonly string[],
): { folder: string; args: readonly string[] } {
  const end = argv.indexOf("--");
  const passed = end === -1 ? [] : argv.slice(end + 1);
  const own = [project, ...args].slice(0, 1 + args.length - passed.length);
  // Without a folder, the first word after the dashes was taken for it.
  if (own.length === 0) return { folder: ".", args: passed };
  const [folder = ".", extra] = own;
  if (extra !== undefined)
    throw fault(usageErrors.extraArgument, { command: "test", given: extra });
  return { folder, args: passed };
}

async function testOnce(scene: Scene, compile: Compile): Promise<ExitCode> {
  const { project, vitest, args, values, context } = scene;
  const { ui, cwd } = context;
  const { directory } = project;
  for (const finding of lintProject(project.settings)) ui.warn(finding);
  ui.progress.show("compiling …");
  const { warnings } = await build(project, { debug: false, cwd, compile });
  for (const warning of warnings) ui.warn(renderCompilerWarning(warning));
  // Optimized code merges lines and turns conditions into arithmetic: what the tests cover is counted in a debug build next to it.
  if (values.coverage !== undefined) await build(project, { debug: true, cwd, compile });
  ui.progress.clear();
  const report = values.json ? new ReportFile() : null;
  const folder = values.coverage === undefined ? null : new CoverageFolder();
  try {
    const given = [...args, ...(report?.args ?? [])];
    const env = folder === null ? {} : { [COVERAGE_VARIABLE]: folder.path };
    const aside = values.json;
    const run = { script: vitest, directory, args: given, env, aside };
    const exit = exitOf(await runVitest(run, ui.io));
    // What failed tests cover shows nothing.
    const coverage = exit === ExitCode.ok ? (folder?.read() ?? null) : null;
    const missed = coverage === null ? null : coverageFault(coverage, values);
    if (coverage !== null) {
      if (!values.json) showCoverage(coverage, ui);
      writeCoverage(coverage, values, { directory, ui });
    }
    if (report === null) {
      if (missed !== null) throw missed;
      return exit;
    }
    if (missed !== null) ui.note(renderError(missed, ui.err, cwd, ui.errorLayout).trimEnd());
    ui.json({
      ...{ format: "weightkit.test", version: 1 },
      ok: exit === ExitCode.ok && missed === null,
      ...(report.read(directory) ?? { tests: null, failures: [] }),
      coverage: coverage === null ? null : coverageDocument(coverage),
      errors: missed === null ? [] : [missed.report()],
    });
    return missed?.exit ?? exit;
  } finally {
    folder?.remove();
    report?.remove();
  }
}

function exitOf(code: number | null): ExitCode {
  return code === 0 ? ExitCode.ok : ExitCode.logic;
}

/** Tests again on every save; what does not compile is shown, and the next save tried. */
async function testOnSaves(scene: Scene): Promise<never> {
  const { project, context } = scene;
  const { ui, cwd } = context;
  const thread = new CompilerThread();
  const watch = new Watch(project.directory);
  await watch.ready();
  for (;;) {
    try {
      // The project file may be what changed.
      await testOnce({ ...scene, project: loadProject(project.directory, cwd) }, thread.compile);
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      ui.note(renderError(error, ui.err, cwd));
    }
    ui.note("waiting for a save; Ctrl-C ends");
    await watch.next();
  }
}
