// The words of Tocsin in a run of the Action: made when the first of them is said. The release keeps them, and what makes text of them,
// in a file of its own, since most runs say nothing.
import { createRenderer, type Renderer } from "../render/render.ts";
import { templates } from "../shipped/templates.ts";

let made: Renderer | undefined;

/** As a renderer over the templates that ship. */
export const renderShipped: Renderer = (template, values, medium) => {
  made ??= createRenderer(templates());
  return made(template, values, medium);
};
