import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { jsonOption, type Command } from "../../core/command.js";

export const verify: Command = {
  name: "verify",
  group: "Ship",
  summary: "check a package as a node would, and that its sources give the same bytes",
  description:
    "Checks a package's manifest, the archive's SHA-256, the names in it and the module's MD5, and computes its function id. For a project it also compiles the sources again and compares every byte with what lies in build/, so that anybody can tell what a function id was made from.",
  args: [
    {
      name: "PATH",
      summary:
        "a project's folder, or a package's folder or manifest.json (default: the project around here)",
      required: false,
    },
  ],
  options: [
    {
      name: "function-id",
      kind: "text",
      value: "CID",
      summary: "the function id that it should have, e.g. a topic's weight logic on chain",
      example: "--function-id bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm",
    },
    jsonOption,
  ],
  examples: [
    { command: "weightkit verify", explains: "check the project's package against its sources" },
    {
      command: "weightkit verify build --function-id bafybei…",
      explains: "check that a package is the one that a topic names",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { verifyPackage, verifyProject } = await import("../../package/verify.js");
    const { isProjectFolder, loadProject } = await import("../../project/project.js");
    const [path] = input.args;
    const full = resolve(cwd, path ?? ".");
    const expected = input.text("function-id") ?? null;
    const verified =
      path === undefined || isProjectFolder(full)
        ? await verifyProject(loadProject(full, cwd), expected, cwd)
        : verifyPackage(full, expected);
    if (input.flag("json")) ui.json({ ok: true, ...verified });
    else {
      const how = verified.rebuilt ? "its sources give exactly these bytes" : "fits together";
      ui.result(
        `${ui.out.green(verified.name)} ${how}\n  function id ${verified.functionId}\n  WASM SHA-256 ${verified.wasmSha256}`,
      );
    }
    return ExitCode.ok;
  },
};
