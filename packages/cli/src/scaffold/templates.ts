import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { projectErrors } from "../errors/project-errors.js";
import { validateProject } from "../project/validate.js";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";

export const DEFAULT_TEMPLATE = "ema-absolute-error";

export interface Template {
  readonly name: string;
  readonly description: string;
  readonly directory: string;
}

/** Templates next to the bundle, or the checkout's when run from sources. */
function templatesDirectory(): string {
  const bundled = join(import.meta.dirname, "templates");
  return existsSync(bundled) ? bundled : join(import.meta.dirname, "../../../../templates");
}

/** All templates, by name. */
export function listTemplates(): Template[] {
  const root = templatesDirectory();
  const names = readdirSync(root).filter((name) => existsSync(join(root, name, "weightkit.json")));
  return names.sort().map((name) => {
    const file = join(root, name, "weightkit.json");
    const { description } = validateProject(readFileSync(file, "utf8"), file);
    return { name, description, directory: join(root, name) };
  });
}

/**
 * @throws WeightkitError WK132
 */
export function findTemplate(name: string): Template {
  const templates = listTemplates();
  const found = templates.find((one) => one.name === name);
  if (found !== undefined) return found;
  const known = templates.map((one) => one.name);
  const suggestion = nearest(name, known);
  throw fault(projectErrors.unknownTemplate, { given: name, suggestion });
}
