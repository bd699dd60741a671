import type { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { CompilerThread } from "../../compiler/compiler.js";
import type { Context } from "../../core/command.js";
import { relativePath } from "../../files/relative.js";
import { LiveView } from "../../ui/live-view.js";
import { PLAIN_LAYOUT, Ui } from "../../ui/ui.js";
import { DevLoop } from "./loop.js";
import type { DevValues } from "./options.js";
import { DevServer } from "./server.js";
import { DevSession } from "./session.js";
import { changeLine, errorLine, publishedLine, viewLines, type DevState } from "./text.js";
import { Watch } from "./watch.js";

/** Runs until Ctrl-C. */
export async function runDev(values: DevValues, { ui, cwd, sources }: Context): Promise<ExitCode> {
  const warnings: string[] = [];
  const live = ui.io.stdout.isTTY;
  // A terminal's view is painted over, so that what is written between would tear it: the view shows the warnings.
  const quiet = live ? new Ui({ ...ui.io, stderr: collector(warnings) }) : ui;
  const context = { ui: quiet, cwd, sources, pool: new WorkerPool() };
  const session = await DevSession.open(values, context);
  const server = values.ui === undefined ? null : await DevServer.listen(values.ui);
  const watch = new Watch(session.project.directory);
  watch.add(session.otherFolders);
  await watch.ready();
  const view = new LiveView(ui.io, ui.out.isColorSupported);
  if (!live && server !== null) ui.note(`page at ${server.url}`);
  const show = (state: DevState, what: "state" | "result" | "published" | "error"): void => {
    if (live) view.show(viewLines(state, ui.out, ui.io.stdout.columns));
    else if (what === "result") ui.result(changeLine(state));
    else if (what === "error") ui.result(errorLine(state));
    else if (what === "published") {
      const line = publishedLine(state);
      if (line !== null) ui.result(line);
    }
  };
  const loop = new DevLoop(session, {
    ...{ values, context, warnings, server, show },
    colors: live ? ui.out : ui.err,
    layout: live ? ui.errorLayout : PLAIN_LAYOUT,
    fast: new CompilerThread(),
    optimizing: new CompilerThread(),
    pending: () => watch.pending,
  });
  await loop.first();
  for (;;) {
    const paths = await watch.next();
    await loop.save(paths, (path) => relativePath(session.project.directory, path));
    watch.add(loop.session.otherFolders);
  }
}

/** A stream whose lines are kept. */
function collector(lines: string[]): Ui["io"]["stderr"] {
  return {
    isTTY: false,
    columns: 80,
    write: (data) => {
      const text = typeof data === "string" ? data : Buffer.from(data).toString("utf8");
      lines.push(...text.trimEnd().split("\n"));
    },
  };
}
