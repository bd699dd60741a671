import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";
import architecture from "./scripts/lint/floors.js";

/** One spelling each. (`a[n++] = x` stays: there the value is used.) */
const SPELLINGS = [
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
];

/** What works on Linux only, or finds two names where Windows and macOS have one file. */
const PATHS = [
  {
    selector:
      "CallExpression[callee.property.name='startsWith'] > :matches(TemplateLiteral[quasis.1.value.raw='/'], BinaryExpression[operator='+']).arguments",
    message: "Windows separates by backslashes: use `liesBelow`.",
  },
  {
    selector:
      "MemberExpression[property.name='pathname'] > NewExpression[callee.name='URL'][arguments.1.type='MemberExpression']",
    message: "It is not a path on Windows: use `fileURLToPath`.",
  },
  {
    selector: "Literal[value=/^\\u002f(?:dev|tmp|usr|bin|proc)(?:\\u002f|$)/]",
    message: "Windows has no such place.",
  },
  {
    selector: "CallExpression[callee.name='realpathSync']",
    message: "It keeps the letters that it is given: use `realpathSync.native`.",
  },
  {
    selector: "CallExpression[callee.name=/^mkdir/] Property[key.name='recursive']",
    message: "It never ends in /proc: use `makeFolder`.",
  },
];

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/build/**",
      "!packages/cli/src/commands/build/**",
      "**/node_modules/**",
      "**/.weightkit/**",
      "docs/public/playground/**",
      "packages/sdk/assembly/**",
      "packages/sdk/*.ts",
      "packages/sdk/test/guest/**",
      "bench/guests/**",
      "bench/attack/contract/logic/**",
      "bench/holes/**/*.ts",
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
      "no-restricted-syntax": ["error", ...SPELLINGS],
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
    rules: {
      "architecture/floors": "error",
      "no-restricted-syntax": ["error", ...SPELLINGS, ...PATHS],
    },
  },
  {
    files: ["packages/cli/src/**"],
    ignores: ["packages/cli/src/files/relative.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "node:path",
              importNames: ["relative", "sep", "win32"],
              message: "Windows separates by backslashes: use `relativePath`, `liesBelow`.",
            },
          ],
        },
      ],
    },
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
