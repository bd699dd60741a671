import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { isPlainFileName } from "@weightkit/testkit/internal/logic/entry-name";
import { memoryFaults } from "@weightkit/testkit/internal/logic/manifest-faults";
import { linkFaults } from "@weightkit/testkit/internal/runtime/host/check-imports";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { DEFAULT_RUNTIME } from "@weightkit/testkit/internal/runtime/versions";
import { inspectWasm } from "@weightkit/testkit/internal/wasm/inspect";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import type { Context } from "../../core/command.js";
import { packageErrors } from "../../errors/package-errors.js";
import { shownPath } from "../../files/read.js";
import { writeFiles } from "../../files/write.js";
import { pack } from "../../package/pack.js";
import { loadTarget } from "../../settings/target.js";
import type { PackageValues } from "./options.js";

export async function runPackage(values: PackageValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { file, output, description, permission, wasiStdin, cidProfile, json } = values;
  const { logic } = await loadTarget(file, { ui, cwd });
  throwFaults(linkFaults(inspectWasm(logic.bytes), DEFAULT_RUNTIME));
  const name = values.name ?? logic.name;
  if (!isPlainFileName(name)) throw fault(packageErrors.badEntryName, { name });
  const memoryPages = values.memoryPages ?? DEFAULT_LIMITS.memoryPages ?? 65_536;
  throwFaults(memoryFaults(memoryPages, logic.bytes));
  const packed = pack({
    ...{ name, description, wasm: logic.bytes, cidProfile },
    permissions: permission,
    fuel: values.fuel ?? DEFAULT_LIMITS.fuel ?? Number.MAX_SAFE_INTEGER,
    memoryPages,
    stdin: wasiStdin ? "inherit" : null,
  });
  const directory = resolve(cwd, output);
  const files = [...packed.files, packed.car];
  writeFiles(directory, files);
  const { functionId } = packed;
  if (json) {
    const wasmSha256 = logic.sha256;
    ui.json({ ok: true, directory, name, functionId, wasmSha256, files: files.map(sizeOf) });
    return ExitCode.ok;
  }
  const folder = shownPath(directory, cwd);
  const lines = files.map((one) => `  ${folder}/${one.name}  ${count(one.bytes.length)} bytes`);
  const title = `${ui.out.green(name)} packed`;
  ui.result([title, ...lines, `  function id ${functionId}`].join("\n"));
  return ExitCode.ok;
}

function sizeOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): object {
  return { name, bytes: bytes.length };
}
