import type { NamedFile } from "../../files/named-file.js";
import type { CheckPlan, PropertyResult } from "@weightkit/testkit/internal/lab/check/plan";
import type { PropertyOptions } from "@weightkit/testkit/internal/lab/check/property-fault";
import { fixtureBytes } from "./failures.js";

/** A test of vitest that fails as long as a saved round breaks its property, and the round; nothing for a property that holds. */
export function regressionTest(
  { name, statement, counterexample }: PropertyResult,
  { subject }: CheckPlan,
): NamedFile[] {
  if (counterexample === null) return [];
  const folder = "test/check";
  const code = `import { propertyFault } from "@weightkit/testkit/lab";
import { expect, test } from "vitest";

// Found by \`weightkit check\`. \`npm test\` builds the WASM first.
test(${JSON.stringify(`${name}: ${statement}`)}, () => {
  const logic = new URL("../../build/manifest.json", import.meta.url);
  const round = new URL(${JSON.stringify(`./${name}.json`)}, import.meta.url);
  expect(propertyFault(${JSON.stringify(name)}, logic, round${optionsOf(subject)})).toBeNull();
});
`;
  return [
    { name: `${folder}/${name}.test.ts`, bytes: Buffer.from(code) },
    { name: `${folder}/${name}.json`, bytes: fixtureBytes(counterexample.fixture) },
  ];
}

/** What of the subject is not in the fixture, as a last argument. */
function optionsOf({ values, valueScale, declared }: CheckPlan["subject"]): string {
  const options: PropertyOptions = {
    ...(values.kind === "number" ? {} : { values }),
    ...(valueScale === 1 ? {} : { valueScale }),
    ...(declared.sum === null ? {} : { sum: declared.sum }),
    ...(declared.wasmBytes === null ? {} : { wasmBytes: declared.wasmBytes }),
  };
  return Object.keys(options).length === 0 ? "" : `, ${JSON.stringify(options)}`;
}
