import { expect, test } from "vitest";
import { commands } from "../../src/commands/table.js";
import { mistypedVariables } from "../../src/core/mistyped-variables.js";
import { weightkit } from "../support/run-cli.js";

test.each([
  ["WEIGHTKIT_FUELL", "WEIGHTKIT_FUEL"],
  ["WEIGHTKIT_TOKN", "WEIGHTKIT_TOKEN"],
  ["WEIGHTKIT_WIEGHT_CADENCE", "WEIGHTKIT_WEIGHT_CADENCE"],
  ["WEIGHTKIT_INFERENCES_CADENCE", "WEIGHTKIT_INFERENCE_CADENCE"],
])("%s was meant as %s", (given, meant) => {
  expect(mistypedVariables({ [given]: "1" }, commands)).toEqual([{ given, meant }]);
});

test("what weightkit reads, what is empty and what is far from all is left alone", () => {
  const env = {
    WEIGHTKIT_FUEL: "5",
    WEIGHTKIT_DEBUG: "1",
    WEIGHTKIT_TOKEN: "t",
    WEIGHTKIT_FUELL: "",
    PATH: "/bin",
  };
  const others = {
    WEIGHTKIT_HOME: "/opt",
    WEIGHTKIT_SUITE_FOLDER: "x",
    WEIGHTKIT_COVERAGE_FOLDER: "x",
  };
  expect(mistypedVariables({ ...env, ...others }, commands)).toEqual([]);
});

test("a command warns of a mistyped variable on stderr, and goes on", async () => {
  const env = { WEIGHTKIT_TEMPLAT: "robust" };
  const { code, stdout, stderr } = await weightkit(["explain", "WK503", "--json"], { env });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ code: "WK503" });
  expect(stderr).toBe(
    "warning: WEIGHTKIT_TEMPLAT is not a variable that weightkit reads; did you mean WEIGHTKIT_TEMPLATE?\n",
  );
});
