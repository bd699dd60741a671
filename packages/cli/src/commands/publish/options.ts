import { cidProfileOption } from "../../settings/cid-option.js";
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
      cidProfileOption,
      {
        name: "force",
        kind: "flag",
        summary: "publish logic that has not passed `weightkit check` as it is now",
        example: "--force",
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
        name: "serve",
        kind: "text",
        value: "URL",
        summary:
          "serve the package from this machine while it is installed, at an address that workers reach; they install it under another id",
        example: "--serve http://192.168.1.5:8080",
        needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
        conflicts: [{ option: "manifest-url", why: "--serve gives the manifest's address itself" }],
      },
      {
        name: "manifest-url",
        kind: "text",
        value: "URL",
        summary:
          "send this address of the manifest too ({cid} is replaced by the function id): workers then install it under the address's SHA-256, not under the function id, and fetch the archive from the root of its host",
        example: "--manifest-url 'https://{cid}.ipfs.example/manifest.json'",
        needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
      },
      {
        name: "payload",
        kind: "text",
        value: "FILE",
        summary: "payload of the round that is run on the network and here, and compared",
        example: "--payload payload.json",
        otherwise: "three workers, two sets",
        needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
      },
      {
        name: "skip-round",
        kind: "flag",
        summary:
          "do not run a round on the network; a head node's answer alone does not cover its workers",
        example: "--skip-round",
        needs: [{ option: "head", why: "Give the head node that the request goes to: --head URL" }],
      },
    ],
  },
  outputGroup,
] as const;

export type PublishValues = Values<typeof publishArguments, typeof publishOptions>;
