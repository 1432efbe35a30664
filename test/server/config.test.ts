import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readServerConfig, type ServerConfig } from "../../src/server/config.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const normal = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const noFile = (path: string): string => {
  throw new Error(`no such file: ${path}`);
};

const good = { APP_ID: "12", PRIVATE_KEY: pem, WEBHOOK_SECRET: "a secret" };

function configOf(env: Record<string, string>, readFile = noFile): ServerConfig {
  const result = readServerConfig(env, readFile);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

function problemsOf(env: Record<string, string>): string[] {
  const result = readServerConfig(env, noFile);
  return "problems" in result ? result.problems.map(({ variable, message }) => `${variable} ${message}`) : [];
}

describe("the time of a take-over", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const read = (TAKE_OVER_UNTIL: string) => readServerConfig({ ...good, TAKE_OVER_UNTIL }, noFile, now);

  test("is a day or an instant, thirty days ahead at most", () => {
    expect(read("2026-01-15")).toMatchObject({
      config: { takeOverUntil: Date.parse("2026-01-15T00:00:00Z") },
    });
    expect(read("2026-01-15T12:00:00+01:00")).toMatchObject({
      config: { takeOverUntil: Date.parse("2026-01-15T11:00:00Z") },
    });
    for (const odd of ["soon", "15/01/2026", "2026-13-01", "2026-03-01"])
      expect(read(odd), odd).toMatchObject({ problems: [{ variable: "TAKE_OVER_UNTIL" }] });
  });
});

describe("a whole environment", () => {
  test("gives github.com, port 3000 of this machine and the webhook secret for ledgers where nothing else is said", () => {
    expect(configOf(good)).toEqual({
      appId: 12,
      privateKey: normal,
      webhookSecret: "a secret",
      ledgerSecret: "a secret",
      host: "localhost",
      port: 3_000,
      logLevel: "info",
      apiUrl: "https://api.github.com",
      graphqlUrl: "https://api.github.com/graphql",
    });
  });

  test("takes everything that is given", () => {
    const env = {
      ...good,
      HOST: "0.0.0.0",
      PORT: "0",
      LOG_LEVEL: "Warn",
      LEDGER_SECRET: "another",
      GITHUB_API_URL: "http://127.0.0.1:4000/",
      GITHUB_GRAPHQL_URL: "http://127.0.0.1:4001/graphql",
    };
    expect(configOf(env)).toMatchObject({
      host: "0.0.0.0",
      port: 0,
      logLevel: "warn",
      ledgerSecret: "another",
      apiUrl: "http://127.0.0.1:4000",
      graphqlUrl: "http://127.0.0.1:4001/graphql",
    });
  });

  test("finds GraphQL beside REST where only REST's address is given", () => {
    const graphqlAt = (url: string) => configOf({ ...good, GITHUB_API_URL: url }).graphqlUrl;
    expect(graphqlAt("https://ghe.example/api/v3")).toBe("https://ghe.example/api/graphql");
    expect(graphqlAt("http://localhost:4000")).toBe("http://localhost:4000/graphql");
  });

  test.each([
    ["as it is", pem],
    ["with its line breaks written out", pem.replaceAll("\n", "\\n")],
    ["in base64", Buffer.from(pem).toString("base64")],
  ])("takes the private key %s", (_how, text) => {
    expect(configOf({ ...good, PRIVATE_KEY: text }).privateKey).toBe(normal);
  });

  test("reads the private key from the file that is named", () => {
    const env = { APP_ID: "12", WEBHOOK_SECRET: "a secret", PRIVATE_KEY_PATH: "key.pem" };
    expect(configOf(env, (path) => (path === "key.pem" ? pem : noFile(path))).privateKey).toBe(normal);
  });
});

describe("what is wrong", () => {
  test("is said all at once, each with what to set", () => {
    const problems = problemsOf({
      PORT: "http",
      LOG_LEVEL: "loud",
      GITHUB_API_URL: "api.github.com",
      APP_ID: "x",
    });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "APP_ID",
      "PRIVATE_KEY",
      "WEBHOOK_SECRET",
      "PORT",
      "LOG_LEVEL",
      "GITHUB_API_URL",
    ]);
    for (const problem of problems) expect(problem).toMatch(/set it|set one|expected/);
  });

  test("an empty secret is no secret, and there is no default", () => {
    expect(problemsOf({ ...good, WEBHOOK_SECRET: "  " })).toEqual([
      expect.stringContaining("WEBHOOK_SECRET is not set"),
    ]);
  });

  test.each([
    ["nothing of a key", "hello"],
    [
      "a public key",
      generateKeyPairSync("rsa", { modulusLength: 2048 })
        .publicKey.export({ type: "spki", format: "pem" })
        .toString(),
    ],
    [
      "a key of another kind",
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    ],
  ])("%s is no private key, and is not shown", (_what, text) => {
    const [problem, ...more] = problemsOf({ ...good, PRIVATE_KEY: text });
    expect(more).toEqual([]);
    expect(problem).toContain("PRIVATE_KEY does not hold an RSA private key");
    expect(problem).not.toContain(text.slice(30, 60) || text);
  });

  test("a key and a path to one are one too many", () => {
    expect(problemsOf({ ...good, PRIVATE_KEY_PATH: "key.pem" })).toEqual([
      expect.stringContaining("PRIVATE_KEY is set beside PRIVATE_KEY_PATH"),
    ]);
  });

  test("a key file that cannot be read is named with the reason", () => {
    expect(problemsOf({ APP_ID: "12", WEBHOOK_SECRET: "s", PRIVATE_KEY_PATH: "gone.pem" })).toEqual([
      expect.stringContaining(
        "PRIVATE_KEY_PATH names a file that could not be read (no such file: gone.pem)",
      ),
    ]);
  });

  test.each(["-1", "65536", "3000.5", "0x10"])("%s is no port", (port) => {
    expect(problemsOf({ ...good, PORT: port })).toEqual([expect.stringContaining(`PORT is "${port}"`)]);
  });

  test.each(["ftp://api.example", "https://user:pass@api.example", "localhost"])(
    "%s is no address of an API",
    (url) => {
      expect(problemsOf({ ...good, GITHUB_API_URL: url })).toEqual([
        expect.stringContaining("GITHUB_API_URL"),
      ]);
    },
  );
});
