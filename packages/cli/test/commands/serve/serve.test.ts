import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeAll } from "../../support/mini-project.js";
import { temporaryFolder, weightkit } from "../../support/run-cli.js";
import { wasm } from "../../support/wat.js";
import {
  ABSOLUTE,
  calculateAsNode,
  freePort,
  isNeverNegativeAsNode,
  lossModule,
  RawClient,
  served,
} from "./support.js";

const bin = fileURLToPath(new URL("../../../bin/weightkit.js", import.meta.url));

/** Runs the command until `use` is over. */
async function whileServing(
  args: readonly string[],
  cwd: string,
  use: (url: string) => Promise<void>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const port = await freePort();
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const result = weightkit(["serve", ...args, "--port", String(port)], { cwd, ended });
  const url = `http://127.0.0.1:${port}`;
  try {
    await expect
      .poll(
        () =>
          fetch(`${url}/health`).then(
            ({ status }) => status,
            () => null,
          ),
        { timeout: 60_000 },
      )
      .toBe(200);
    await use(url);
  } finally {
    end();
  }
  return await result;
}

const LOSSES = `import { LossOf, Param } from "@weightkit/sdk";
const WHICH = Param.i32("which", 0);
const P = Param.f64("p", 1);
export function calculate(yTrue: f64, yPred: f64): f64 {
  if (WHICH == 1) return LossOf.squared(yPred, yTrue);
  if (WHICH == 2) return LossOf.huber(yPred, yTrue, P);
  if (WHICH == 3) return LossOf.pinball(yPred, yTrue, P);
  return LossOf.absolute(yPred, yTrue);
}
export function is_never_negative(): bool {
  return true;
}
`;

/** The definitions of protocol section 9's losses, in doubles as the SDK has them. */
const DEFINED: readonly ((truth: number, inference: number) => number)[] = [
  (truth, inference) => Math.abs(truth - inference),
  (truth, inference) => (truth - inference) ** 2,
  (truth, inference) => {
    const error = Math.abs(truth - inference);
    return error <= 30 ? error ** 2 / 2 : 30 * (error - 15);
  },
  (truth, inference) => (truth > inference ? 0.9 : 1 - 0.9) * Math.abs(truth - inference),
];
const PARAMETERS = ["1", "1", "30", "0.9"];

test("a project's loss is the SDK's to 1e-15, with the parameters that a request asks for", async () => {
  const cwd = temporaryFolder();
  writeAll(cwd, {
    "weightkit.json": JSON.stringify({
      name: "traffic",
      loss: "logic/loss.ts",
      parameters: { which: { min: 0, max: 3 }, p: { min: 0, max: 100 } },
    }),
    "logic/loss.ts": LOSSES,
    "logic/weights.ts": "",
  });
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  const { code, stdout, stderr } = await whileServing([], cwd, async (url) => {
    expect(await isNeverNegativeAsNode(url, { loss_method: "traffic", which: "2" })).toBe(true);
    for (const [which, defined] of DEFINED.entries()) {
      const options = { which: String(which), p: PARAMETERS[which] ?? "1" };
      for (const [truth, inference] of fc.sample(fc.tuple(number, number), {
        numRuns: 60,
        seed: 1,
      })) {
        const loss = Number(await calculateAsNode(url, String(truth), String(inference), options));
        const wanted = defined(truth, inference);
        expect(Math.abs(loss - wanted)).toBeLessThanOrEqual(1e-15 * Math.abs(wanted));
      }
    }
    await expect(calculateAsNode(url, "1", "2", { p: "101" })).rejects.toThrow(/400.*WK151/);
    await expect(calculateAsNode(url, "1", "2", { q: "1" })).rejects.toThrow(/400.*WK150/);
  });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^serving traffic at http:\/\/127\.0\.0\.1:\d+\n$/);
});

test("every option counts", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "loss.wasm"), await wasm(lossModule(ABSOLUTE)));
  const args = ["loss.wasm", "--loss-method", "mae", "--loss-method", "abse", "--fuel", "100"];
  args.push("--host", "127.0.0.1", "--concurrency", "9", "--connections", "50", "--max-body", "90");
  args.push("--patience", "2", "--json");
  const { code, stdout } = await whileServing(args, cwd, async (url) => {
    expect(await calculateAsNode(url, "3", "1", { loss_method: "abse" })).toBe("2");
    const big = await fetch(`${url}/calculate`, { method: "POST", body: "x".repeat(91) });
    expect(big.status).toBe(413);
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, lossMethods: ["mae", "abse"] });
  const param = await weightkit(["serve", "loss.wasm", "--param", "delta=1"], { cwd });
  expect([param.code, param.stderr]).toEqual([3, expect.stringContaining("error WK150")]);
});

test("other machines are answered only when asked for, with a warning", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "loss.wasm"), await wasm(lossModule(ABSOLUTE)));
  const { stderr } = await whileServing(["loss.wasm", "--host", "0.0.0.0"], cwd, async (url) => {
    expect(await calculateAsNode(url, "3", "1", null)).toBe("2");
  });
  expect(stderr).toBe(
    "warning: everybody who reaches 0.0.0.0 can use this server: it has no password and no encryption\n",
  );
});

test.each([
  ["a project without a loss", { "weightkit.json": '{"name":"traffic"}' }, [], "WK109"],
  [
    "a loss that does not compile",
    { "weightkit.json": '{"name":"traffic","loss":"l.ts"}', "l.ts": "let x: f64 = y;\n" },
    [],
    "WK201",
  ],
  ["no file", {}, ["absent.wasm"], "WK400"],
  ["no project", {}, [], "WK110"],
])("%s is reported", async (_, files, args, code) => {
  const cwd = temporaryFolder();
  writeAll(cwd, files);
  const { stdout, stderr } = await weightkit(["serve", ...args], { cwd });
  expect([stdout, stderr]).toEqual(["", expect.stringContaining(`error ${code}`)]);
});

test("a WASM that is weight logic only, or whose loss has another signature, is reported", async () => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, "loss.wasm"),
    await wasm('(module (func (export "calculate") (param f32 f32) (result f32) (f32.const 1)))'),
  );
  const { code, stderr } = await weightkit(["serve", "loss.wasm"], { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain("does not export calculate(y_true: f64, y_pred: f64): f64");
  expect(stderr).toContain("does not export is_never_negative(): i32");
});

test("an address that is taken is reported", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "loss.wasm"), await wasm(lossModule(ABSOLUTE)));
  const { port } = await served(lossModule(ABSOLUTE));
  const args = ["serve", "loss.wasm", "--port", String(port)];
  const { code, stderr } = await weightkit(args, { cwd });
  expect([code, stderr]).toEqual([3, expect.stringContaining("error WK165")]);
  expect(stderr).toContain(`port ${port}: it is in use`);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s ends it after the request under way",
  async (signal) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "loss.wasm"), await wasm(lossModule(ABSOLUTE)));
    const child = spawn(process.execPath, [bin, "serve", "loss.wasm", "--port", "0", "--json"], {
      cwd,
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    await expect.poll(() => printed, { timeout: 30_000 }).toMatch(/\}\s*$/);
    const { url } = JSON.parse(printed) as { url: string };
    const client = new RawClient(Number(new URL(url).port));
    client.write("POST /calculate HTTP/1.1\r\nHost: loss\r\nContent-Length: 27\r\n\r\n");
    await expect
      .poll(async () => (await fetch(`${url}/metrics`)).text())
      .toContain("in_flight 2\n");
    child.kill(signal);
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => true,
          () => false,
        ),
      )
      .toBe(false);
    client.write('{"y_true":"3","y_pred":"1"}');
    expect(await client.ended).toContain('{"loss":"2"}');
    expect(await ended).toBe(0);
  },
);
