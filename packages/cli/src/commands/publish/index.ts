import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../../errors/usage-errors.js";
import { jsonOption, type Command } from "../../core/command.js";

export const publish: Command = {
  name: "publish",
  group: "Ship",
  summary: "upload a package, have it installed, and print the topic's transaction",
  description:
    "Uploads manifest.json and the archive to a Blockless gateway or repository, checks that the network computed the same function id, and asks a head node to install the function when --head is given. Then prints the transaction that creates the project's topic with it, for you to sign.\n\nA project is built first, if it has changed. A token is read from the environment variable WEIGHTKIT_TOKEN, never from the command line.",
  args: [
    {
      name: "PATH",
      summary: "a project's folder or a package's (default: the project around here)",
      required: false,
    },
  ],
  options: [
    {
      name: "gateway",
      kind: "text",
      value: "URL",
      summary: "gateway to upload to (POST URL/api/v1/registry)",
      example: "--gateway https://gateway.example",
    },
    {
      name: "repo",
      kind: "text",
      value: "URL",
      summary: "repository to upload to (POST URL/api/submit), instead of a gateway",
      example: "--repo http://localhost:3000",
    },
    {
      name: "head",
      kind: "text",
      value: "URL",
      summary: "head node to have the function installed by (POST URL/api/v1/functions/install)",
      example: "--head http://localhost:6000",
    },
    {
      name: "subgroup",
      kind: "text",
      value: "NAME",
      summary: "subgroup of workers that installs it (default: all)",
      example: "--subgroup allora-topic-1",
    },
    {
      name: "manifest-url",
      kind: "text",
      value: "URL",
      summary: "where nodes find the manifest, {cid} standing for the function id",
      example: "--manifest-url 'https://{cid}.ipfs.example/manifest.json'",
    },
    {
      name: "dry-run",
      kind: "flag",
      summary: "show what would be sent, and send nothing",
      example: "--dry-run",
    },
    jsonOption,
  ],
  examples: [
    {
      command: "weightkit publish --gateway https://gateway.example --dry-run",
      explains: "show what would be sent where",
    },
    {
      command: "WEIGHTKIT_TOKEN=… weightkit publish --gateway https://gateway.example",
      explains: "upload the project's package",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { loadTarget } = await import("../../settings/target.js");
    const { plan, readPublished, send } = await import("../../publish/publish.js");
    const { pushTopicCommand } = await import("../../publish/push-topic.js");
    const { planText } = await import("./output.js");
    const [gateway, repo] = [input.text("gateway"), input.text("repo")];
    if (gateway !== undefined && repo !== undefined) {
      const why = "Upload to one of them";
      throw fault(usageErrors.conflictingOptions, { one: "--gateway", other: "--repo", why });
    }
    if (gateway === undefined && repo === undefined) {
      const remedy = "Give --gateway URL or --repo URL";
      throw fault(usageErrors.missingOption, { what: "Where to publish", remedy });
    }
    const { project } = await loadTarget(input.args[0], { ui, cwd });
    const folder =
      project === null ? resolve(cwd, input.args[0] ?? ".") : join(project.directory, "build");
    const published = readPublished(
      folder.endsWith(".json") ? folder : join(folder, "manifest.json"),
    );
    const token = ui.io.env["WEIGHTKIT_TOKEN"] ?? null;
    const head = input.text("head");
    const rest = { subgroup: input.text("subgroup"), manifestUrl: input.text("manifest-url") };
    const planned = plan(published, { gateway, repo, head, ...rest }, token);
    const dryRun = input.flag("dry-run");
    ui.progress.show(`uploading to ${planned.upload} …`);
    if (!dryRun) await send(published, planned, token);
    const transaction =
      project === null ? null : pushTopicCommand(project.settings, planned.functionId);
    if (input.flag("json")) ui.json({ ok: true, sent: !dryRun, ...planned, transaction });
    else ui.result(planText(published.name, planned, transaction, !dryRun, ui.out));
    return ExitCode.ok;
  },
};
