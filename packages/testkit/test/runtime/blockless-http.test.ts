import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAllowed } from "../../src/runtime/blockless/permission.js";
import { HttpError } from "../../src/runtime/blockless/http-error.js";
import { fault } from "../../src/errors/weightkit-error.js";
import { runtimeErrors } from "../../src/errors/runtime-errors.js";
import type { HttpRequest, HttpResponse } from "../../src/runtime/http/http-exchange.js";
import type { Call } from "../support/host-call.js";
import type { RuntimeTarget } from "../../src/runtime/versions.js";
import { hostCalls } from "../support/host-call.js";
import { textOf } from "../support/run.js";

const URL_AT = 100;
const OPTIONS_AT = 1000;
const NAME_AT = 3000;
const BODY_AT = 4000;
const HANDLE = 0;
const STATUS = 4;
const NUMBER = 8;

const OPTIONS = '{"method":"get","headers":"{}"}';
const PERMISSIONS = ["https://d.example/"];
const OK: HttpResponse = {
  status: 200,
  headers: { "content-type": "text/plain", odd: "é" },
  body: Buffer.from("0123456789"),
};

interface Scene {
  readonly url?: string | Uint8Array;
  readonly options?: string | Uint8Array;
  readonly name?: string | Uint8Array;
  readonly permissions?: readonly string[];
  readonly answer?: HttpResponse | null;
  readonly then?: readonly Call[];
  /** The call itself, when it is not to be the plain one. */
  readonly request?: Call;
  readonly runtime?: RuntimeTarget;
}

function scene(given: Scene) {
  const url = Buffer.from(given.url ?? "https://d.example/x");
  const options = Buffer.from(given.options ?? OPTIONS);
  const name = Buffer.from(given.name ?? "Content-Type");
  const asked: HttpRequest[] = [];
  const args = [URL_AT, url.length, OPTIONS_AT, options.length, HANDLE, STATUS];
  const found = hostCalls([given.request ?? { name: "http_req", args }, ...(given.then ?? [])], {
    data: [
      { at: URL_AT, bytes: url },
      { at: OPTIONS_AT, bytes: options },
      { at: NAME_AT, bytes: name },
    ],
    dump: 5000,
    runtime: given.runtime ?? "0.6.3",
    request: {
      permissions: given.permissions ?? PERMISSIONS,
      http: (request) => {
        asked.push(request);
        return given.answer === undefined ? OK : given.answer;
      },
    },
  });
  return { ...found, asked };
}

const body = (length: number, at = BODY_AT): Call => ({
  name: "http_read_body",
  args: [1, at, length, NUMBER],
});
const header = (length: number, nameLength = 12, handle = 1): Call => ({
  name: "http_read_header",
  args: [handle, NAME_AT, nameLength, BODY_AT, length, NUMBER],
});
const close = (handle: number): Call => ({ name: "http_close", args: [handle] });

describe("blockless_http", () => {
  it("answers with a handle and a status", () => {
    const { errnos, memory, asked, outcome } = scene({});
    expect(errnos).toEqual([0]);
    expect([memory.readUInt32LE(HANDLE), memory.readUInt32LE(STATUS)]).toEqual([1, 200]);
    expect(asked).toEqual([{ method: "GET", url: "https://d.example/x", headers: {}, body: null }]);
    expect(outcome.exchanges).toHaveLength(1);
    expect(outcome.failure).toBeNull();
  });

  it("sends method, headers and body", () => {
    const options = JSON.stringify({
      ...{ method: "PoSt", headers: '{"X-Key":"v"}', body: "b", connectTimeout: 1 },
    });
    expect(scene({ options }).asked).toEqual([
      {
        method: "POST",
        url: "https://d.example/x",
        headers: { "x-key": "v" },
        body: "b",
        timeouts: { connect: 1000 },
      },
    ]);
  });

  it("reads a body in parts, then 0 bytes", () => {
    const { errnos, memory } = scene({
      then: [
        { name: "http_read_body", args: [1, BODY_AT, 4, NUMBER] },
        { name: "http_read_body", args: [1, BODY_AT + 4, 4, NUMBER + 4] },
        { name: "http_read_body", args: [1, BODY_AT + 8, 4, NUMBER + 8] },
        { name: "http_read_body", args: [1, BODY_AT + 12, 4, NUMBER + 12] },
      ],
    });
    expect(errnos).toEqual([0, 0, 0, 0, 0]);
    expect([0, 4, 8, 12].map((at) => memory.readUInt32LE(NUMBER + at))).toEqual([4, 4, 2, 0]);
    expect(textOf(memory.subarray(BODY_AT, BODY_AT + 11))).toBe("0123456789\0");
  });

  it("reads a header by its name in any case", () => {
    const { errnos, memory } = scene({ then: [header(100)] });
    expect(errnos).toEqual([0, 0]);
    expect(memory.readUInt32LE(NUMBER)).toBe(10);
    expect(textOf(memory.subarray(BODY_AT, BODY_AT + 10))).toBe("text/plain");
  });

  it("counts handles up and forgets closed ones", () => {
    const again: Call = {
      name: "http_req",
      args: [URL_AT, 19, OPTIONS_AT, OPTIONS.length, HANDLE, STATUS],
    };
    const { errnos, memory } = scene({ then: [again, close(1), close(1), close(2), body(4)] });
    expect(errnos).toEqual([0, 0, 0, HttpError.invalidHandle, 0, HttpError.invalidHandle]);
    expect(memory.readUInt32LE(HANDLE)).toBe(2);
  });

  /** Error numbers from protocol section 6. */
  const ERRORS: readonly [string, number, Scene][] = [
    ["an unknown handle", 1, { then: [header(10, 12, 9)] }],
    ["a handle to close that is not open", 1, { then: [close(7)] }],
    ["a body buffer outside of memory", 2, { then: [body(10, 65_530)] }],
    ["a header that is not there", 4, { then: [header(10)], name: "Content-Sort" }],
    ["a header's name that is no UTF-8", 5, { then: [header(10, 1)], name: Buffer.from([0xff]) }],
    ["a URL that is no UTF-8", 5, { url: Buffer.from([0x68, 0xff]) }],
    ["options that are no UTF-8", 5, { options: Buffer.from([0x7b, 0xff]) }],
    [
      "a URL outside of memory",
      5,
      { request: { name: "http_req", args: [65_530, 100, 0, 2, 0, 4] } },
    ],
    ["a header's value that is no ASCII", 8, { then: [header(10, 3)], name: "odd" }],
    ["options that are no JSON", 10, { options: "{" }],
    ["options without a method", 10, { options: '{"headers":"{}"}' }],
    ["another method", 10, { options: '{"method":"put","headers":"{}"}' }],
    ["nobody to answer", 11, { answer: null }],
    ["a header after the body was begun", 11, { then: [body(1), header(100)] }],
    ["no permission", 14, { permissions: [] }],
    ["options without headers", 15, { options: '{"method":"get"}' }],
    ["headers that are no text", 15, { options: '{"method":"get","headers":{}}' }],
    ["headers that hold no JSON", 15, { options: '{"method":"get","headers":"x"}' }],
    ["a bad header", 15, { options: '{"method":"get","headers":"{\\"a b\\":\\"\\"}"}' }],
  ];
  it.each(ERRORS)("%s answers %d", (_what, errno, given) => {
    const { errnos } = scene(given);
    expect(errnos.at(-1)).toBe(errno);
    expect(errnos.slice(0, -1).every((it) => it === 0)).toBe(true);
  });

  it("crashes on a header longer than the buffer, as both versions do", () => {
    const { outcome } = scene({ then: [header(9)] });
    expect(outcome).toMatchObject({ exitCode: 101, failure: { code: "WK437" } });
    expect(outcome.failure?.message).toMatch(/content-type is 10 bytes, but your buffer is 9/);
  });

  it.each(['{"method":"get"}', '{"method":"get","headers":"x"}'])(
    "crashes on headers that 0.3.1 does not stand: %s",
    (options) => {
      for (const runtime of ["0.3.1", "both"] as const)
        expect(scene({ options, runtime }).outcome).toMatchObject({
          exitCode: 101,
          failure: { code: "WK429" },
        });
    },
  );

  it.each([
    ["[]", {}],
    ["5", {}],
    ["null", {}],
    ['{"a":1,"B":"x","c":null}', { a: "1", b: "x", c: "null" }],
  ])("accepts %s for headers, as both versions do", (text, headers) => {
    const options = JSON.stringify({ method: "get", headers: text });
    const { outcome, asked } = scene({ options, runtime: "both" });
    expect(outcome.failure).toBeNull();
    expect(asked).toMatchObject([{ headers }]);
  });

  it("passes times on in milliseconds", () => {
    const options = '{"method":"get","headers":"{}","connectTimeout":2,"readTimeout":0.5}';
    expect(scene({ options }).asked).toMatchObject([{ timeouts: { connect: 2000, read: 500 } }]);
  });

  it("ends a run that exchanges more than 128 MiB", () => {
    const again: Call = {
      name: "http_req",
      args: [URL_AT, 19, OPTIONS_AT, OPTIONS.length, HANDLE, STATUS],
    };
    const answer = { ...OK, body: new Uint8Array(4 << 20) };
    const { outcome } = scene({ answer, then: Array.from({ length: 40 }, () => again) });
    expect(outcome.failure).toMatchObject({ code: "WK418", exit: 4 });
    expect(outcome.exchanges.length).toBeLessThan(33);
  });

  it("reports why nothing answered, without the URL's secrets", () => {
    const url = "https://d.example/x?token=abc";
    const { outcome } = hostCalls(
      [
        {
          name: "http_req",
          args: [URL_AT, url.length, OPTIONS_AT, OPTIONS.length, HANDLE, STATUS],
        },
      ],
      {
        data: [
          { at: URL_AT, bytes: url },
          { at: OPTIONS_AT, bytes: OPTIONS },
        ],
        request: {
          permissions: PERMISSIONS,
          http: (_request, _blockTime, asking) => {
            asking?.failed("DNS knows no such host (ENOTFOUND)");
            return null;
          },
        },
      },
    );
    expect(outcome.failure).toMatchObject({
      code: "WK428",
      message:
        "GET https://d.example/x?token=REDACTED got no answer: DNS knows no such host (ENOTFOUND)",
    });
  });

  it("has no limit of open handles", () => {
    const again: Call = {
      name: "http_req",
      args: [URL_AT, 19, OPTIONS_AT, OPTIONS.length, HANDLE, STATUS],
    };
    const { errnos } = scene({ then: Array.from({ length: 300 }, () => again) });
    expect(errnos.every((errno) => errno === 0)).toBe(true);
  });

  it("fails a round over a request that nothing answers, naming it", () => {
    const { outcome } = scene({ answer: null });
    expect(outcome).toMatchObject({
      exitCode: 0,
      failure: { code: "WK440", message: "Nothing answers GET https://d.example/x" },
      exchanges: [{ response: null, refused: false }],
    });
  });

  it("notes a refused request, and goes on", () => {
    const { outcome, asked } = scene({ permissions: ["https://other.example/"] });
    expect(asked).toEqual([]);
    expect(outcome).toMatchObject({ exitCode: 0, failure: null, exchanges: [{ refused: true }] });
    expect(outcome.notes).toEqual([expect.stringContaining("https://d.example/x")]);
  });

  it("ends the run over a body beyond the limit", () => {
    const answer = { ...OK, body: new Uint8Array((4 << 20) + 1) };
    expect(scene({ answer }).outcome.failure).toMatchObject({ code: "WK441", exit: 4 });
  });

  it("passes on what an answerer reports", () => {
    const { outcome } = hostCalls(
      [{ name: "http_req", args: [URL_AT, 19, OPTIONS_AT, OPTIONS.length, HANDLE, STATUS] }],
      {
        data: [
          { at: URL_AT, bytes: "https://d.example/x" },
          { at: OPTIONS_AT, bytes: OPTIONS },
        ],
        request: {
          permissions: PERMISSIONS,
          http: ({ method, url }) => {
            throw fault(runtimeErrors.httpUnanswered, { method, url });
          },
        },
      },
    );
    expect(outcome.failure).toMatchObject({ code: "WK440" });
  });
});

describe("the permission rule", () => {
  it("is a prefix of the lower-cased URL, as written", () => {
    expect(isAllowed("HTTPS://D.example/X", ["https://d.example/"])).toBe(true);
    expect(isAllowed("https://d.example/X", ["https://d.example/X"])).toBe(false);
    expect(isAllowed("http://api.example.evil/", ["http://api.example"])).toBe(true);
    expect(isAllowed("http://api.example.evil/", ["http://api.example/"])).toBe(false);
    expect(isAllowed("http://api.example/", [])).toBe(false);
  });

  it("allows exactly what some permission is a prefix of", () => {
    const text = fc.stringMatching(/^[a-zA-Z:/.]{0,6}$/);
    fc.assert(
      fc.property(text, fc.array(text), (url, permissions) => {
        const lower = url.toLowerCase();
        const independent = permissions.some((it) => lower.slice(0, it.length) === it);
        expect(isAllowed(url, permissions)).toBe(independent);
      }),
    );
  });

  it("never allows by a permission with a capital", () => {
    const text = fc.stringMatching(/^[a-zA-Z:/.]{0,6}$/);
    fc.assert(
      fc.property(text, text, (url, permission) => {
        fc.pre(/[A-Z]/.test(permission));
        expect(isAllowed(url, [permission])).toBe(false);
      }),
    );
  });
});
