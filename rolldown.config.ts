// Builds a release: the Action, the command line and the server, each with all that it needs in its own file or folder.
// Run on the release tag only (`npm run build`); `dist/` is in no branch. Running from source needs none of this.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { filters as allFilters, tags as allTags } from "liquidjs";
import { defineConfig, type Plugin, type RolldownOptions } from "rolldown";
import { parse } from "yaml";
import { schemaText } from "./src/local-github/graphql/sdl.ts";
import { createEngine } from "./src/render/render.ts";
import { figureTemplates } from "./src/shipped/figures.ts";
import { presetForms, presets } from "./src/shipped/presets.ts";
import { shippedScenarios } from "./src/shipped/scenarios.ts";
import { siteTemplates } from "./src/shipped/site.ts";
import { documents, templates } from "./src/shipped/templates.ts";
import { workflowText } from "./src/shipped/workflow.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Modules that read files of the checkout; in a bundle each is its answer, under the same names. */
const readers: Readonly<Record<string, () => string>> = {
  "src/shipped/presets.ts": () => {
    const all = Object.fromEntries(Object.entries(presets()).map(([name, text]) => [name, bare(text)]));
    const forms = Object.fromEntries(Object.keys(all).map((name) => [name, presetForms(name)]));
    // Compression looks back a short way only, and the longest text is longer than that: it stands last.
    const ordered = Object.entries(all).toSorted(([, one], [, other]) => one.length - other.length);
    return `const all = Object.fromEntries(Object.entries(${JSON.stringify(Object.fromEntries(ordered))}).sort());
const forms = ${JSON.stringify(forms)};
export const presets = () => all;
export const presetForms = (name) => forms[name] ?? [];`;
  },
  "src/shipped/templates.ts": () =>
    `${answer("templates", spoken(templates()))}
export const documents = () => ${JSON.stringify(documents())};`,
  "src/shipped/workflow.ts": () => answer("workflowText", workflowText()),
  "src/shipped/figures.ts": () => answer("figureTemplates", figureTemplates()),
  "src/shipped/site.ts": () => answer("siteTemplates", siteTemplates()),
  "src/shipped/scenarios.ts": () => answer("shippedScenarios", shippedScenarios()),
  "src/local-github/graphql/sdl.ts": () => answer("schemaText", schemaText()),
};

/** A preset without its comments, which are for people; its lines stay where they are, since problems name them. */
function bare(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/^\s*#.*$|\s+#[^"']*$/, ""));
  const short = lines.join("\n");
  if (!isDeepStrictEqual(parse(short), parse(text)))
    throw new Error(`${text.split("\n")[0]} says something else without its comments`);
  return short;
}

/** Templates without the comment that each begins with, which is for people. */
function spoken(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(all).map(([name, text]) => [name, text.replace(/^\{% #[^\n]*%\}\n/, "")]),
  );
}

function answer(name: string, value: unknown): string {
  return `const value = ${JSON.stringify(value)};\nexport const ${name} = () => value;`;
}

/** Puts the files that a module reads into the bundle. */
function embedded(): Plugin {
  const sources = new Map(Object.entries(readers).map(([path, source]) => [here(path), source]));
  return {
    name: "embedded",
    load: (id) => {
      const source = sources.get(id);
      return source === undefined ? null : { code: source(), moduleType: "js" };
    },
  };
}

type Routes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Leaves of the table of all GitHub's routes, which @octokit/rest brings, those that the border asks by name. */
function routesInUse(): Plugin {
  return {
    name: "routes-in-use",
    load: async (id) => {
      if (!id.endsWith("/plugin-rest-endpoint-methods/dist-src/generated/endpoints.js")) return null;
      const all: Routes = (await import(pathToFileURL(id).href)).default;
      const used: Record<string, Record<string, unknown>> = {};
      for (const [, scope = "", method = ""] of borderText().matchAll(/\brest\.(\w+)\.(\w+)\(/g))
        used[scope] = { ...used[scope], [method]: all[scope]?.[method] };
      return { code: `export default ${JSON.stringify(used)};`, moduleType: "js" };
    },
  };
}

function borderText(): string {
  const folder = here("src/github");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(`${folder}/${path}`, "utf8"))
    .join("\n");
}

/**
 * Leaves out what the schema of a policy says of its keys, and the table of events of when each happens: only the reference and
 * editors read it, and neither is in the Action.
 */
function undescribed(): Plugin {
  const description = /\.describe\(\s*(?:"(?:[^"\\]|\\.)*"|`[^`$]*`),?\s*\)/g;
  const when = /(?<=\bwhen: )"(?:[^"\\]|\\.)*"/g;
  return {
    name: "undescribed",
    transform: (code, id) => {
      if (id.endsWith("/src/engine/events/table.ts")) return { code: code.replace(when, '""') };
      return id.includes("/src/engine/policy/") ? { code: code.replace(description, "") } : null;
    },
  };
}

/** Leaves out how zod makes JSON Schemas: only the reference and editors need them. What asks for one there throws. */
function withoutJsonSchemas(): Plugin {
  const left = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;
  return {
    name: "without-json-schemas",
    load: (id) => {
      if (!left.test(id)) return null;
      const names = readFileSync(id, "utf8").matchAll(/^export (?:function|const) (\w+)/gm);
      const stubs = Array.from(names, ([, name]) => `export const ${name} = none;`);
      const none =
        'const none = () => () => { throw new Error("There are no JSON Schemas in this bundle."); };';
      return { code: [none, ...stubs].join("\n"), moduleType: "js" };
    },
  };
}

/** Leaves out zod's formats of texts (addresses of mails, of networks, ids of all kinds), of which the Action reads none. What asks for one there throws. */
function withoutFormats(): Plugin {
  const formats = /(?<=\b_ZodString\.init\(inst, def\);\n\}), \{\n[\s\S]*?\n\}(?=\);)/;
  return {
    name: "without-formats",
    load: (id) => {
      if (!id.endsWith("/zod/v4/classic/schemas.js")) return null;
      const code = readFileSync(id, "utf8");
      if (!formats.test(code)) throw new Error(`zod has its formats of texts elsewhere now than in ${id}`);
      return { code: code.replace(formats, ""), moduleType: "js" };
    },
  };
}

/** Reads JSON as the language does: numbers beyond 2^53, for which Octokit brings a reader of its own, GitHub answers nowhere. */
function plainJson(): Plugin {
  return {
    name: "plain-json",
    load: (id) =>
      id.endsWith("/json-with-bigint/json-with-bigint.js")
        ? {
            code: "export const JSONParse = (text) => JSON.parse(text);\nexport const JSONStringify = (value) => JSON.stringify(value);",
            moduleType: "js",
          }
        : null,
  };
}

/** Leaves out how YAML is written, which the Action only reads. A key that is a list or a map has a sign for its name: no policy is valid with one. */
function withoutYamlWriting(): Plugin {
  const written = /\/yaml\/browser\/dist\/stringify\/\w+\.js$/;
  const asKey = "if (isNode(key) && ctx?.doc) {";
  return {
    name: "without-yaml-writing",
    load: (id) => {
      if (id.endsWith("/yaml/browser/dist/nodes/addPairToJSMap.js")) {
        const code = readFileSync(id, "utf8");
        if (!code.includes(asKey))
          throw new Error(`yaml names keys that are no words elsewhere now than in ${id}`);
        return { code: code.replace(asKey, `if (isNode(key)) return "?"; if (false) {`), moduleType: "js" };
      }
      if (!written.test(id)) return null;
      const [, names = ""] = /^export \{([^}]*)\}/m.exec(readFileSync(id, "utf8")) ?? [];
      const none = 'const none = () => { throw new Error("This bundle writes no YAML."); };';
      const stubs = names.split(",").map((name) => `export const ${name.trim()} = none;`);
      return { code: [none, ...stubs].join("\n"), moduleType: "js" };
    },
  };
}

/** Leaves out the tags and filters of Liquid that no template of ours names. Throws where one could then not be read. */
function liquidInUse(): Plugin {
  return {
    name: "liquid-in-use",
    transform: (code, id) => {
      if (!id.includes("/node_modules/liquidjs/")) return null;
      const all = templates();
      const text = Object.values(all).join("\n");
      const tags = namesIn(text, /\{%-?\s*(\w+|#)/g);
      const filters = namesIn(text, /\|\s*(\w+)/g);
      expectReadable(all, { tags, filters });
      const groups = /^var (?:misc|\w+Filters) = (?:\/\*#__PURE__\*\/Object\.freeze\()?\{([^}]*)\}/gm;
      const entries = Array.from(code.matchAll(groups), ([, some = ""]) => some).join(",");
      return { code: withoutTags(only(only(code, "tags", tags), "filters", filters, entries), code, tags) };
    },
  };
}

/** Without the classes of tags that are in no use, which a bundler keeps: it can't tell that making one does nothing. */
function withoutTags(code: string, whole: string, names: ReadonlySet<string>): string {
  const table = /^const tags = [^;]*;/m.exec(whole)?.[0] ?? "";
  const others = Array.from(table.matchAll(/^\s*'?([\w#]+)'?: (\w+)/gm)).filter(
    ([, name = ""]) => !names.has(name),
  );
  return others.reduce((left, [, , tag = ""]) => {
    const made = new RegExp(`^class ${tag} extends Tag \\{[\\s\\S]*?^\\}\\n`, "m");
    return left.replace(made, "").replace(`exports.${tag} = ${tag};\n`, "");
  }, code);
}

function namesIn(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(pattern), ([, name = ""]) => name));
}

function expectReadable(
  all: Readonly<Record<string, string>>,
  inUse: { readonly tags: ReadonlySet<string>; readonly filters: ReadonlySet<string> },
): void {
  const engine = createEngine(all);
  for (const kind of ["tags", "filters"] as const)
    for (const name of Object.keys(engine[kind])) if (!inUse[kind].has(name)) delete engine[kind][name];
  for (const [name, text] of Object.entries(all)) engine.parse(text, name);
}

/** The code with the entries of that table that are in use; they stand in it, or in the tables that it is made of. */
function only(code: string, table: "tags" | "filters", names: ReadonlySet<string>, entries?: string): string {
  const whole = new RegExp(`^const ${table} = [^;]*;`, "m").exec(code)?.[0] ?? "";
  const lines = (entries ?? whole).matchAll(/^\s*'?(\w+|#)'?(?:: \w+)?(?=,?$)/gm);
  const kept = Array.from(lines).filter(([, name = ""]) => names.has(name));
  const wanted = Object.keys(table === "tags" ? allTags : allFilters).filter((name) => names.has(name));
  if (whole === "" || kept.length !== wanted.length)
    throw new Error(`liquidjs has its ${table} elsewhere now; expected ${wanted.join(", ")} in its code`);
  return code.replace(whole, `const ${table} = { ${kept.map(([entry]) => entry.trim()).join(", ")} };`);
}

/** The pages of the demo ask for these beside their own module, which is among the parts. */
const assets = ["style.css", "script.js"];

function besideParts(): Plugin {
  return {
    name: "beside-parts",
    generateBundle() {
      for (const name of assets) {
        const source = readFileSync(here(`src/local-github/pages/${name}`), "utf8");
        this.emitFile({ type: "asset", fileName: `parts/${name}`, source });
      }
    },
  };
}

/**
 * What stands in files of its own beside the Action's bundle, and is asked for by the name of its file only where somebody has set
 * up channels, has words of their own, a rota in a calendar or at an address, an incident log, notices, a maintenance, a file to be changed, a time
 * that is told late or corrected, lines of a review, an approval of a document, people who were told or called, a comment of several
 * lines, or anything to be said: the
 * module, and what of it the bundle calls.
 */
const apart = {
  channels: { module: "src/channels/all.ts", calls: ["workingChannels"] },
  messages: { module: "src/render/own/read.ts", calls: ["readOwnMessages"] },
  documents: { module: "src/run/carry-document.ts", calls: ["carryDocument"] },
  drafts: { module: "src/engine/rules/document-wishes.ts", calls: ["documentWishes"] },
  record: { module: "src/engine/rules/document-values.ts", calls: ["documentValues"] },
  rotas: { module: "src/engine/ical/calendar.ts", calls: ["readCalendar", "changeAfter", "occurrenceAt"] },
  feeds: { module: "src/rulings/feed-https.ts", calls: ["feedsOver"] },
  log: { module: "src/engine/log/record.ts", calls: ["recordOf", "lineOf"] },
  commits: { module: "src/run/carry-commit.ts", calls: ["carryCommit"] },
  notices: { module: "src/engine/rules/notice-wishes.ts", calls: ["noticeWishes"] },
  approvals: {
    module: "src/engine/commands/document-approval.ts",
    calls: ["acceptance", "approval", "absent"],
  },
  cover: { module: "src/engine/policy/rota/check.ts", calls: ["checkRotas"] },
  told: { module: "src/engine/clock-late.ts", calls: ["toldLate"] },
  late: { module: "src/engine/clock-meanwhile.ts", calls: ["caughtUp"] },
  corrected: { module: "src/engine/clock-corrected.ts", calls: ["corrected"] },
  review: { module: "src/engine/rules/retro-values.ts", calls: ["reviewValues"] },
  actions: { module: "src/engine/actions-list/decide.ts", calls: ["decideActions"] },
  problems: { module: "src/engine/problems/decide.ts", calls: ["decideProblems"] },
  handover: { module: "src/engine/handover/decide.ts", calls: ["decideHandover"] },
  lines: { module: "src/engine/text/action-line.ts", calls: ["parseActions", "marked", "readItem"] },
  edits: { module: "src/engine/judge/added.ts", calls: ["added", "saysOtherwise", "saysTheSame"] },
  contacts: { module: "src/engine/text/contact.ts", calls: ["readContact", "readAnswer", "eachName"] },
  mail: { module: "src/engine/text/mail.ts", calls: ["withoutMail", "withoutSignature"] },
  maintenance: { module: "src/engine/maintenance/work.ts", calls: ["workOf", "spanOf"] },
  survey: { module: "src/run/survey.ts", calls: ["createSurvey"] },
  words: { module: "src/action/words.ts", calls: ["renderShipped"] },
} as const;

const nameOf = (file: string): string => `tocsin:${file}`;

const handsOn = (name: string, file: string): string =>
  `export const ${name} = (...given) => (it ??= require("${nameOf(file)}")).${name}(...given);`;

/** In place of such a module: what hands on to its own file, so that nothing of it is in the bundle. */
function standsApart(): Plugin {
  const stubs = new Map(
    Object.entries(apart).map(([file, { module, calls }]) => [
      here(module),
      ["let it;", ...calls.map((one) => handsOn(one, file))].join("\n"),
    ]),
  );
  return {
    name: "stands-apart",
    load: (asked) => {
      const code = stubs.get(asked);
      return code === undefined ? null : { code, moduleType: "js" };
    },
  };
}

/** The file that GitHub's runner starts: it unpacks the bundle beside it and runs that. */
const unpacking = `// Unpacks Tocsin's Action, which stands beside this file in action.cjs.br (brotli), and runs it; so it does with the other files here,
// each where what it is named for is wanted. docs/decisions/0003-size-of-the-action-bundle.md says what they hold.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { brotliDecompressSync } from "node:zlib";

function run(name) {
  const packed = fileURLToPath(new URL(name + ".br", import.meta.url));
  const filename = packed.replace(/\\.br$/, "");
  const code = brotliDecompressSync(readFileSync(packed)).toString("utf8");
  const main = new Script("(function (require, module, exports) {" + code + "\\n})", { filename }).runInThisContext();
  const module = { exports: {} };
  const require = createRequire(filename);
  const beside = ${JSON.stringify(Object.keys(apart).map(nameOf))};
  main((id) => (beside.includes(id) ? run(id.slice(id.indexOf(":") + 1) + ".cjs") : require(id)), module, module.exports);
  return module.exports;
}

run("action.cjs");
`;

/** Packs the bundle by itself, for what is downloaded is packed but half as well: a runner downloads it for each event. */
function packed(starts?: string): Plugin {
  return {
    name: "packed",
    generateBundle(_options, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== "chunk") continue;
        const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_WINDOW_BITS } = constants;
        const params = {
          [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS,
          [BROTLI_PARAM_SIZE_HINT]: file.code.length,
        };
        this.emitFile({
          type: "asset",
          fileName: name.replace(/\.js$/, ".cjs.br"),
          source: brotliCompressSync(file.code, { params }),
        });
        if (starts === undefined) delete bundle[name];
        else file.code = starts;
      }
    },
  };
}

/** The licences of all packages that a bundle holds, in one file beside it: they ask to be handed on. */
function licences(fileName: string): Plugin {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
      const folders = modules.flatMap(
        (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? [],
      );
      const source = [...new Set(folders)].sort().map(licenceOf).join("\n\n");
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? "" : readFileSync(`${folder}/${file}`, "utf8").trim();
  return `== ${name} ${version}: ${license}\n\n${text}\n`;
}

const base: RolldownOptions = { platform: "node" };

export default defineConfig([
  {
    ...base,
    plugins: [
      embedded(),
      routesInUse(),
      undescribed(),
      withoutJsonSchemas(),
      withoutFormats(),
      plainJson(),
      withoutYamlWriting(),
      licences("action-licences.txt"),
      standsApart(),
      packed(unpacking),
    ],
    input: { action: here("src/action.ts") },
    // yaml as ES modules, of which only what is in use is kept: Node would take it as CommonJS, which is kept whole.
    resolve: { alias: { yaml: here("node_modules/yaml/browser/index.js") } },
    // The Action is given a token: what makes tokens from an app's key is imported by the server alone, and never runs here.
    external: ["@octokit/auth-app", ...Object.keys(apart).map(nameOf)],
    // Notes for bundlers are of no use behind one, and licences stand in a file of their own.
    output: { dir: here("dist"), format: "cjs", minify: true, comments: false, codeSplitting: false },
  },
  ...Object.entries(apart).map(
    ([file, { module }]): RolldownOptions => ({
      ...base,
      plugins: [
        ...(file === "words" ? [embedded(), liquidInUse()] : []),
        ...[withoutJsonSchemas(), licences(`${file}-licences.txt`), packed()],
      ],
      input: { [file]: here(module) },
      output: { dir: here("dist"), format: "cjs", minify: true, comments: false, codeSplitting: false },
    }),
  ),
  {
    ...base,
    plugins: [embedded(), besideParts(), licences("licences.txt")],
    input: { cli: here("src/cli.ts"), server: here("src/server.ts") },
    output: { dir: here("dist"), chunkFileNames: "parts/[name]-[hash].js" },
  },
]);
