import { existsSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import { simulateStream, TRAFFIC } from "@weightkit/testkit/internal/history/simulate/simulate";
import { simulatedFiles } from "@weightkit/testkit/internal/history/write/simulated-files";
import { compileOnce } from "../../compiler/compiler.js";
import { ownFiles } from "../../compiler/own-files.js";
import type { OwnSource } from "../../compiler/own-source.js";
import type { Context } from "../../core/command.js";
import { parse } from "../../core/parse.js";
import { internalErrors } from "../../errors/internal-errors.js";
import type { NamedFile } from "../../files/named-file.js";
import { shownPath } from "../../files/read.js";
import { pending } from "../../files/temporary.js";
import { writeInside } from "../../files/write.js";
import { build } from "../../package/build.js";
import { ownBuild } from "../../package/build-command.js";
import { compileRequest, make } from "../../package/make.js";
import { loadProject, PROJECT_FILE, type Project } from "../../project/project.js";
import { readProject } from "../../project/validate.js";
import { BLS_FILE } from "../../scaffold/blockless/bls-toml.js";
import { planAdoption, projectText } from "../../scaffold/blockless/adoption.js";
import { ignoredSettings } from "../../scaffold/blockless/ignored-settings.js";
import { loadTarget } from "../../settings/target.js";
import { Ui } from "../../ui/ui.js";
import { findingsOf } from "./findings.js";
import type { AdoptValues } from "./options.js";
import { adoptedText } from "./output.js";

/** Sets of the simulated history: a week of hours. */
const SETS = 168;
const HISTORY = "history";

export async function runAdopt(values: AdoptValues, context: Context): Promise<ExitCode> {
  const { ui, cwd } = context;
  const given = resolve(cwd, values.dir ?? ".");
  // A bls.toml stands for its folder.
  const isFile = basename(given) === BLS_FILE && pathStatus(given)?.isFile() === true;
  const directory = isFile ? dirname(given) : given;
  const adoption = planAdoption(directory, cwd, values.asBuilt);
  const { name, entry, bls } = adoption;
  if (entry === null)
    await ownBuild(directory, { ...bls, file: BLS_FILE }, { yes: values.yes, ui });
  const text = projectText(adoption);
  const compile = compileOnce(ui.io);
  const file = shownPath(join(directory, PROJECT_FILE), cwd);
  ui.progress.show("compiling …");
  // Nothing is written before it is known that the project builds.
  const planned: Project = { directory, ...readProject(text, file) };
  await make(planned, compileRequest(planned, false, cwd), compile);
  const files = [{ name: PROJECT_FILE, bytes: Buffer.from(text) }, ...simulatedHistory(directory)];
  const { project, built } = await unlessItFails(directory, files, async () => {
    const written = loadProject(directory, cwd);
    return {
      project: written,
      built: await build(written, { debug: false, cwd, compile }),
    };
  });
  const quiet = { ...context, ui: new Ui({ ...ui.io, stderr: { ...ui.io.stderr, write: drop } }) };
  const target = await loadTarget(directory, quiet);
  const findings = await findingsOf(target, built.warnings, sourcesOf(project, cwd), ui);
  const adopted = {
    ...{ name, entry, wasm: entry === null ? bls.wasm : null, command: bls.command },
    ignored: entry === null ? [] : ignoredSettings(directory),
    files: files.map((one) => shownPath(join(directory, one.name), cwd)),
    functionId: built.functionId,
    simulated: files.length > 1,
    findings,
  };
  if (values.json) {
    const replayed = await replayDocument(directory, context);
    const document = { format: "weightkit.adopt", version: 1, ok: findings.length === 0 };
    ui.json({ ...document, ...adopted, replay: replayed });
  } else {
    ui.result(adoptedText(adopted, shownPath(directory, cwd), ui.out, ui.io.stdout.columns));
    await replay(directory, context, []);
  }
  return findings.length === 0 ? ExitCode.ok : ExitCode.property;
}

/**
 * Writes files for an action that needs them, and takes them back where it fails or is interrupted: half an adoption could be neither
 * used nor repeated.
 * @throws WeightkitError WK112, WK159, and what the action throws
 */
async function unlessItFails<Result>(
  directory: string,
  files: readonly NamedFile[],
  action: () => Promise<Result>,
): Promise<Result> {
  const folder = join(directory, HISTORY);
  const isNew = !existsSync(folder);
  const paths = files.map(({ name }) => join(directory, name));
  writeInside(directory, directory, files);
  for (const path of paths) pending.add(path);
  try {
    return await action();
  } catch (error) {
    for (const path of paths) rmSync(path, { force: true });
    if (isNew) rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    for (const path of paths) pending.delete(path);
  }
}

function drop(): void {
  // What the command prints in its own words is not printed twice.
}

function sourcesOf({ directory, settings }: Project, cwd: string): OwnSource[] {
  if (settings.wasm !== undefined) return [];
  return ownFiles(directory, settings.entry).map(({ path, text }) => ({
    file: shownPath(join(directory, path), cwd),
    text,
  }));
}

/** Inferences and truth of a simulated topic: what a replay needs until there is a real history. Files that are there stay. */
function simulatedHistory(directory: string): NamedFile[] {
  const names = ["inferences.csv", "truth.csv"];
  if (names.some((name) => existsSync(join(directory, HISTORY, name)))) return [];
  const stream = simulateStream({ ...TRAFFIC, sets: SETS });
  return simulatedFiles(stream, () => undefined)
    .filter(({ name }) => names.includes(name))
    .map(({ name, pieces }) => ({
      name: `${HISTORY}/${name}`,
      bytes: Buffer.concat([...pieces]),
    }));
}

/** Replays as `weightkit replay DIR` does. */
async function replay(
  directory: string,
  context: Context,
  options: readonly string[],
): Promise<void> {
  const command = context.commands.find(({ name }) => name === "replay");
  const parsed = command === undefined ? null : parse(command, [directory, ...options], {});
  if (command === undefined || parsed === null || parsed.help) {
    throw fault(internalErrors.unexpected, { reason: "there is no command replay" });
  }
  await command.run(parsed.values, { ...context, sources: parsed.sources });
}

async function replayDocument(directory: string, context: Context): Promise<unknown> {
  const pieces: Buffer[] = [];
  const stdout = {
    ...{ isTTY: false, columns: 80 },
    write: (data: string | Uint8Array) => {
      pieces.push(Buffer.from(data));
    },
  };
  const ui = new Ui({ ...context.ui.io, stdout });
  await replay(directory, { ...context, ui }, ["--json"]);
  const document: unknown = JSON.parse(Buffer.concat(pieces).toString("utf8"));
  return document;
}
