"""Runs a command on a pseudo-terminal of 80 (or PTY_COLUMNS) by 40 and types when it shows what it waits for.

Arguments: a JSON list of [pattern, text] steps, then the command. A pattern `@SECONDS` waits that long. Prints a JSON object with the output and the exit code,
which is negative for a signal.
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time

steps = json.loads(sys.argv[1])
pid, master = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(os.environ.get("PTY_COLUMNS", "80")), 0, 0))
output = b""
seen = 0
limit = time.monotonic() + 100
while time.monotonic() < limit:
    if steps and steps[0][0].startswith("@"):
        time.sleep(float(steps[0][0][1:]))
        try:
            os.write(master, steps.pop(0)[1].encode())
        except OSError:
            pass
        continue
    if steps:
        found = re.compile(steps[0][0].encode()).search(output, seen)
        if found:
            seen = found.end()
            os.write(master, steps.pop(0)[1].encode())
            continue
    if select.select([master], [], [], 0.2)[0]:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        output += piece
else:
    os.kill(pid, 9)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(json.dumps({"output": output.decode("utf-8", "replace"), "code": code, "left": len(steps)}))
