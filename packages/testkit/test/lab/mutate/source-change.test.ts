import { describe, expect, test } from "vitest";
import {
  constantText,
  nameText,
  respelled,
  spellings,
} from "../../../src/lab/mutate/source-change.js";

/** The line with the first spelling changed, or null where there is not exactly one. */
function changed(line: string, text: string, from: string, to: string): string | null {
  const found = spellings(line, line.indexOf(text) + 1, from);
  const [only] = found;
  return only === undefined || found.length > 1 ? null : respelled(line, only, to);
}

describe("an operator's spelling", () => {
  test("is the one of the expression that begins there", () => {
    expect(changed("f(a + 1, b + 2);", "b", "+", "-")).toBe("f(a + 1, b - 2);");
    expect(changed("f(a + 1, b + 2);", "a", "+", "-")).toBe("f(a - 1, b + 2);");
    expect(changed("x = (a + b) * c;", "(a", "*", "/")).toBe("x = (a + b) / c;");
    expect(changed("sum += w.score + loss;", "w.s", "+", "-")).toBe("sum += w.score - loss;");
  });

  test("is part of compound ones", () => {
    expect(changed("sum += loss;", "sum", "+", "-")).toBe("sum -= loss;");
    expect(changed("for (;;i++) {", "i++", "+", "-")).toBe("for (;;i--) {");
    expect(changed("while (i <= n) {", "i <=", "<", ">")).toBeNull();
    expect(changed("while (i <= n) {", "i <=", "<=", "<")).toBe("while (i < n) {");
  });

  test("is not in texts, comments or type arguments", () => {
    expect(changed('f("a + b") + c; // + d', 'f("', "+", "-")).toBe('f("a + b") - c; // + d');
    expect(changed("f<f64>(a) < b;", "f<", "<", ">=")).toBe("f<f64>(a) >= b;");
  });

  test("is not known where there are several", () => {
    expect(changed("a + b + c", "a", "+", "-")).toBeNull();
    expect(changed("Math.sqrt(x)", "Math", "sqrt", "")).toBe("Math.(x)");
  });
});

test("a constant is written as a literal or a name, else the compiler made it", () => {
  expect(constantText("= -0.5e3;", 3)).toBe("-0.5e3");
  expect(constantText("true && x", 1)).toBe("true");
  expect(constantText('"text"', 1)).toBeNull();
  expect(constantText('const ALPHA = Param.f64("alpha", 0.1);', 34)).toBeNull();
  expect(nameText("f(ALPHA)", 3)).toBe("ALPHA");
  expect(nameText("total++", 1)).toBeNull();
  expect(nameText("call(x)", 1)).toBeNull();
});
