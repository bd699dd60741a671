/**
 * For bundles: errors are recognized by their class, so the command and the jobs of its threads import the same file.
 * @type {import("esbuild").Plugin}
 */
export const oneErrorClass = {
  name: "one-error-class",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/weightkit-error(\.js)?$/ }, () => ({
      path: "@weightkit/testkit/internal/errors/weightkit-error",
      external: true,
    }));
  },
};
