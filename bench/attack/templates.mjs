// Templates that learn from numbers, as their authors build them, with where each asks for the truth.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TRAFFIC = { url: "https://data.example/traffic/{timestamp}", pointer: "/delay" };
const TRAFFIC_101 = { url: "https://data.example/traffic/101?at={timestamp}", pointer: "/delay" };

/** Null for templates that ask nobody. */
export const ROUTES = {
  bare: null,
  consensus: null,
  "ema-absolute-error": TRAFFIC_101,
  "http-truth": { url: "https://prices.example/v1/eth-usd/{timestamp}", pointer: "/data/close" },
  "multiplicative-weights": TRAFFIC,
  "oracle-truth": null,
  robust: TRAFFIC,
};

/** A plan of worlds for a template. */
export async function templatePlan(template) {
  execFileSync(
    process.execPath,
    [`${ROOT}packages/cli/bin/weightkit.js`, "build", "-p", `${ROOT}templates/${template}`],
    { stdio: "ignore" },
  );
  const route = ROUTES[template];
  return {
    logic: await loadLogic(`${ROOT}templates/${template}/build/${template}.wasm`),
    ...{ seed: 1, env: {}, stdinMode: "blockless", singleRuns: true, route },
    permissions: route === null ? [] : [`${new URL(route.url).origin}/`],
  };
}
