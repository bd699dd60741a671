import { jsonText } from "@weightkit/testkit/internal/errors/escaped-json";
import { resolve } from "node:path";
import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import { collapsedStacks } from "@weightkit/testkit/internal/profile/collapsed";
import { Labels } from "@weightkit/testkit/internal/profile/labels";
import { speedscope } from "@weightkit/testkit/internal/profile/speedscope";
import { profileTable } from "@weightkit/testkit/internal/profile/table";
import type { Context } from "../../core/command.js";
import { writeFiles } from "../../files/write.js";
import { roundSettings } from "../../settings/round-settings.js";
import { loadTarget } from "../../settings/target.js";
import { showGuest } from "../run/output.js";
import { runPayload } from "../run/payload.js";
import type { ProfileValues } from "./options.js";
import { profileText } from "./output.js";

export async function runProfile(values: ProfileValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { path, debug, json } = values;
  const target = await loadTarget(path, { ui, cwd, debug });
  const settings = roundSettings(values, target, cwd);
  const result = await runPayload(settings, target, { ui, cwd, profile: true });
  const { outcome, failure } = result;
  showGuest(result, ui);
  const found = outcome.profile;
  if (found !== undefined) {
    const labels = new Labels(target.logic, found);
    const { name } = target.logic;
    const write = (file: string | undefined, text: () => string): void => {
      if (file === undefined) return;
      writeFiles(cwd, [{ name: resolve(cwd, file), bytes: Buffer.from(text()) }]);
      ui.note(`wrote ${file}`);
    };
    write(values.speedscope, () => `${jsonText(speedscope(found, labels, name))}\n`);
    write(values.collapsed, () => collapsedStacks(found, labels));
    const table = profileTable(found, labels);
    if (json) {
      ui.json({ format: "weightkit.profile", version: 1, ok: failure === null, name, ...table });
    } else ui.result(profileText(name, table, ui.tableWidth, ui.out));
  }
  return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
}
