import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTopic, topicDifferences, topicFindings } from "../../src/publish/topic-rules.js";
import { vectorPath } from "../../../../test/support/inputs.js";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

const CREATOR = "allo13m4fhx6349cdqe7j0j26yd7qa78m453w80v76j";
const MESSAGE = {
  "@type": "/emissions.state.v1.MsgCreateNewTopic",
  creator: CREATOR,
  metadata: "Delays",
  weight_logic: "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354",
  weight_method: "mini.wasm",
  weight_cadence: "7200",
  inference_logic: "bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm",
  inference_method: "allora-inference-function.wasm",
  inference_cadence: "3600",
  default_arg: "",
};

async function functionIdIn(cwd: string): Promise<string> {
  const { stdout } = await weightkit(["build", "--json"], { cwd });
  return (JSON.parse(stdout) as { functionId: string }).functionId;
}

test("prints the chain's message and the transactions in the order in which they are due", async () => {
  const cwd = miniProject(PRINTS, { topic: { metadata: "Delays", weightCadence: 7200 } });
  const functionId = await functionIdIn(cwd);
  const args = ["topic", "--creator", CREATOR, "--topic-id", "7", "--json"];
  const { code, stdout, stderr } = await weightkit(args, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const document = JSON.parse(stdout) as {
    message: object;
    commands: { command: string }[];
    others: { command: string }[];
    findings: object[];
  };
  expect(document.message).toEqual({ ...MESSAGE, weight_logic: functionId });
  expect(document.findings).toEqual([]);
  expect(document.commands.map(({ command }) => command)).toEqual([
    `allorad tx emissions push-topic ${CREATOR} Delays ${functionId} mini.wasm 7200 ${MESSAGE.inference_logic} allora-inference-function.wasm 3600 ''`,
    `allorad tx emissions request-inference SENDER '{"nonce":"1","topic_id":"7","cadence":"3600","max_price_per_inference":"1","bid_amount":"10000","timestamp_valid_until":"UNIX_SECONDS"}'`,
    "allorad tx emissions reactivate-topic SENDER 7",
  ]);
  expect(document.others.map(({ command }) => command)).toEqual([
    "allorad tx emissions add-to-topic-creation-whitelist ADMIN CREATOR",
    "allorad tx emissions add-to-weight-setting-whitelist ADMIN HEAD_ADDRESS",
    "allorad tx emissions register ADDRESS LIBP2P_KEY MULTI_ADDRESS 7 100 OWNER true",
    "allorad tx emissions register ADDRESS LIBP2P_KEY MULTI_ADDRESS 7 100 OWNER false",
    "allorad tx emissions add-stake SENDER TARGET AMOUNT",
  ]);
  const text = await weightkit(["topic"], { cwd });
  expect(text.stdout).toContain("push-topic CREATOR Delays");
  expect(text.stdout).toContain("with a stake of at least 100");
});

test("an address with a wrong checksum is refused, as the chain refuses it", async () => {
  const cwd = miniProject(PRINTS, { topic: { metadata: "Delays" } });
  const run = await weightkit(["topic", "--creator", `${CREATOR.slice(0, -1)}k`], { cwd });
  expect(run.code).toBe(3);
  expect(run.stderr).toContain("WK705");
});

describe("the fields of a topic", () => {
  test.each([
    ["a sound one", {}, []],
    ["without a creator yet", { creator: "CREATOR" }, []],
    ["a foreign address", { creator: "cosmos1abc" }, ["creator!"]],
    ["a function that is not a CID", { weight_logic: "QmX" }, ["weight_logic"]],
    ["an inference function without a name", { inference_method: "" }, ["inference_method"]],
    ["a method in a folder", { weight_method: "a/b.wasm" }, ["weight_method"]],
    ["no metadata", { metadata: "" }, ["metadata"]],
    ["an escape sequence", { default_arg: "\u001b[2J" }, ["default_arg"]],
    ["a short cadence", { weight_cadence: "3599" }, ["weight_cadence!"]],
    ["a cadence that is not a number", { inference_cadence: "-5" }, ["inference_cadence!"]],
  ])("%s", (_, change, expected) => {
    const found = topicFindings({ ...MESSAGE, ...change });
    expect(found.map(({ field, refused }) => `${field}${refused ? "!" : ""}`)).toEqual(expected);
  });

  test("cadences are refused just where the chain itself refused them", () => {
    const cases = JSON.parse(readFileSync(vectorPath("chain-run/topic-minimums.json"), "utf8")) as {
      ic: string;
      wc: string;
      answer: string;
    }[];
    expect(cases.length).toBeGreaterThan(10);
    for (const { ic, wc, answer } of cases) {
      const fields = { ...MESSAGE, inference_cadence: ic, weight_cadence: wc };
      const refused = topicFindings(fields).some((finding) => finding.refused);
      expect(refused).toBe(answer.includes("cadence must be"));
    }
  });
});

describe("topic diff", () => {
  const chain = (functionId: string, change: object = {}): string =>
    JSON.stringify({
      topic: {
        ...{ id: "7", ...MESSAGE, weight_logic: functionId, active: true },
        ...{ weight_last_ran: "1700000000", inference_last_ran: "1700000000" },
        ...change,
      },
    });

  test("exits 0 for the same topic and 5 with the fields that differ", async () => {
    const cwd = miniProject(PRINTS, { topic: { metadata: "Delays" } });
    const functionId = await functionIdIn(cwd);
    writeFileSync(join(cwd, "topic.json"), chain(functionId));
    const same = await weightkit(["topic", "diff", "topic.json"], { cwd });
    expect([same.code, same.stdout.trim()]).toEqual([0, "mini is the topic on the chain"]);
    writeFileSync(join(cwd, "topic.json"), chain("bafyother", { weight_cadence: 3600 }));
    const other = await weightkit(["topic", "diff", "topic.json", "--json"], { cwd });
    expect(other.code).toBe(5);
    expect(JSON.parse(other.stdout)).toMatchObject({
      ok: false,
      differences: [
        { field: "weight_logic", here: functionId, chain: "bafyother" },
        { field: "weight_cadence", here: "7200", chain: "3600" },
      ],
    });
  });

  test.each(["", "[]", "{", '{"topic":{"id":"1"}}'])("is refused for %j", async (text) => {
    const cwd = miniProject(PRINTS);
    writeFileSync(join(cwd, "topic.json"), text);
    const run = await weightkit(["topic", "diff", "topic.json"], { cwd });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("WK706");
  });

  test("needs a file", async () => {
    const cwd = miniProject(PRINTS);
    expect((await weightkit(["topic", "diff"], { cwd })).code).toBe(3);
  });

  test("reads camel case and a topic without its wrapper", () => {
    expect(readTopic('\uFEFF{"weight_logic":"bafy"}')).toEqual({ weight_logic: "bafy" });
    const found = readTopic('{"weightLogic":"bafy","weightCadence":"5","active":true,"x":{}}');
    expect(found).toEqual({ weight_logic: "bafy", weight_cadence: "5", active: "true" });
    expect(topicDifferences({ weight_logic: "bafy", creator: "CREATOR" }, found ?? {})).toEqual([]);
  });
});

describe("package", () => {
  test("wraps any WASM: the package that a project's build makes of the same bytes", async () => {
    const cwd = miniProject(PRINTS);
    const functionId = await functionIdIn(cwd);
    const args = ["package", "build/mini.wasm", "--output", "out", "--json"];
    const { code, stdout } = await weightkit(args, { cwd });
    expect([code, (JSON.parse(stdout) as { functionId: string }).functionId]).toEqual([
      0,
      functionId,
    ]);
    for (const name of ["manifest.json", "mini.tar.gz", "mini.car"]) {
      const [ours, built] = ["out", "build"].map((folder) => readFileSync(join(cwd, folder, name)));
      expect(ours?.equals(built ?? Buffer.of())).toBe(true);
    }
    expect((await weightkit(["verify", "out"], { cwd })).code).toBe(0);
  });

  test("takes name, permissions and limits, and refuses names and modules that no node takes", async () => {
    const cwd = miniProject(PRINTS);
    await functionIdIn(cwd);
    const args = ["package", "build/mini.wasm", "-o", "out", "--name", "other", "--fuel", "5"];
    const more = ["--permission", "https://data.example/", "--memory-pages", "9"];
    expect((await weightkit([...args, ...more], { cwd })).code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, "out/manifest.json"), "utf8"))).toMatchObject({
      ...{ name: "other", limited_fuel: 5, limited_memory: 9 },
      permissions: ["https://data.example/"],
      modules: [{ file: "other.wasm" }],
    });
    const bad = await weightkit(["package", "build/mini.wasm", "--name", "../x"], { cwd });
    expect(bad.stderr).toContain("WK701");
    mkdirSync(join(cwd, "no"));
    writeFileSync(join(cwd, "no/x.wasm"), Buffer.from("0061736d01000000", "hex"));
    const empty = await weightkit(["package", "no/x.wasm"], { cwd });
    expect(empty.stderr).toContain("WK402");
  });
});
