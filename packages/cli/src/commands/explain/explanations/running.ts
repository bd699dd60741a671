import { entry, type Explanation, type Explanations, PRINTED } from "../explanation.js";

const PAYLOAD =
  '{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"a","inference":"1"}]}],"latest_weights":{"a":"0"}}';

/** What goes wrong in one round of this AssemblyScript. */
function round(source: string, why: string, right: string, options = ""): Explanation {
  return {
    why,
    example: {
      files: { ...entry(source), "payload.json": PAYLOAD },
      command: `weightkit run --payload payload.json${options}`,
    },
    right,
  };
}

/** A file that is not sound weight logic. */
function logic(file: string, text: string, why: string, right: string): Explanation {
  return {
    why,
    example: {
      files: { [file]: text, "payload.json": PAYLOAD },
      command: `weightkit run ${file.split("/")[0] ?? file} --payload payload.json`,
    },
    right,
  };
}

export const running: Explanations = {
  WK400: {
    why: "The path is neither a project's folder nor a package nor a .wasm file.",
    example: {
      files: { "payload.json": PAYLOAD },
      command: "weightkit run missing.wasm --payload payload.json",
    },
    right: "weightkit run build/sf-traffic.wasm --payload payload.json",
  },
  WK401: logic(
    "logic.wasm",
    "<!doctype html>\n",
    "A WASM begins with the bytes 00 61 73 6d. A downloaded error page and a file in text form (.wat) begin differently.",
    "curl --fail --output logic.wasm https://…",
  ),
  WK412: logic(
    "package/notes.txt",
    "mine\n",
    "A folder is weight logic when it is a project (weightkit.json) or a package (manifest.json).",
    "weightkit run build --payload payload.json",
  ),
  WK404: logic(
    "package/manifest.json",
    "{}\n",
    "A node reads the manifest first. Without its required fields it installs nothing.",
    "weightkit build writes a valid manifest.",
  ),
  WK430: round(
    'import { log } from "@weightkit/sdk";\nlet sum = 0.0;\nfor (let i = 1; i < 1000000; i++) sum += 1.0 / i;\nlog(sum.toString());\n',
    "Fuel counts executed instructions as wasmtime does, so the same logic and payload use the same fuel on every machine. A node ends a run at its limit and no weights are stored.",
    "Do less for each inference, or keep what the last round computed. `weightkit profile` shows where the fuel goes.",
    " --fuel 1000",
  ),
  WK432: round(
    'import { log } from "@weightkit/sdk";\nfunction f(n: f64): f64 {\n  return n + f(n + 1);\n}\nlog(f(0).toString());\n',
    "Each call takes stack, and a node has 512 KiB. Recursion without an end always arrives here.",
    "Use a loop, or make sure that the recursion ends.",
  ),
  WK433: round(
    'import { log } from "@weightkit/sdk";\nconst counts: i32[] = [0];\nlog((1 / counts[0]).toString());\n',
    "The processor refused an instruction: a division of integers by zero, an index outside memory, a call of the wrong type. The round fails and the old weights stay.",
    "if (counts[0] > 0) log((1 / counts[0]).toString());",
  ),
  WK434: round(
    'import { log } from "@weightkit/sdk";\nconst loss = new Map<string, f64>();\nlog(loss.get("a").toString());\n',
    "The logic ended itself: a failed assertion, a missing key of a Map, a null that was not expected, or an Error that was thrown. AssemblyScript cannot catch any of them.",
    'log((loss.has("a") ? loss.get("a") : 0).toString());',
  ),
  WK435: round(
    'import { log } from "@weightkit/sdk";\n// @ts-ignore: decorator\n@external("wasi_snapshot_preview1", "proc_exit")\ndeclare function proc_exit(code: i32): void;\nlog("no truth");\nproc_exit(3);\n',
    "A code other than 0 marks the run as failed. On a network the output of such a run may still be submitted.",
    "Let the program run to its end for success.",
  ),
  WK447: {
    why: "`--engine` runs the logic in another program, which must be installed and on PATH.",
    example: {
      files: { "payload.json": PAYLOAD, [PRINTED]: "{}" },
      command: "weightkit run logic.wasm --payload payload.json --engine wasmtime",
    },
    right: "weightkit run logic.wasm --payload payload.json",
  },
};
