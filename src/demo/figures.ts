// The figures of the demo: how the issue of a service review would read, were the month over now.
import type { Policy } from "../engine/policy/model.ts";
import { local } from "../engine/time.ts";
import { type FiguresSource, gatherActions, gatherFigures } from "../figures/gather.ts";
import { monthOf } from "../figures/period.ts";
import { serviceReviewOf } from "../figures/service-review.ts";
import { html } from "../local-github/pages/html.ts";
import { renderMarkdown } from "../local-github/pages/markdown.ts";
import type { PageContent, Visit } from "../local-github/pages/site.ts";
import { createRenderer } from "../render/render.ts";
import { figureTemplates } from "../shipped/figures.ts";
import { templates } from "../shipped/templates.ts";

/** Where they are read. */
export const figuresPath = "/-/figures";

/** A page with the figures of the month of the clock. `source` is nothing before the demo's Tocsin runs; without a policy there are none. */
export function figuresPage(
  home: string,
  policy: Policy | undefined,
  source: () => FiguresSource | undefined,
): (visit: Visit) => Promise<PageContent> {
  const render = createRenderer({ ...templates(), ...figureTemplates() });
  return async ({ now, web }) => {
    const reader = source();
    const zone = policy?.incidents.zone ?? "UTC";
    const period = monthOf(local(now, zone, "yyyy-MM"));
    const found = reader && (await gatherFigures(reader, home, { period, home, now }));
    if (reader === undefined || found === undefined)
      return page(html`<p class="empty">There is nothing to count yet.</p>`);
    const { figures, ruling } = found;
    const todo = await gatherActions(reader, figures, { ruling, now, render });
    const text = serviceReviewOf({ period, home, all: [figures] }, [todo], render);
    return page(html`<article class="md page">${renderMarkdown(text, { repo: home, web: web() })}</article>`);
  };
}

const page = (body: ReturnType<typeof html>): PageContent => ({
  title: "Figures of this month",
  body: html`<h1>Figures of this month</h1>
<p class="lead">So the issue of the service review would read, were the month over now. A workflow opens it; GitHub draws what stands here as code.</p>
${body}`,
});
