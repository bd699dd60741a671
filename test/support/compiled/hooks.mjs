// Leads imports of the compiler to the one with a store.

/**
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => unknown} next
 */
export function resolve(specifier, context, next) {
  if (specifier !== "assemblyscript/asc") return next(specifier, context);
  return { url: new URL("./asc.mjs", import.meta.url).href, shortCircuit: true };
}
