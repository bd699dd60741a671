// All generated pages, by path.
import { format, resolveConfig } from "prettier";
import { ROOT } from "../play.mjs";
import { cliPage } from "./cli.mjs";
import { errorPages } from "./error-pages.mjs";
import { exitCodes } from "./errors.mjs";
import { llmsText } from "./llms.mjs";
import { jsonSchemaPages } from "./schemas.mjs";
import { sdkPage } from "./sdk.mjs";
import { cell, GENERATED } from "./source.mjs";

/**
 * What every generated page should say now, formatted as the repository's other files.
 * @returns {Promise<Map<string, string>>}
 */
export async function pages() {
  const made = [
    ["docs/reference/sdk.md", sdkPage()],
    ["docs/reference/cli.md", await cliPage()],
    ...jsonSchemaPages(),
    ...(await errorPages()),
    ["docs/reference/exit-codes.md", exitCodesPage()],
  ];
  const options = { ...(await resolveConfig(ROOT)), parser: "markdown" };
  /** @type {Map<string, string>} */
  const formatted = new Map();
  for (const [path = "", text = ""] of made) formatted.set(path, await format(text, options));
  return formatted.set("llms.txt", llmsText(formatted));
}

function exitCodesPage() {
  const rows = exitCodes().map(
    ({ name, value, meaning }) =>
      `| ${value} | ${cell(meaning === "" && name === "ok" ? "All went well." : meaning)} |`,
  );
  return [
    GENERATED,
    "",
    "# Exit codes",
    "",
    "What every command ends with. A failure never ends with 0.",
    "",
    "| code | meaning |",
    "| --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
