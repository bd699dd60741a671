import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../core/command.js";
import { VERSION } from "../../version.js";
import { allChecks } from "./checks.js";
import { doctorText } from "./output.js";

export function runDoctor({ json }: { readonly json: boolean }, { ui, cwd }: Context): ExitCode {
  const checks = allChecks({ cwd, path: ui.io.env["PATH"] ?? "" });
  const ok = checks.every(({ status }) => status !== "fault");
  if (json) ui.json({ format: "weightkit.doctor", version: 1, weightkit: VERSION, ok, checks });
  else ui.result(doctorText(checks, ui.out, ui.io.stdout.columns));
  return ok ? ExitCode.ok : ExitCode.usage;
}
