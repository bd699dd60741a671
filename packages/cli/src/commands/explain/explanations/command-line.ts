import { type Explanations, PRINTED } from "../explanation.js";

export const commandLine: Explanations = {
  WK101: {
    why: "The first word after `weightkit` must be a command. Nothing was done.",
    example: { command: "weightkit biuld" },
    right: "weightkit build",
  },
  WK102: {
    why: "An option that a command does not have is refused, not ignored: a mistyped `--fuel` would otherwise run with another limit than the one you meant.",
    example: { command: "weightkit build --frce" },
    right: "weightkit build --force",
  },
  WK103: {
    why: "The option takes a value, and the command line ends or another option follows where the value should be.",
    example: { command: "weightkit replay --fuel" },
    right: "weightkit replay --fuel 5000000",
  },
  WK104: {
    why: "The option is a flag: naming it turns it on, and it has no value. The environment variable of a flag does take 1, true, 0 or false.",
    example: { command: "weightkit build --force=yes" },
    right: "weightkit build --force",
  },
  WK105: {
    why: "The value is not of the option's kind (a number, a whole number in a range, or one of a few words).",
    example: { command: "weightkit replay --fuel lots" },
    right: "weightkit replay --fuel 5000000",
  },
  WK106: {
    why: "The command cannot guess this argument.",
    example: { command: "weightkit completion" },
    right: "weightkit completion bash",
  },
  WK107: {
    why: "The command takes fewer arguments. A blank in a file name without quotes, or an option without its dashes, ends this way.",
    example: { command: "weightkit build force" },
    right: "weightkit build --force",
  },
  WK108: {
    why: "The two options contradict each other, so either could be the one that you did not mean.",
    example: { command: "weightkit publish --gateway https://a.example --repo https://b.example" },
    right: "weightkit publish --gateway https://a.example",
  },
  WK109: {
    why: "Neither an option nor an environment variable nor a project file gives this setting, and no default would be right for every topic.",
    example: {
      files: { "i.csv": "timestamp,worker,value\n3600,a,1\n", [PRINTED]: "" },
      command: "weightkit replay logic.wasm -i i.csv",
    },
    right: "weightkit replay logic.wasm -i i.csv --inference-cadence 3600 --weight-cadence 3600",
  },
  WK110: {
    why: "A project is the nearest folder, from the current one upwards, that holds a weightkit.json.",
    example: { command: "weightkit build" },
    right: "weightkit new sf-traffic && cd sf-traffic && weightkit build",
  },
  WK111: {
    why: "The file does not exist, is a folder, or may not be read by you. Paths on the command line are relative to the current folder; paths in weightkit.json are relative to it.",
    example: {
      files: { [PRINTED]: "" },
      command: "weightkit run logic.wasm --payload missing.json",
    },
    right: "weightkit run logic.wasm --payload payload.json",
  },
  WK113: {
    why: "The argument is one of a few words.",
    example: { command: "weightkit completion tcsh" },
    right: "weightkit completion zsh",
  },
  WK115: {
    why: "The command would write its output over the file that it reads. Recorded data cannot be made again, so it is never overwritten.",
    example: {
      files: { "history/inferences.csv": "timestamp,worker,value\n3600,a,1\n" },
      command: "weightkit history convert -i history/inferences.csv --out history",
    },
    right: "weightkit history convert -i history/inferences.csv --out converted",
  },
  WK116: {
    why: "The word names a family of commands; the next word names one of them.",
    example: { command: "weightkit history" },
    right: "weightkit history check",
  },
  WK130: {
    why: "The name becomes the function's name in the manifest, a file name and a package name, so it keeps to what all three allow.",
    example: { command: "weightkit new SF_Traffic" },
    right: "weightkit new sf-traffic",
  },
  WK131: {
    why: "`new` writes about a dozen files and never overwrites what is there.",
    example: { files: { "sf-traffic/notes.txt": "mine\n" }, command: "weightkit new sf-traffic" },
    right: "weightkit new sf-traffic-2",
  },
  WK132: {
    why: "The template must be one of those that weightkit brings.",
    example: { command: "weightkit new sf-traffic --template ema-absolut-error" },
    right: "weightkit new sf-traffic --template ema-absolute-error",
  },
};
