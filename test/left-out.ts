// Around a run: says at its end what of the tests that ran was left out, and how to play it.
import type { TestModule, TestProject } from "vitest/node";
import { playsMany } from "./laws/seeds.ts";

/** What says in its name why it is skipped was not left out by us. */
const ownReason = /\(skipped/;

/** The answer is to be called at the end. */
export default function setup({ vitest }: Pick<TestProject, "vitest">): () => void {
  return () => {
    // Who asks for tests by their names chose what is left out.
    const isChosen = vitest.config.testNamePattern !== undefined;
    if (!playsMany && !isChosen) process.stdout.write(leftOut(vitest.state.getTestModules()));
  };
}

/** In plain words which files have how many tests that were left out, and whether laws were held over a sample; nothing where neither is so. */
function leftOut(modules: readonly Pick<TestModule, "relativeModuleId" | "children">[]): string {
  const parts = modules.flatMap(({ relativeModuleId, children }) => {
    const skipped = Array.from(children.allTests("skipped")).filter(
      ({ fullName }) => !ownReason.test(fullName),
    );
    return skipped.length === 0 ? [] : [`  ${relativeModuleId} (${skipped.length})`];
  });
  const isSampled = modules.some(({ relativeModuleId }) => relativeModuleId.startsWith("test/laws/"));
  if (parts.length === 0 && !isSampled) return "";
  return [
    "",
    ...(parts.length === 0
      ? []
      : ["Left out, since it is slow and rarely breaks by itself:", ...parts.toSorted()]),
    ...(isSampled ? ["The laws were held over a sample of their histories."] : []),
    "More of it: `npm run test:many`, which has to pass before a change lands. All of it: `npm run test:all`.",
    "",
  ].join("\n");
}
