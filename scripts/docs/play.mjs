// Executes a document: files are written, commands are run as a reader would run them, and what they print is put in their place.
//
//   ```console           lines that start with "$ " are commands ("> " continues one that ends with "\\"); the rest is output
//   ```console columns=52  the block's commands find a terminal of that width (none when not given)
//   ```console exit=1    the block's last command must end with that exit code (0 when none is given)
//   ```ts file=PATH      the file's whole content (any language)
//   <!-- needs: NAME -->   a toolchain without which the document is left as it is (toolchains.mjs)
//   <!-- run: COMMAND --> runs unseen, before what follows
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join as joinPath } from "node:path";
import { fileURLToPath } from "node:url";
import { installCommand } from "../../test/support/compiled/command.mjs";
import { join, split } from "./fences.mjs";

/** Folder of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Plays a document in a new folder inside the repository (so that its packages are found without being installed).
 * @param {string} markdown
 * @returns {Promise<string>} the same document with what the commands print now
 * @throws Error when a command ends with another exit code than the document has
 */
export async function play(markdown) {
  const base = joinPath(ROOT, ".weightkit/docs");
  // Where `npm run` looks too, before it looks into the repository's own.
  const commands = joinPath(base, "node_modules/.bin");
  const variables = await installCommand(commands);
  const folder = mkdtempSync(joinPath(base, "session-"));
  try {
    const session = new Session(folder, commands, variables);
    const parts = [];
    for (const part of split(markdown)) parts.push(await session.play(part));
    return join(parts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} info */
function exitCode(info) {
  return Number(/(?:^|\s)exit=(\d+)/.exec(info)?.[1] ?? 0);
}

/** A reader's terminal: it remembers the folder it is in. */
class Session {
  /**
   * @param {string} folder
   * @param {string} commands folder of the `weightkit` to run
   * @param {Record<string, string>} variables what it needs
   */
  constructor(folder, commands, variables) {
    this.folder = folder;
    this.commands = commands;
    this.variables = variables;
    this.cwd = folder;
  }

  /**
   * Runs what a part of the document asks for and gives the part back with what was printed.
   * @param {ReturnType<typeof split>[number]} part
   */
  async play(part) {
    if (part.kind === "prose") {
      for (const [, command = ""] of part.body.matchAll(/^<!-- run: (.*) -->$/gm))
        await this.expect(command, 0);
      return part;
    }
    const file = /(?:^|\s)file=(\S+)/.exec(part.info)?.[1];
    if (file !== undefined) this.write(file, part.body);
    if (part.language !== "console") return part;
    const columns = /(?:^|\s)columns=(\d+)/.exec(part.info)?.[1];
    return { ...part, body: await this.console(part.body, exitCode(part.info), columns) };
  }

  /**
   * @param {string} path
   * @param {string} text
   */
  write(path, text) {
    const target = joinPath(this.cwd, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /**
   * Runs a block's commands and gives it back with their output.
   * @param {string} body
   * @param {number} lastExit
   * @param {string | undefined} columns
   */
  async console(body, lastExit, columns) {
    const commands = commandsIn(body);
    let text = "";
    for (const [index, lines] of commands.entries()) {
      const command = lines.map((line) => line.slice(2)).join("\n");
      const output = await this.expect(
        command,
        index === commands.length - 1 ? lastExit : 0,
        columns,
      );
      text += `${lines.join("\n")}\n${output}`;
    }
    return text;
  }

  /**
   * @param {string} command
   * @param {number} exit
   * @param {string} [columns]
   */
  async expect(command, exit, columns) {
    const { status, output } = await this.run(command, columns);
    if (status !== exit)
      throw new Error(`$ ${command}\n${output}\nended with ${status}, but should with ${exit}`);
    return output;
  }

  /**
   * @param {string} command
   * @param {string} [columns]
   */
  async run(command, columns) {
    const mark = joinPath(this.folder, ".cwd");
    const script = `exec 2>&1\n${command}\nstatus=$?\npwd > "${mark}"\nexit $status`;
    const { PATH = "", HOME = "", TZ, NODE_OPTIONS } = process.env;
    const child = spawn("bash", ["-o", "pipefail", "-c", script], {
      cwd: this.cwd,
      env: {
        ...this.variables,
        // The `weightkit` that is found first remembers what it compiled; all else is as a reader has it.
        PATH: [this.commands, joinPath(ROOT, "node_modules/.bin"), PATH].join(delimiter),
        HOME,
        // What is printed depends on neither, which a clock that is ahead shows (twice.mjs).
        ...(TZ === undefined ? {} : { TZ }),
        ...(NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS }),
        ROOT,
        LANG: "C.UTF-8",
        NO_COLOR: "1",
        CI: "1",
        ...(columns === undefined ? {} : { COLUMNS: columns }),
        npm_config_loglevel: "error",
        npm_config_update_notifier: "false",
      },
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 120_000,
    });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    const status = await new Promise((done, failed) => {
      child.on("error", failed);
      child.on("close", done);
    });
    if (existsSync(mark)) this.cwd = readFileSync(mark, "utf8").trim();
    return { status, output: this.stable(Buffer.concat(chunks).toString("utf8")) };
  }

  /**
   * Output without what differs from run to run: times, colours, this folder's name.
   * @param {string} text
   */
  stable(text) {
    return (
      text
        .replaceAll(this.folder, "/home/you")
        .replaceAll(ROOT.replace(/\/$/, ""), "/home/you/weightkit")
        .replaceAll(/\u001b\[[0-9;]*m/g, "")
        .split("\n")
        // Times, tests that Vitest lists because they took long, and the banner with which npm names what it runs.
        .filter((line) => !/^\s*(Start at|Duration) |^ {2,}✓ .* \d+ms$|^> /.test(line))
        .map((line) => line.replace(/ \d+(\.\d+)?m?s$/, "").trimEnd())
        .join("\n")
        .replace(/\n+$/, "")
        .replace(/^\n+/, "")
        .replace(/$/, (end) => (text.trim() === "" ? end : "\n"))
    );
  }
}

/**
 * The commands of a console block, each with its continuation lines.
 * @param {string} body
 */
function commandsIn(body) {
  /** @type {string[][]} */
  const commands = [];
  let open = false;
  for (const line of body.split("\n")) {
    if (line.startsWith("$ ")) commands.push([line]);
    else if (open) commands.at(-1)?.push(line);
    open = (line.startsWith("$ ") || open) && line.endsWith("\\");
  }
  if (commands.length === 0) throw new Error(`a console block has no command:\n${body}`);
  return commands;
}
