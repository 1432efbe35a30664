// A letter as a message with an Adaptive Card, in the envelope that a workflow of Teams takes.

import { cut } from "../../engine/text/safe.ts";
import type { Letter } from "../channel.ts";
import { firstSentence } from "../wording.ts";

/** The message. Its words are in blocks, one a paragraph, since Teams runs lines together; `summary` is what a phone shows first. */
export function cardOf({ subject, text, about }: Letter): object {
  const paragraphs = text.split(/\n{2,}/).filter((one) => one.trim() !== "");
  const block = (words: string, more: object = {}) => ({
    type: "TextBlock",
    text: words,
    wrap: true,
    ...more,
  });
  return {
    type: "message",
    summary: cut(firstSentence(text) || subject, 200),
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          ...{ type: "AdaptiveCard", version: "1.4", lang: "en" },
          body: [
            block(subject, { weight: "Bolder", size: "Medium", style: "heading" }),
            ...paragraphs.map((one) => block(one)),
          ],
          ...(about.url !== "" && {
            actions: [{ type: "Action.OpenUrl", title: `Open ${about.ref}`, url: about.url }],
          }),
          msteams: { width: "Full" },
        },
      },
    ],
  };
}
