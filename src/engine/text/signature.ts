// The signature at the end of what somebody wrote, which says nothing of how things stand.

/** With what people end a mail; a name may stand beside it. */
const closing =
  /^(?:(?:(?:with )?(?:kind(?:est)?|best|warm|many) )?(?:regards|wishes|thanks)|best|cheers|sincerely|yours (?:sincerely|faithfully|truly)|mfg|lg|(?:mit )?(?:freundlich\p{L}*|viele|beste|liebe) grü(?:ß|ss)en?|(?:bien )?cordialement|cordiali saluti|(?:un )?saludos?|atentamente|atenciosamente|met vriendelijke groet(?:en)?|groet(?:en|jes)?|med ven\p{L}+ hilsen|mvh|vänliga hälsningar|pozdrawiam|s pozdravem|с уважением|terveisin|saygılarımla)[\s,.!–-]*$/iu;
const person = /(?:^|[\s,]+)(?:\p{Lu}[\p{L}.'’-]*(?:\s+|$)){1,4}$/u;
/** What a company's mail server adds. */
const disclaimer =
  /^(?:this|the information|diese|ce|este|dit)\b.{0,60}\b(?:e-?mail|message|communication|nachricht|bericht|mensaje)\b.{0,200}\b(?:confiden|vertr[ao]u|intended|attachment|privileged)/i;
const mostOfSignature = 10;

/** Without the signature at the end: "Kind regards", a name and few lines, and what a mail server says below it. */
export function withoutSignature(lines: readonly string[]): readonly string[] {
  const legal = lines.findIndex((line) => line.length < 1_000 && disclaimer.test(line.trim()));
  const own = legal < 0 ? lines : lines.slice(0, legal);
  const said = own.flatMap((line, at) => (line.trim() === "" ? [] : [at]));
  const at = said.slice(-mostOfSignature).find((at) => isClosing(own, at));
  return at === undefined ? own : own.slice(0, at);
}

function isClosing(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? "";
  if (line.length > 80) return false;
  const below = lines.slice(at + 1).filter((one) => one.trim() !== "");
  if (below.some((one) => one.length > 100 || /^\s*P\.?\s?S\b/.test(one))) return false;
  if (below.length === 0) return closing.test(line) || closing.test(line.replace(person, ""));
  return closing.test(line) ? person.test(below[0]?.trim() ?? "") : closing.test(line.replace(person, ""));
}
