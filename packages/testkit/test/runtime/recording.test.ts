import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HttpExchange, HttpRequest } from "../../src/runtime/http/http-exchange.js";
import { formatRecording, parseRecording } from "../../src/runtime/http/recording-file.js";
import { recordExchanges, recordingAnswerer } from "../../src/runtime/http/recording.js";
import { redactHeaders, redactUrl } from "../../src/runtime/http/redact.js";
import { textOf } from "../support/run.js";

const request = (url: string, extra: Partial<HttpRequest> = {}): HttpRequest => ({
  ...{ method: "GET", url, headers: {}, body: null },
  ...extra,
});
const exchange = (url: string, body: string, extra: Partial<HttpRequest> = {}): HttpExchange => ({
  request: request(url, extra),
  response: { status: 200, headers: { "content-type": "text/plain" }, body: Buffer.from(body) },
  refused: false,
});

describe("recordings", () => {
  const recording = [
    ...recordExchanges([exchange("https://d/1", "first")], 100),
    ...recordExchanges([exchange("https://d/1", "second")], 200),
    ...recordExchanges([exchange("https://d/2", "posted", { method: "POST", body: "x" })], 100),
  ];
  const answer = recordingAnswerer(recording);
  const bodyAt = (asked: HttpRequest, time: number): string | null => {
    const response = answer(asked, time);
    return response === null ? null : textOf(response.body);
  };

  it("answer what was known at the block time", () => {
    expect(bodyAt(request("https://d/1"), 99)).toBeNull();
    expect(bodyAt(request("https://d/1"), 100)).toBe("first");
    expect(bodyAt(request("https://d/1"), 199)).toBe("first");
    expect(bodyAt(request("https://d/1"), 200)).toBe("second");
  });

  it("distinguish methods and bodies, but not headers", () => {
    const post = { method: "POST", body: "x" } as const;
    expect(bodyAt(request("https://d/2", post), 100)).toBe("posted");
    expect(bodyAt(request("https://d/2", { ...post, headers: { a: "b" } }), 100)).toBe("posted");
    expect(bodyAt(request("https://d/2", { ...post, body: "y" }), 100)).toBeNull();
    expect(bodyAt(request("https://d/2"), 100)).toBeNull();
  });

  it("hold neither secrets nor what nobody answered", () => {
    const asked = request("https://u:pw@d/x?api_key=abc&at=5&Token=t#f", {
      headers: { authorization: "Bearer abc", "x-api-key": "abc", accept: "json" },
    });
    const [found, ...more] = recordExchanges(
      [
        {
          request: asked,
          response: { status: 200, headers: { "set-cookie": "abc" }, body: Buffer.from("") },
          refused: false,
        },
        { request: asked, response: null, refused: true },
        { request: asked, response: null, refused: false },
      ],
      5,
    );
    expect(more).toEqual([]);
    expect(found?.request).toMatchObject({
      url: "https://u:REDACTED@d/x?api_key=REDACTED&at=5&Token=REDACTED#f",
      headers: { authorization: "REDACTED", "x-api-key": "REDACTED", accept: "json" },
    });
    expect(found?.response.headers).toEqual({ "set-cookie": "REDACTED" });
    // The same request, secrets and all, still finds its answer.
    expect(recordingAnswerer([found!])(asked, 5)?.status).toBe(200);
  });

  it("are readable, and read back as they were", () => {
    const text = formatRecording(recording);
    expect(text).toContain('"body": "first"');
    expect(parseRecording(text, "r.json")).toEqual(recording);
    fc.assert(
      fc.property(fc.uint8Array(), fc.webUrl(), fc.nat(), (body, url, time) => {
        const response = { status: 200, headers: {}, body: Buffer.from(body) };
        const written = recordExchanges(
          [{ request: request(url), response, refused: false }],
          time,
        );
        const [read] = parseRecording(formatRecording(written), "r.json");
        expect(Buffer.from(read!.response.body).equals(Buffer.from(body))).toBe(true);
        expect(read!.request.url).toBe(redactUrl(url));
      }),
    );
  });

  it.each([
    ["", ""],
    ["[]", "version"],
    ['{"version":2}', "version"],
    ['{"version":1,"exchanges":{}}', "exchanges"],
    ['{"version":1,"exchanges":[{"availableAt":"1"}]}', "exchanges[0].availableAt"],
    [
      '{"version":1,"exchanges":[{"availableAt":1,"request":{"method":"PUT"}}]}',
      "exchanges[0].request.method",
    ],
    [
      '{"version":1,"exchanges":[{"availableAt":1,"request":{"method":"GET","url":"u"},"response":{"status":200}}]}',
      "exchanges[0].response.body",
    ],
  ])("refuse %j, naming the place", (text, field) => {
    expect(() => parseRecording(text, "r.json")).toThrow(
      expect.objectContaining({
        code: "WK446",
        place: { file: "r.json", ...(field === "" ? {} : { field }) },
      }),
    );
  });
});

describe("redaction", () => {
  it("leaves what is not a secret as it stands", () => {
    expect(redactUrl("https://d/a?at=1&monkey=2")).toBe("https://d/a?at=1&monkey=2");
    expect(redactHeaders({ accept: "x", "content-type": "y" })).toEqual({
      accept: "x",
      "content-type": "y",
    });
    expect(redactUrl("https://d/a?country_code=US&passenger=3#top")).toBe(
      "https://d/a?country_code=US&passenger=3#top",
    );
  });

  it.each([
    ["https://d/?%74oken=a", "https://d/?%74oken=REDACTED"],
    ["https://d/?a=1;sig=b;c=2", "https://d/?a=1;sig=REDACTED;c=2"],
    ["https://d/#access_token=a&x=1", "https://d/#access_token=REDACTED&x=1"],
    ["https://d/cb?code=a&state=1", "https://d/cb?code=REDACTED&state=1"],
    ["https://ghp_abc@d/x", "https://REDACTED@d/x"],
    ["https://d/?jwt=a&appid=b&pass=c", "https://d/?jwt=REDACTED&appid=REDACTED&pass=REDACTED"],
    [
      "https://d/?accessKey=a&X-Amz-Signature=b",
      "https://d/?accessKey=REDACTED&X-Amz-Signature=REDACTED",
    ],
  ])("of %s gives %s", (url, redacted) => {
    expect(redactUrl(url)).toBe(redacted);
  });

  it("looks into the URLs of headers", () => {
    expect(
      redactHeaders({
        ...{ "x-access": "a", "X-HMAC": "b", referer: "https://d/?key=c&x=1" },
        link: '<https://d/?sig=d>; rel="next"',
      }),
    ).toEqual({
      ...{ "x-access": "REDACTED", "X-HMAC": "REDACTED", referer: "https://d/?key=REDACTED&x=1" },
      link: '<https://d/?sig=REDACTED>; rel="next"',
    });
  });
});
