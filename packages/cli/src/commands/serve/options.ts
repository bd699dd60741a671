import type { Argument } from "../../core/command.js";
import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import { paramOption } from "../../settings/parameters.js";

export const serveArguments = [
  {
    name: "PATH",
    summary: "a project's folder or a WASM (default: the project around this folder)",
    required: false,
  },
] as const satisfies readonly Argument[];

export const serveOptions = [
  {
    title: "Loss",
    options: [
      {
        name: "loss-method",
        kind: "text",
        value: "NAME",
        multiple: true,
        summary: "a name that requests may give in options.loss_method; any other is refused",
        example: "--loss-method mae",
        otherwise: "the loss's own name",
      },
      paramOption,
      {
        name: "fuel",
        kind: "integer",
        value: "N",
        minimum: 1,
        default: 1_000_000,
        summary: "fuel that one request may use",
        example: "--fuel 100000",
      },
    ],
  },
  {
    title: "Server",
    options: [
      {
        name: "host",
        kind: "text",
        value: "ADDRESS",
        default: "127.0.0.1",
        summary: "address to listen on; 0.0.0.0 is every address of this machine",
        example: "--host 0.0.0.0",
      },
      {
        name: "port",
        kind: "integer",
        value: "PORT",
        maximum: 65_535,
        default: 8080,
        summary: "port to listen on; 0 picks a free one",
        example: "--port 5000",
      },
      {
        name: "concurrency",
        kind: "integer",
        value: "N",
        minimum: 1,
        default: 256,
        summary: "requests in progress at once; further ones are answered with 503",
        example: "--concurrency 64",
      },
      {
        name: "connections",
        kind: "integer",
        value: "N",
        minimum: 1,
        default: 10_000,
        summary: "open connections at once; further ones are closed",
        example: "--connections 100",
      },
      {
        name: "max-body",
        kind: "integer",
        value: "BYTES",
        minimum: 1,
        maximum: 16_777_216,
        default: 65_536,
        summary: "largest body of a request",
        example: "--max-body 4096",
      },
      {
        name: "patience",
        kind: "integer",
        value: "SECONDS",
        minimum: 1,
        maximum: 3600,
        default: 10,
        summary: "how long a request may take to arrive, and how long a stop waits for requests",
        example: "--patience 5",
      },
    ],
  },
  outputGroup,
] as const;

export type ServeValues = Values<typeof serveArguments, typeof serveOptions>;
