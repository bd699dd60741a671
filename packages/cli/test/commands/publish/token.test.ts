import { describe, expect, test } from "vitest";
import { weightkit } from "../../support/run-cli.js";
import { PublishScene } from "./scene.js";

const scene = new PublishScene();

describe("the token", () => {
  const SECRET = "s3cr3t+/=token";

  test("never appears in what the other side echoes, however it spells it", async () => {
    const { cwd } = await scene.project();
    const echoes = [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString("base64")];
    scene.answers(403, `you sent ${echoes.join(" and ")}`);
    const env = { WEIGHTKIT_TOKEN: `  ${SECRET}\n` };
    const run = await weightkit(["publish", "--force", "--repo", scene.base, "--json"], {
      cwd,
      env,
    });
    expect(run.code).toBe(3);
    expect(scene.received[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
    for (const echo of echoes) expect(run.stdout + run.stderr).not.toContain(echo);
    expect(run.stderr).toContain("you sent [redacted] and [redacted] and [redacted]");
  });

  test.each([`${SECRET}\nX-Evil: 1`, `${SECRET} x`, `${SECRET}é`])(
    "is refused, unnamed, when no header can carry it: %j",
    async (token) => {
      const { cwd } = await scene.project();
      const env = { WEIGHTKIT_TOKEN: token, WEIGHTKIT_DEBUG: "1" };
      const run = await weightkit(["publish", "--force", "--repo", scene.base, "--json"], {
        cwd,
        env,
      });
      expect([run.code, scene.received.length]).toEqual([3, 0]);
      expect(run.stderr).toContain("WK715");
      expect(run.stdout + run.stderr).not.toContain("s3cr3t");
    },
  );

  test.each(["", "  \n"])("is none when it is empty: %j", async (token) => {
    const { cwd } = await scene.project();
    const run = await weightkit(["publish", "--force", "--repo", scene.base], {
      cwd,
      env: { WEIGHTKIT_TOKEN: token },
    });
    expect(run.code).toBe(0);
    expect(scene.received[0]?.headers.authorization).toBeUndefined();
  });

  test.each(["ftp://me:pa55@host.example", "//me:pa55@host", "me:pa55@host.example"])(
    "nor does a password in an address: %s",
    async (address) => {
      const { cwd } = await scene.project();
      const run = await weightkit(["publish", "--force", "--repo", address, "--json"], { cwd });
      expect(run.stderr).toContain("WK710");
      expect(run.stdout + run.stderr).not.toContain("pa55");
    },
  );
});
