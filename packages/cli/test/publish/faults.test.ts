import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { install, upload } from "../../src/publish/send.js";
import { FakeNetwork, type Received } from "../support/fake-network.js";
import { MINI_SDK, PRINTS, writeAll } from "../support/mini-project.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

// Gateway, repository and head node, each with everything that can go wrong there: a code for each, the exact request, and never a 0.

const cwd = keptFolder();
let network: FakeNetwork;
let functionId: string;

beforeAll(async () => {
  writeAll(cwd, {
    ...MINI_SDK,
    "weightkit.json": JSON.stringify({ name: "mini" }),
    "logic/weights.ts": PRINTS,
  });
  const { stdout } = await weightkit(["build", "--json"], { cwd });
  ({ functionId } = JSON.parse(stdout) as { functionId: string });
  network = await FakeNetwork.start();
});

beforeEach(() => {
  network.received.length = 0;
  network.cid = functionId;
  network.ipfs = join(cwd, "build");
});

afterAll(() => network.close());

/** Where a publication can meet a fault: what asks there, the path, and the exact body. */
const PLACES = [
  {
    place: "gateway",
    path: "/api/v1/registry",
    args: () => ["--gateway", network.url],
    body: multipart,
  },
  {
    place: "repository",
    path: "/api/submit",
    args: () => ["--repo", network.url],
    body: multipart,
  },
  {
    place: "head node",
    path: "/api/v1/functions/install",
    args: () => ["--repo", network.url, "--head", network.url, "--subgroup", "allora-topic-1"],
    body: () => `{"cid":"${functionId}","subgroup":"allora-topic-1"}`,
  },
];

/** The two files as RFC 7578 has them, with the boundary that the request names. */
function multipart({ headers }: Received): string {
  const boundary = /boundary=(\S+)/.exec(headers["content-type"] ?? "")?.[1] ?? "";
  const file = (name: string): string => readFileSync(join(cwd, "build", name)).toString("latin1");
  const part = (field: string, name: string, type: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${file(name)}\r\n`;
  const manifest = part("manifest", "manifest.json", "application/json");
  const archive = part("wasi_archive", "mini.tar.gz", "application/gzip");
  return `${manifest}${archive}--${boundary}--\r\n`;
}

/** Answers, how often each is asked for, and the code of what is reported. */
const FAULTS: readonly (readonly [string, (response: ServerResponse) => void, number, string])[] = [
  [
    "is killed in the middle of its answer",
    (response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"cid":"bafy', () => response.destroy());
    },
    3,
    "WK713",
  ],
  ["answers 401", (response) => response.writeHead(401).end("who are you"), 1, "WK726"],
  ["answers 404", (response) => response.writeHead(404).end(), 1, "WK712"],
  ["answers 500", (response) => response.writeHead(500).end("boom"), 1, "WK725"],
  ["stays not ready", (response) => response.writeHead(503).end(), 3, "WK725"],
  [
    "redirects",
    (response) => response.writeHead(307, { location: "http://127.0.0.1:9/other" }).end(),
    1,
    "WK724",
  ],
  ["answers without end", endless, 1, "WK714"],
  ["answers what is not JSON", (response) => response.end("<html>"), 1, "WK714"],
];

function endless(response: ServerResponse): void {
  response.writeHead(200);
  const more = (): void => {
    while (!response.destroyed && response.write("x".repeat(65_536)));
  };
  response.on("drain", more);
  more();
}

describe.each(PLACES)("a $place", ({ place, path, args, body }) => {
  test.each(FAULTS)("that %s", async (_, answer, times, code) => {
    network.disturb = ({ url }, response) => {
      if (url !== path) return null;
      answer(response);
      return "gone";
    };
    const run = await weightkit(["publish", "--force", ...args(), "--json"], { cwd });
    const { ok, errors } = JSON.parse(run.stdout) as { ok: boolean; errors: { code: string }[] };
    expect({ ok, codes: errors.map((one) => one.code), exit: run.code }).toEqual({
      ...{ ok: false, codes: [code], exit: 3 },
    });
    const asked = network.received.filter(({ url }) => url === path);
    expect(asked.map(({ body: bytes }) => bytes.toString("latin1"))).toEqual(
      asked.map((one) => body(one)),
    );
    expect(asked).toHaveLength(times);
    // Nothing is asked of anybody else after that, and no round is run.
    expect(network.paths().at(-1)).toBe(path);
    if (place === "head node" && code !== "WK713" && code !== "WK714") {
      expect(run.stderr).not.toContain("may have arrived");
    }
  });

  test("that is slow", async () => {
    network.disturb = () => "gone";
    const patience = { milliseconds: 60, firstWait: 1 };
    const bytes = Buffer.from("x");
    const asking =
      place === "head node"
        ? install(`${network.url}${path}`, { cid: functionId }, true, patience)
        : upload(
            `${network.url}${path}`,
            { name: "manifest.json", bytes },
            { name: "mini.tar.gz", bytes },
            null,
            patience,
          );
    await expect(asking).rejects.toMatchObject({ code: "WK723" });
    expect(network.paths()).toEqual([path]);
  });

  test("that computed another id", async () => {
    network.disturb = () => null;
    network.cid = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";
    const run = await weightkit(["publish", "--force", ...args(), "--json"], { cwd });
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([5, { errors: [{ code: "WK703" }] }]);
    // The head node is not asked to install what the repository has under another name.
    expect(network.paths()).toEqual([place === "gateway" ? path : "/api/submit"]);
  });
});
