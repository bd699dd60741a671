import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { typedJsonArguments } from "../../src/compiler/typed-json.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

const LOGIC = `import { log, Round } from "@weightkit/sdk";
import { readExtra } from "./extra";
log(readExtra('{"name":"a\\\\u0062","size":7}'));
Round.read().weights.commit();
`;
const EXTRA = `import { parseJson } from "@weightkit/sdk/json";
@json
class Extra {
  name: string = "";
  size: i32 = 0;
}
export function readExtra(text: string): string {
  const extra = parseJson<Extra>(text, "extra");
  return extra.name + " " + extra.size.toString();
}
`;

function project(logic: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "logic"));
  writeFileSync(join(folder, "weightkit.json"), '{ "name": "typed" }');
  writeFileSync(join(folder, "logic/weights.ts"), logic);
  writeFileSync(join(folder, "logic/extra.ts"), EXTRA);
  return folder;
}

test("logic reads its own JSON into classes, without a setting", async () => {
  const cwd = project(LOGIC);
  expect(await weightkit(["build"], { cwd })).toMatchObject({ code: 0 });
  const { code, stdout, stderr } = await weightkit(["run"], { cwd, stdin: '{"inferences":[]}' });
  expect(stderr).toContain("ab 7");
  expect(stdout).toBe('{"type":"weights","weights":{}}\n');
  expect(code).toBe(0);
});

test("logic without typed JSON is compiled without its transform", () => {
  const cwd = project('import { Round } from "@weightkit/sdk";\nRound.read();\n');
  expect(typedJsonArguments(cwd, "logic/weights.ts")).toEqual([]);
});
