import { expect, test } from "vitest";
import { runRequest } from "../../src/round/run-request.js";

const ROUND = { stdin: Uint8Array.of(1), blockTime: 5, seed: 2 };

test("a round's request has no arguments, and its topic in the environment, whatever the plan has there", () => {
  expect(runRequest({ topic: "7", permissions: ["https://a/"] }, ROUND)).toEqual({
    ...{ ...ROUND, stdinMode: "blockless", args: [], permissions: ["https://a/"] },
    env: { TOPIC_ID: "7" },
  });
  const scene = { topic: "7", permissions: [], env: { A: "b", TOPIC_ID: "9" } };
  expect(runRequest({ ...scene, stdinMode: "inherit" }, ROUND)).toMatchObject({
    ...{ stdinMode: "inherit", env: { A: "b", TOPIC_ID: "7" } },
  });
});
