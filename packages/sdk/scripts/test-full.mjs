// Runs the SDK's tests with as many random cases as it claims: `npm run test:full -w @weightkit/sdk`. Some minutes.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "packages/sdk/test/payload",
    "packages/sdk/test/number",
    "packages/sdk/test/seed",
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, WEIGHTKIT_MUTANTS: "1000000", WEIGHTKIT_NUMBERS: "1000000" },
  },
);
process.exitCode = status ?? 1;
