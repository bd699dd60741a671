import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReplayDocument } from "@weightkit/testkit/report";
import { expect, test } from "vitest";
import { miniProject, writeAll } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
const C = "allo1lr2az4lyygxl5qmknceuyjfkv88puf68jcly7c";
const D = "allo1vsz5y8qkxapzkk8rneky3jj46vqcnchvmztw39";

/** Three quarters to A, one to B, whatever comes in. */
const ENTRY = `import { print } from "@weightkit/sdk";
print('{"type":"weights","weights":{"${A}":"0.75","${B}":"0.25"}}');
`;

function project(money: object): string {
  const cwd = miniProject(ENTRY, {
    topic: { inferenceCadence: 3600, weightCadence: 3600 },
    ...money,
  });
  const rows = [0, 1, 2].flatMap((i) =>
    [A, B].map((worker) => `${1_700_006_400 + i * 3600},${worker},5`),
  );
  writeAll(cwd, {
    "history/inferences.csv": `timestamp,worker,value\n${rows.join("\n")}\n`,
    "history/truth.csv": "timestamp,value,available_at\n1700006400,5,1700006400\n",
  });
  return cwd;
}

test("rewards follow the weights: E * incentive / D, by hand", async () => {
  // One reputer C with all the reputers' stake, who is weighted by nobody, so that there are no dividends: D = 1 and
  // incentives are the weights' shares. Topic stake 1000 + 2 * 1 of a total of 1002: all of the emission.
  const cwd = project({
    reputers: [{ address: C, stake: "1000" }],
    economy: { emission: "1000000", epochBlocks: 720, blockSeconds: 5 },
  });
  const { code, stderr } = await weightkit(["replay", "--csv", "out"], { cwd });
  expect({ code, stderr: stderr.replaceAll(/wrote .*\n/g, "") }).toEqual({ code: 0, stderr: "" });
  const lines = readFileSync(join(cwd, "out/rewards.csv"), "utf8").trim().split("\n").slice(1);
  const last = lines.slice(-3).map((line) => line.split(",").slice(4, 7));
  expect(last).toEqual([
    [A, "worker", "750000"],
    [B, "worker", "250000"],
    [C, "reputer", "0"],
  ]);
});

/** The amounts of each epoch: emission, stake, paid, rolled over. */
async function epochs(money: object, files: Readonly<Record<string, string>> = {}) {
  const cwd = project(money);
  writeAll(cwd, files);
  const { code, stdout } = await weightkit(["replay", "--json"], { cwd });
  expect(code).toBe(0);
  const [topic] = (JSON.parse(stdout) as ReplayDocument).topics;
  return (topic?.rewards?.byEpoch ?? []).map((epoch) => [
    epoch.emission,
    epoch.topicStake,
    epoch.paid,
    epoch.rolledOver,
  ]);
}

test("emission of any size: minted as the chain does, restaked, and what is not paid rolls over", async () => {
  // Epochs of 600 blocks of 5 s. Three quarters and one quarter of the weight, and no dividends: exact amounts share out everything.
  const reputers = [{ address: C, stake: "1000" }];
  const economy = { minting: "chain", epochBlocks: 600, blockSeconds: 5 };
  const [first, second] = await epochs({ reputers, economy });
  const minted = 849_300_000_000_000_000_000_000n;
  expect(first?.slice(0, 3)).toEqual([String(minted), "1002", String(minted)]);
  // What is restaked is what the host's floats make of it, some units more or less.
  const staked = BigInt(second?.[1] ?? 0) - 1002n;
  const off = staked > minted ? staked - minted : minted - staked;
  expect(off < 10n ** 9n).toBe(true);
  const rolled = staked < minted ? minted - staked : 0n;
  expect([first?.[3], second?.[0]]).toEqual([String(rolled), String(minted + rolled)]);
});

test("stake follows the stake file: times, participants, amounts, targets; fees are never paid", async () => {
  const stake = (change: string): Promise<string[][]> =>
    epochs(
      {
        reputers: [{ address: C, stake: "1000" }],
        economy: {
          ...{ emission: "1000000", epochBlocks: 720, blockSeconds: 5, fees: "77777" },
          ...{ minimumStake: "0", stakeChanges: "history/stake.csv" },
        },
      },
      { "history/stake.csv": `time,participant,delta,target\n${change}\n` },
    );
  const first = 1_700_006_400;
  const unchanged = await stake(`${first + 1},${D},0,${C}`);
  // The epoch ends 3,600 s after the first set: 1,000 and two workers' 1. Its emission holds no fees, and all of it is paid.
  expect(unchanged[0]).toEqual(["1000000", "1002", "1000000", "0"]);
  const more = await stake(`${first + 1},${D},500,${C}`);
  expect(more[0]).toEqual(["1000000", "1502", "1000000", "0"]);
  const late = await stake(`${first + 3601},${D},500,${C}`);
  expect([late[0], late[1]?.[1]]).toEqual([unchanged[0], String(1002 + 500 + 1_000_000)]);
});

test("epochs are counted from the block 0 that the project names", async () => {
  // Sets at 0, 3600 and 7200 after the first; epochs of 3600 s that end 1800 s past each hour when block 0 lies half an hour before.
  const economy = { emission: "1000000", epochBlocks: 720, blockSeconds: 5 };
  const first = 1_700_006_400;
  const cwd = project({
    reputers: [{ address: C, stake: "1000" }],
    economy: { ...economy, genesis: first - 1800 },
  });
  const { code } = await weightkit(["replay", "--csv", "out"], { cwd });
  expect(code).toBe(0);
  const lines = readFileSync(join(cwd, "out/rewards.csv"), "utf8").trim().split("\n").slice(1);
  const times = new Set(lines.map((line) => Number(line.split(",")[3]) - first));
  expect([...times]).toEqual([1800, 5400, 9000]);
  writeAll(cwd, {
    "weightkit.json": readFileSync(join(cwd, "weightkit.json"), "utf8").replace(
      String(first - 1800),
      String(first + 1),
    ),
  });
  const late = await weightkit(["replay"], { cwd });
  expect([late.code, /WK606/.test(late.stderr)]).toEqual([3, true]);
});

test("what is wrong with a participant is reported with its place", async () => {
  const cwd = project({});
  const text = `{
  "name": "mini",
  "reputers": [
    { "address": "${A.slice(0, -1)}q", "stake": "1000" },
    { "address": "${B}", "stake": 5, "stakes": "1" }
  ],
  "economy": { "workers": [[]] }
}`;
  writeFileSync(join(cwd, "weightkit.json"), text);
  const { code, stderr } = await weightkit(["replay"], { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain("weightkit.json:7:28");
  writeFileSync(join(cwd, "weightkit.json"), text.replace("[[]]", "[]"));
  const second = await weightkit(["replay"], { cwd });
  expect(second.stderr).toContain("weightkit.json:4:18: reputers[0].address is");
  expect(second.stderr).toContain("weightkit.json:5:74: reputers[1].stake is 5");
  expect(second.stderr).toContain('Did you mean "stake"?');
});

test("a halt of the chain is a failure: its own exit code, in text, CSV and JSON", async () => {
  // A registered reputer without coins: EndBlock panics at the end of the first epoch, block 720.
  const cwd = project({
    reputers: [
      { address: C, stake: "1000" },
      { address: D, stake: "0" },
    ],
    economy: { emission: "1000000", epochBlocks: 720, blockSeconds: 5 },
  });
  const { code, stdout } = await weightkit(["replay", "--csv", "out"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toMatch(/THE CHAIN HALTS at block 720 .*\n.*WK534/);
  const [, halted] = readFileSync(join(cwd, "out/epochs.csv"), "utf8").split("\n");
  expect(halted).toBe(`1,0,720,${1_700_006_400 + 3600},halted,,,,,WK534`);
  const json = await weightkit(["replay", "--json"], { cwd });
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    topics: [{ halt: { block: 720, failure: { code: "WK534" } } }],
  });
});
