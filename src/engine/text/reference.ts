// References of problems and other records as people write them: of an issue, or of a record elsewhere.
import { type IssueRef, isIssueAddress } from "../issue-ref.ts";

const longestReference = 200;

/**
 * The reference that a text is, with nothing else in it but "problem" before it: `#12`, `repo#12`, `owner/repo#12`, the address of an issue on
 * GitHub, or the number of a record elsewhere (`PRB0012345`). Undefined for all other words.
 */
export function readReference(text: string, home: string): IssueRef | undefined {
  const given = text
    .trim()
    .replace(/^(?:known )?problem(?: record)?:? /i, "")
    .replace(/[.,;]$/, "");
  if (given.length > longestReference) return undefined;
  const number = /^#([1-9]\d{0,8})$/.exec(given)?.[1];
  if (number !== undefined) return `${home}#${number}`;
  if (/^[\w.-]{1,100}#[1-9]\d{0,8}$/.test(given)) return `${home.slice(0, home.indexOf("/"))}/${given}`;
  const [, repository, issue] =
    /^https:\/\/[\w.-]{1,100}\/([\w.-]{1,100}\/[\w.-]{1,100})\/issues\/(\d{1,9})(?:[#?]\S{0,100})?$/.exec(
      given,
    ) ?? [];
  const address = repository === undefined ? given : `${repository}#${issue}`;
  if (isIssueAddress(address)) return address;
  return /^[A-Z]{2,10}[- ]?\d{2,12}$/.test(given) ? given : undefined;
}
