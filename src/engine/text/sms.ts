// How long a text message is: in the signs of GSM 7 where all of it can be written in them, else in those of Unicode.

/** The signs of GSM 03.38 that take one place; those of its extension take two. */
const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const extended = "^{}\\[~]|€\f";

/** How many signs one message has, and each of several that are joined. */
const room = { gsm: { one: 160, each: 153 }, unicode: { one: 70, each: 67 } } as const;

/** Providers take no text of more parts: GOV.UK Notify ends at 918 signs of GSM. */
export const mostSmsParts = 6;

/** The length of a text message. */
export interface SmsLength {
  /** Places that it takes: two for a sign of the extension, or for one outside the basic plane of Unicode. */
  readonly signs: number;
  /** Messages that it is sent, and paid for, as. */
  readonly parts: number;
  /** The first sign that GSM does not have: with it a message has room for 70 instead of 160. */
  readonly strange?: string | undefined;
}

/** Measures a text message. */
export function smsLength(text: string): SmsLength {
  const strange = Array.from(text).find((sign) => !basic.includes(sign) && !extended.includes(sign));
  const signs =
    strange === undefined
      ? Array.from(text).reduce((sum, sign) => sum + (extended.includes(sign) ? 2 : 1), 0)
      : text.length;
  const { one, each } = strange === undefined ? room.gsm : room.unicode;
  return { signs, parts: signs <= one ? 1 : Math.ceil(signs / each), strange };
}
