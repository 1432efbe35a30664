// Waits for a server in a process of its own, as a test starts one, by what it prints.
import type { ChildProcessWithoutNullStreams } from "node:child_process";

/** The address at which it listens; `heard` is told all that it prints. Throws where it leaves before, with what it printed. */
export function listeningAt(
  child: ChildProcessWithoutNullStreams,
  heard: (text: string) => void = () => undefined,
): Promise<string> {
  let out = "";
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        out += String(data);
        heard(String(data));
        const found = /"msg":"listening".*"url":"([^"]+)"/.exec(out)?.[1];
        if (found !== undefined) resolve(found);
      });
    child.once("close", (code, signal) =>
      reject(new Error(`the server left with ${code ?? signal}: ${out}`)),
    );
  });
}
