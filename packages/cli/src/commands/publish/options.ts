import { outputGroup } from "../../core/common-options.js";
import type { Argument } from "../../core/command.js";
import type { Values } from "../../core/define.js";

export const publishArguments = [
  {
    name: "PATH",
    summary: "a project's folder or a package's (default: the project around this folder)",
    required: false,
  },
] as const satisfies readonly Argument[];

export const publishOptions = [
  {
    title: "Upload",
    options: [
      {
        name: "gateway",
        kind: "text",
        value: "URL",
        summary: "gateway to upload to (POST URL/api/v1/registry)",
        example: "--gateway https://gateway.example",
        conflicts: [{ option: "repo", why: "Upload to one of them" }],
      },
      {
        name: "repo",
        kind: "text",
        value: "URL",
        summary: "repository to upload to (POST URL/api/submit), instead of a gateway",
        example: "--repo http://localhost:3000",
      },
      {
        name: "dry-run",
        kind: "flag",
        summary: "show what would be sent, and send nothing",
        example: "--dry-run",
      },
    ],
  },
  {
    title: "Installation",
    options: [
      {
        name: "head",
        kind: "text",
        value: "URL",
        summary: "head node to request the installation from (POST URL/api/v1/functions/install)",
        example: "--head http://localhost:6000",
      },
      {
        name: "subgroup",
        kind: "text",
        value: "NAME",
        summary: "subgroup of workers that installs it",
        example: "--subgroup allora-topic-1",
        otherwise: "all",
        needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
      },
      {
        name: "manifest-url",
        kind: "text",
        value: "URL",
        summary: "where nodes find the manifest; {cid} stands for the function id",
        example: "--manifest-url 'https://{cid}.ipfs.example/manifest.json'",
        needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
      },
    ],
  },
  outputGroup,
] as const;

export type PublishValues = Values<typeof publishArguments, typeof publishOptions>;
