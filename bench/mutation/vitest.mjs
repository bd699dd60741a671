// What tests import from "vitest" while mutants are tried: its own collector of tests and its own assertions, without its process.

import {
  ASYMMETRIC_MATCHERS_OBJECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  chai,
  getState,
  setState,
} from "@vitest/expect";
import { fn, restoreAllMocks, spyOn } from "@vitest/spy";

export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFinished,
  suite,
  test,
} from "@vitest/runner";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export function expect(value, message) {
  return chai.expect(value, message);
}
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
expect.getState = () => getState(expect);
expect.setState = (state) => {
  setState(state, expect);
};
expect.extend = (matchers) => chai.expect.extend(expect, matchers);
expect.unreachable = (message) => {
  chai.assert.fail(message ?? "unreachable");
};
expect.setState({
  ...{ assertionCalls: 0, currentTestName: "", testPath: "", isExpectingAssertions: false },
  ...{ expectedAssertionsNumber: null, expectedAssertionsNumberErrorGen: null },
});

export const vi = { fn, spyOn, restoreAllMocks };
