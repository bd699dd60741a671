import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";
import architecture from "./scripts/lint/floors.js";

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/build/**",
      "!packages/cli/src/commands/build/**",
      "**/node_modules/**",
      "packages/sdk/assembly/**",
      "packages/sdk/*.ts",
      "packages/sdk/test/guest/**",
      "bench/guests/**",
      "bench/holes/**",
      "packages/testkit/test/metering/corpus/programs/**",
      "templates/*/logic/**",
      "examples/*/logic/**",
      "packages/cli/test/cases/**",
      "packages/cli/test/planted/**",
      "test/cases/**",
      "test/vectors/**",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          // First, so that its files are not judged in the CLI's program, which has the compiler's ambient types.
          "packages/testkit/tsconfig.json",
          "packages/*/tsconfig.json",
          "packages/testkit/page/tsconfig.json",
          "tsconfig.tools.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // One spelling each: `i += 1` and `#name`. (`a[n++] = x` stays: there the value is used.)
      "no-restricted-syntax": [
        "error",
        {
          selector:
            ":matches(ExpressionStatement, ForStatement) > UpdateExpression, UpdateExpression[prefix=true]",
          message: "Write `+= 1` or `-= 1`.",
        },
        {
          selector:
            ":matches(PropertyDefinition, MethodDefinition[kind!='constructor'], TSParameterProperty)[accessibility='private']",
          message: "Write `#name` for a private member.",
        },
        {
          selector: "VariableDeclarator > Identifier.id[name=/^MOST_/]",
          message: "A limit is called `MAX_…`.",
        },
        {
          selector: "CallExpression[callee.name=/^l?statSync$/][arguments.1]",
          message: "It throws for a circle of links: use `pathStatus`.",
        },
      ],
      "no-console": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      "no-restricted-globals": ["error", { name: "Date", message: "Clocks come from the caller." }],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Randomness comes from the caller." },
        { object: "process", property: "stdout", message: "Only cli/src/ui writes." },
        { object: "process", property: "stderr", message: "Only cli/src/ui writes." },
      ],
    },
  },
  {
    files: ["packages/testkit/src/**", "packages/cli/src/**"],
    plugins: { architecture },
    rules: { "architecture/floors": "error" },
  },
  {
    files: ["packages/testkit/src/{metrics,kinds,numbers,chain}/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["node:*"], message: "These are pure functions of their arguments." },
          ],
        },
      ],
    },
  },
  {
    files: [
      "packages/cli/src/ui/**",
      "scripts/**",
      "examples/*/scripts/**",
      "bench/**",
      "packages/*/scripts/**",
      "packages/*/test/**/*.mjs",
    ],
    rules: {
      "no-restricted-properties": "off",
      "no-console": "off",
      "no-restricted-globals": "off",
    },
  },
  {
    // Narrowing by assertion is allowed where a test pokes at what types forbid.
    files: ["**/*.test.ts", "scripts/**", "bench/**", "**/*.mjs", "**/*.config.*"],
    rules: {
      "@typescript-eslint/consistent-type-assertions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "*.config.ts"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  prettier,
);
