import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, describe, expect, it } from "vitest";
import { playsMany } from "../laws/seeds.ts";

const cli = new URL("../../src/cli.ts", import.meta.url).pathname;

/** The demo as its own process; what it printed until its first answer is complete. */
async function start(...options: readonly string[]) {
  const child = spawn(process.execPath, [cli, "demo", ...options], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  const ended = once(child, "exit");
  let text = "";
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (/\}\n$|ends it\.\n$/.test(text)) break;
  }
  return { child, ended, text };
}

const running: ReturnType<typeof spawn>[] = [];

afterAll(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

let shown: ReturnType<typeof start> | undefined;

/** A demo that two tests look at, and where it is. */
async function address(): Promise<string> {
  shown ??= start("--json");
  return (JSON.parse((await shown).text) as { readonly url: string }).url;
}

describe("the demo from the command line", () => {
  it.runIf(playsMany)("says where it is and what to try, and leaves on Ctrl-C", async () => {
    const { child, ended, text } = await start();
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    expect(text.split("\n").filter((line) => /^ {2}\d\. /.test(line))).toHaveLength(3);
    expect((await fetch(`${url}/acme/incidents/issues/new?template=incident.yml`)).status).toBe(200);
    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("prints one JSON document with --json", async () => {
    expect((await fetch(await address())).status).toBe(200);
  });

  it.runIf(playsMany)("names a port that is taken", async () => {
    const { port } = new URL(await address());
    const second = spawn(process.execPath, [cli, "demo", "--port", port], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    running.push(second);
    const said = (async () => {
      let words = "";
      for await (const chunk of second.stderr) words += String(chunk);
      return words;
    })();
    expect(await once(second, "exit")).toEqual([2, null]);
    expect(await said).toContain(`port ${port} is taken`);
  });
});
