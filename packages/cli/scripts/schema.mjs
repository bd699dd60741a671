// Writes schema/weightkit.schema.json from the validator's own table (run after changing src/project/schema/), and
// schema/serve.openapi.json from what `weightkit serve` gives at /openapi.json (src/commands/serve/openapi.ts).
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../src/project/schema/project-schema.ts", import.meta.url));
const target = fileURLToPath(new URL("../schema/weightkit.schema.json", import.meta.url));
const openapi = fileURLToPath(new URL("../src/commands/serve/openapi.ts", import.meta.url));
const service = fileURLToPath(new URL("../schema/serve.openapi.json", import.meta.url));
const bundled = await build({
  stdin: {
    contents: `import { toJsonSchema } from "@valibot/to-json-schema";
      import { projectSchema } from ${JSON.stringify(source)};
      export { OPENAPI } from ${JSON.stringify(openapi)};
      export default { title: "weightkit project", ...toJsonSchema(projectSchema, { errorMode: "ignore" }) };`,
    resolveDir: fileURLToPath(new URL(".", import.meta.url)),
  },
  bundle: true,
  platform: "node",
  format: "esm",
  write: false,
});
const code = Buffer.from(bundled.outputFiles[0].contents).toString("base64");
const { default: schema, OPENAPI } = await import(`data:text/javascript;base64,${code}`);
writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(service, `${JSON.stringify(OPENAPI, null, 2)}\n`);
