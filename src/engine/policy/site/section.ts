// The section `site`: the status page, made from the notices that were sent to a public audience. Without it there is none.
import { z } from "zod";

const schema = z
  .strictObject({
    title: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .describe("What the page is called; by default Service status."),
    about: z.string().min(1).max(300).optional().describe("One sentence under its title."),
    url: z
      .string()
      .regex(/^https:\/\/[^\s<>"]{1,200}$/, "is no address of a page; write it with https://")
      .optional()
      .describe("Where people find it, for feeds."),
  })
  .transform(({ title = "Service status", about = "", url = "" }) => ({ title, about, url }))
  .describe("The status page: with it the channel `status` is there.");

/** The section `site`. */
export const site = { schema, optional: true as const };
