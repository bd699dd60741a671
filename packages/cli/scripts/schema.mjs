// Writes schema/weightkit.schema.json from the validator's own table (run after changing src/project/schema/).
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../src/project/schema/project-schema.ts", import.meta.url));
const target = fileURLToPath(new URL("../schema/weightkit.schema.json", import.meta.url));
const bundled = await build({
  stdin: {
    contents: `import { toJsonSchema } from "@valibot/to-json-schema";
      import { projectSchema } from ${JSON.stringify(source)};
      export default { title: "weightkit project", ...toJsonSchema(projectSchema, { errorMode: "ignore" }) };`,
    resolveDir: fileURLToPath(new URL(".", import.meta.url)),
  },
  bundle: true,
  platform: "node",
  format: "esm",
  write: false,
});
const code = Buffer.from(bundled.outputFiles[0].contents).toString("base64");
const { default: schema } = await import(`data:text/javascript;base64,${code}`);
writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
