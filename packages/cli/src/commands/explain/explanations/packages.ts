import { entry, LOGS, type Explanations } from "../explanation.js";

export const packages: Explanations = {
  WK702: {
    why: "The command works on the files in build/, which a clone does not contain.",
    example: { files: entry(LOGS), command: "weightkit verify" },
    right: "weightkit build && weightkit verify",
  },
  WK710: {
    why: "The address is not one that weightkit can send a package to.",
    example: {
      files: entry(LOGS),
      command: "weightkit publish --gateway ftp://gateway.example",
    },
    right: "weightkit publish --gateway https://gateway.example",
  },
};
