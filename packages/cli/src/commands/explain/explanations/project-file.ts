import { entry, LOGS, type Explanations } from "../explanation.js";

/** A project with this file. */
function project(text: string): Readonly<Record<string, string>> {
  return { ...entry(LOGS), "weightkit.json": text };
}

export const projectFile: Explanations = {
  WK120: {
    why: "The file is read as strict JSON, so that every tool reads the same: no comments, no comma after the last item, names in double quotes.",
    example: { files: project('{ "name": "example", }\n'), command: "weightkit build" },
    right: '{ "name": "example" }',
  },
  WK121: {
    why: "JSON readers keep the first or the last of two equal keys, depending on the reader. One of them would be ignored.",
    example: {
      files: project('{ "name": "example", "name": "other" }\n'),
      command: "weightkit build",
    },
    right: '{ "name": "example" }',
  },
  WK122: {
    why: "A setting with a mistyped name would have no effect, and its default would count.",
    example: {
      files: project('{ "name": "example", "entyr": "logic/weights.ts" }\n'),
      command: "weightkit build",
    },
    right: '{ "name": "example", "entry": "logic/weights.ts" }',
  },
  WK123: {
    why: "The setting has no default that would be right.",
    example: { files: project("{}\n"), command: "weightkit build" },
    right: '{ "name": "example" }',
  },
  WK124: {
    why: "The value is not of the setting's type or outside its range.",
    example: {
      files: project('{ "name": "example", "limits": { "fuel": "a lot" } }\n'),
      command: "weightkit build",
    },
    right: '{ "name": "example", "limits": { "fuel": 5000000 } }',
  },
  WK125: {
    why: "With an entry assembly/index.ts and JSON classes the AssemblyScript compiler reports success and emits a program that does nothing.",
    example: {
      files: {
        ...project('{ "name": "example", "entry": "assembly/index.ts" }\n'),
        "assembly/index.ts": `import { JSON } from "json-as";\n${LOGS}`,
      },
      command: "weightkit build",
    },
    right: '{ "name": "example", "entry": "logic/weights.ts" }',
  },
  WK126: {
    why: "Each setting is allowed, but not together with the other one.",
    example: {
      files: project(
        '{ "name": "example", "topic": { "valueKind": "number", "classes": ["up", "down"] } }\n',
      ),
      command: "weightkit build",
    },
    right: '{ "name": "example", "topic": { "valueKind": "class", "classes": ["up", "down"] } }',
  },
  WK128: {
    why: "A project from a stranger must not make weightkit read files elsewhere on your machine, also through links.",
    example: {
      files: project('{ "name": "example", "history": { "inferences": "../secrets.csv" } }\n'),
      command: "weightkit build",
    },
    right: '{ "name": "example", "history": { "inferences": "history/inferences.csv" } }',
  },
  WK150: {
    why: "A value for a parameter that the logic does not have would change nothing, while everybody believes that it does.",
    example: {
      files: {
        "weightkit.json":
          '{ "name": "example", "parameters": { "alpha": { "min": 0, "max": 1 } } }',
        "logic/weights.ts": LOGS,
      },
      command: "weightkit build --param alpha=0.2",
    },
    right: 'const ALPHA = Param.f64("alpha", 0.1);',
  },
  WK151: {
    why: "The range in weightkit.json is what the logic was made for.",
    example: {
      files: {
        "weightkit.json":
          '{ "name": "example", "parameters": { "alpha": { "min": 0, "max": 1 } } }',
        "logic/weights.ts":
          'import { log, Param } from "@weightkit/sdk";\nlog(Param.f64("alpha", 2).toString());\n',
      },
      command: "weightkit build",
    },
    right: 'const ALPHA = Param.f64("alpha", 0.1);',
  },
};
