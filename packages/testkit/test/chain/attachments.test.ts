import { expect, test } from "vitest";
import { attachmentsAt, attachmentsOf, countAttached } from "../../src/chain/attachments.js";

const DATA = { extra_data: ["QQ==", "", "Qg==", "Qw=="] };

test("the attachments of some rows keep the order asked for, and no name that nobody has", () => {
  expect(attachmentsOf(DATA, [2, 0, 9])).toStrictEqual({ extra_data: ["Qg==", "QQ==", ""] });
  expect(attachmentsOf({}, [0])).toStrictEqual({});
});

test("an inference has those attachments that are not empty", () => {
  expect(attachmentsAt(DATA, 0)).toStrictEqual({ extra_data: "QQ==" });
  expect(attachmentsAt(DATA, 1)).toStrictEqual({});
  expect(attachmentsAt({ proof: ["p"] }, 0)).toStrictEqual({ proof: "p" });
  expect(attachmentsAt(undefined, 0)).toStrictEqual({});
});

test("inferences with any attachment are counted, among the first so many", () => {
  expect(countAttached(DATA, 4)).toBe(3);
  expect(countAttached(DATA, 3)).toBe(2);
  expect(countAttached({ ...DATA, proof: ["", "p"] }, 3)).toBe(3);
  expect(countAttached(undefined, 3)).toBe(0);
});
