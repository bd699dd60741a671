import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  ABSOLUTE,
  calculateAsNode,
  lossModule,
  RawClient,
  served,
  silentClients,
} from "./support.js";

const HEAD = "POST /calculate HTTP/1.1\r\nHost: loss\r\n";
const BODY = '{"y_true":"3","y_pred":"1"}';

async function works(url: string): Promise<void> {
  expect(await calculateAsNode(url, "3", "1", null)).toBe("2");
}

describe("bodies", () => {
  test("up to the limit are read, and no further", async () => {
    const { url } = await served(lossModule(ABSOLUTE), { maxBody: 100 });
    const post = async (body: string): Promise<number> =>
      (await fetch(`${url}/calculate`, { method: "POST", body })).status;
    expect(await post(BODY.padEnd(100))).toBe(200);
    expect(await post(BODY.padEnd(101))).toBe(413);
    await works(url);
  });

  test("without an end are cut off, declared or in chunks", async () => {
    const { url, port } = await served(lossModule(ABSOLUTE), { maxBody: 100 });
    const declared = new RawClient(port);
    declared.write(`${HEAD}Content-Length: 1000000000\r\n\r\n`);
    expect(await declared.ended).toMatch(/^HTTP\/1\.1 413 [\s\S]*too_large/);
    const chunked = new RawClient(port);
    chunked.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    let written = 0;
    while (chunked.isOpen && written < 10_000) {
      chunked.write(`40\r\n${"x".repeat(64)}\r\n`);
      written += 1;
      await setTimeout(1);
    }
    expect(await chunked.ended).toMatch(/^HTTP\/1\.1 413 /);
    expect(written).toBeLessThan(10_000);
    await works(url);
  });

  test("that trickle in are given up", async () => {
    const { url, port } = await served(lossModule(ABSOLUTE), { patience: 300 });
    const slow = new RawClient(port);
    slow.write(`${HEAD}Content-Length: 27\r\n\r\n`);
    while (slow.isOpen && slow.received === "") {
      slow.write(" ");
      await setTimeout(200);
    }
    expect(await slow.ended).toMatch(/^HTTP\/1\.1 408 /);
    await works(url);
  });
});

test.each([
  ["no HTTP", "hello\r\n\r\n", /^HTTP\/1\.1 400 /],
  ["headers without an end", `${HEAD}X: ${"x".repeat(20_000)}`, /^HTTP\/1\.1 431 /],
  ["two lengths", `${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\n`, /^HTTP\/1\.1 400 /],
  [
    "a length and chunks",
    `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
    /^HTTP\/1\.1 400 /,
  ],
  ["bad chunks", `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, /^HTTP\/1\.1 400 /],
])("%s is refused, and the next request is answered", async (_, text, answer) => {
  const { url, port } = await served(lossModule(ABSOLUTE));
  const client = new RawClient(port);
  client.write(text);
  expect(await client.ended).toMatch(answer);
  await works(url);
});

test("a body that is nested as deeply as it fits, and one that is not UTF-8, are malformed", async () => {
  const { url } = await served(lossModule(ABSOLUTE), { maxBody: 65_536 });
  for (const body of ["[".repeat(65_000), Buffer.from([0xff, 0xfe, 0x7b, 0x7d])]) {
    const { status } = await fetch(`${url}/calculate`, { method: "POST", body });
    expect(status).toBe(400);
  }
  await works(url);
});

test("more requests at a time than allowed are sent away, and others are answered", async () => {
  const { port } = await served(lossModule(ABSOLUTE), { concurrency: 1 });
  const first = new RawClient(port);
  first.write(`${HEAD}Content-Length: 27\r\n\r\n`);
  await setTimeout(50);
  const second = new RawClient(port);
  second.write(`${HEAD}Content-Length: 27\r\n\r\n`);
  const refused = await second.ended;
  expect(refused).toMatch(/^HTTP\/1\.1 503 /);
  expect(refused.toLowerCase()).toContain("\r\nretry-after: 1\r\n");
  first.write(BODY);
  await expect.poll(() => first.received).toContain('{"loss":"2"}');
  first.close();
});

test("more connections than allowed are closed, and those that end make room", async () => {
  const { url, port } = await served(lossModule(ABSOLUTE), { connections: 20 });
  const clients = Array.from({ length: 20 }, () => new RawClient(port));
  await setTimeout(50);
  const extra = new RawClient(port);
  expect(await extra.ended).toBe("");
  for (const client of clients) client.close();
  await expect
    .poll(async () => {
      try {
        return await calculateAsNode(url, "3", "1", null);
      } catch {
        return null;
      }
    })
    .toBe("2");
});

test("a thousand connections on which nothing comes do not keep others away, and are closed in time", async () => {
  const { url, port } = await served(lossModule(ABSOLUTE), { connections: 2000, patience: 300 });
  const idle = await silentClients(port, 1000);
  await works(url);
  await Promise.all(idle.map(({ ended }) => ended));
  await works(url);
});

test("a client that goes away before its body is whole leaves no request behind", async () => {
  const { url, port } = await served(lossModule(ABSOLUTE));
  const client = new RawClient(port);
  client.write(`${HEAD}Content-Length: 27\r\n\r\n{`);
  await setTimeout(50);
  client.close();
  await expect
    .poll(async () => await (await fetch(`${url}/metrics`)).text())
    .toContain("\nweightkit_requests_in_flight 1\n");
});

test("closing lets the requests under way end, takes no new ones, and does not wait forever", async () => {
  const { port, server } = await served(lossModule(ABSOLUTE), { patience: 700 });
  const [first, stuck] = [new RawClient(port), new RawClient(port)];
  for (const client of [first, stuck]) client.write(`${HEAD}Content-Length: 27\r\n\r\n`);
  await setTimeout(50);
  const closed = server.close();
  const late = new RawClient(port);
  expect(await late.ended).toBe("");
  first.write(BODY);
  const answer = await first.ended;
  expect(answer).toContain('{"loss":"2"}');
  expect(answer.toLowerCase()).toContain("\r\nconnection: close\r\n");
  await closed;
  expect(await stuck.ended).not.toContain("200 OK");
});
