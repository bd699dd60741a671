import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run, type Run } from "../support/host.js";
import type { WasmModule } from "../support/wasm.js";

let guest: WasmModule;
beforeAll(async () => {
  const flags = ["-O3", "--transform", "json-as/transform"];
  guest = await compileGuest("typed-json", { payloadLimit: 1 << 16, flags });
});

function answer(body: string, status = 200): Run {
  return run(guest, '{"inferences":[]}', { http: () => ({ status, body }) });
}

describe("typed JSON", () => {
  it("reads classes", () => {
    const result = answer(
      '{"readings":[{"name":"a","value":1.5},{"name":"b","value":-2}],"tags":["x"]}',
    );
    expect(result.stderr).toBe("a 1.5\nb -2\nx\n");
    expect(result.trap ?? result.exit).toBeNull();
  });

  it("reads white space, escaped keys, escaped slashes and characters beyond ASCII", () => {
    const body =
      ' { "\\u0072eadings" : [ { "value" : 3 , "\\u006eame" : "a\\/\\u00e9\\ud83d\\ude00" } ] , "tags" : [ "\\"\\\\" ] } ';
    expect(answer(body).stderr).toBe('a/é😀 3\n"\\\n');
  });

  it.each([
    ['{"readings":[}', "expected a value at byte 13"],
    ['{"readings":n{}}', "expected a value at byte 12"],
    ['{"readings":[]', "expected , or } at byte 14"],
    ['{"readings":[]}}', "expected the end at byte 15"],
    ['{"tags":["\\ud800"]}', "lone surrogate at byte 9"],
    ['{"tags":["\u0001"]}', "control character at byte 10"],
    [`{"x":${"[".repeat(70)}`, "more than 64 deep at byte 68"],
    ["", "expected a value at byte 0"],
  ])("refuses %j before json-as sees it", (body, problem) => {
    const result = answer(body);
    expect(result).toMatchObject({ exit: 65, stdout: "" });
    expect(result.stderr).toBe(`https://data.example/readings: ${problem}\n`);
  });

  it("names the URL that failed", () => {
    const result = answer("", 404);
    expect(result).toMatchObject({
      exit: 69,
      stderr: "https://data.example/readings: status 404\n",
    });
  });
});
