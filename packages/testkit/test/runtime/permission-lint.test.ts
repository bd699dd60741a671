import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lintPermissions } from "../../src/runtime/blockless/permission-lint.js";
import { isAllowed } from "../../src/runtime/blockless/permission.js";

const kindOf = (permission: string) => lintPermissions([permission])[0]?.kind ?? null;

describe("lintPermissions", () => {
  it.each([
    ["https://data.example/", null],
    ["https://data.example/traffic/101?at=", null],
    ["http://localhost:8080/", null],
    ["https://Data.example/", "never-matches"],
    ["https://data.example/API/", "never-matches"],
    ["https://*.example/", "never-matches"],
    ["https://data.example/ ", "never-matches"],
    ["ftp://data.example/", "never-matches"],
    ["https://data.example", "matches-too-much"],
    ["https://data.example:80", "matches-too-much"],
    ["https://", "matches-too-much"],
    ["https:///path", "matches-too-much"],
    ["", "matches-too-much"],
    ["data.example/", "refused"],
  ])("%j: %s", (permission, kind) => {
    expect(kindOf(permission)).toBe(kind);
  });

  it("is right that a permission never matches", () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9./?=*-]{0,12}$/);
    fc.assert(
      fc.property(part, part, fc.constantFrom("https://", "http://", "ftp://"), (a, b, scheme) => {
        const permission = scheme + a;
        fc.pre(kindOf(permission) === "never-matches");
        const url = `https://${a}${b}`.replace(/\*/g, "");
        expect(isAllowed(url, [permission])).toBe(false);
      }),
    );
  });
});
