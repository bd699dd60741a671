import { entry, type Explanations } from "../explanation.js";

export const compiling: Explanations = {
  WK201: {
    why: "AssemblyScript looks like TypeScript, but every type is fixed when it compiles: there are no unions, no `any`, no closures and no objects without a class. The code in parentheses is the compiler's own.",
    example: {
      files: entry('const weights: Map<string, f64> = new Map();\nweights.set("a", "1");\n'),
      command: "weightkit build",
    },
    right: 'weights.set("a", 1);',
  },
  WK203: {
    why: 'The file that "entry" names is where a node starts; without it there is nothing to compile.',
    example: {
      files: { "weightkit.json": '{ "name": "example", "entry": "logic/weight.ts" }' },
      command: "weightkit build",
    },
    right: '{ "name": "example", "entry": "logic/weights.ts" }',
  },
  WK204: {
    why: "An entry without statements compiles to a program that ends at once and commits nothing.",
    example: { files: entry("// later\n"), command: "weightkit build" },
    right:
      'import { Weights } from "@weightkit/sdk";\n\n// read the round, compute, then\nweights.commit();',
  },
  WK205: {
    why: "The compiled program calls nothing of what a node offers, so it can neither read the round nor print weights. Most often the work is in a function that nothing calls, or the result is never committed.",
    example: {
      files: entry("const half: f64 = 0.5;\nassert(half > 0);\n"),
      command: "weightkit build",
    },
    right:
      'import { Weights } from "@weightkit/sdk";\n\n// read the round, compute, then\nweights.commit();',
  },
  WK207: {
    why: "A node offers WASI and the blockless functions and nothing else. It refuses a program with any other import before the first round.",
    example: {
      files: entry(
        '// @ts-ignore: decorator\n@external("env", "now")\ndeclare function now(): f64;\nnow();\n',
      ),
      command: "weightkit build",
    },
    right: "Take the time from the inferences' timestamps.",
  },
  WK209: {
    why: "The line compiles, but means something different from the same line in TypeScript, and the weights would be silently wrong. This is a warning: the build goes on.",
    example: {
      files: entry(
        'import { log } from "@weightkit/sdk";\nconst share = 1 / 3;\nlog(share.toString());\n',
      ),
      command: "weightkit build --json",
    },
    right: "const share = 1.0 / 3.0;",
  },
  WK210: {
    why: "A node runs the entry's top level once for each round. It calls nothing that the entry exports.",
    example: {
      files: entry(
        'import { log } from "@weightkit/sdk";\nexport default function weights(): void {\n  log("hello");\n}\n',
      ),
      command: "weightkit build",
    },
    right: 'function weights(): void {\n  log("hello");\n}\nweights();',
  },
  WK211: {
    why: "A parameter without a range cannot be searched or checked, and a name that only the logic has is often a misspelling.",
    example: {
      files: entry(
        'import { log, Param } from "@weightkit/sdk";\nlog(Param.f64("alpha", 0.1).toString());\n',
      ),
      command: "weightkit build",
    },
    right: '"parameters": { "alpha": { "min": 0.01, "max": 1, "scale": "log" } }',
  },
  WK212: {
    why: "A parameter's value goes into the WASM where its name finds it. So the name and the value must be written out in the source.",
    example: {
      files: entry(
        'import { log, Param } from "@weightkit/sdk";\nconst start: f64 = 0.1;\nlog(Param.f64("alpha", start).toString());\n',
      ),
      command: "weightkit build",
    },
    right: 'Param.f64("alpha", 0.1)',
  },
};
