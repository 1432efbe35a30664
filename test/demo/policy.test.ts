// The demo under a policy of one's own: its forms are there, and its process runs.
import { expect, test } from "vitest";
import { demo } from "../../src/demo/demo.ts";
import { formsOver } from "../../src/shipped/preset-forms.ts";

test("shows the process that it is given, with the questions of its overlay", async () => {
  const text = "extends: [dpsp, dspt]\nroles: { cto: { duty: [ben] } }\n";
  const running = await demo({ policy: { text, forms: formsOver(["dpsp", "dspt"]) } });
  try {
    const form = await fetch(`${running.url}/acme/incidents/issues/new?template=incident.yml`);
    const page = await form.text();
    expect(page).toContain("the majority of users is affected");
    expect(page).toContain("Time it was discovered");
  } finally {
    await running.close();
  }
});
