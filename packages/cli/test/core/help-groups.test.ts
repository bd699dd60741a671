import { expect, test } from "vitest";
import { commands } from "../../src/commands/table.js";

test.each(commands.map((command) => [command.name, command] as const))(
  "%s has each group of options once in its help",
  (_, { options }) => {
    const titles = options.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  },
);
