// The issue with which words begin, in whatever way people write an address: as a number, a name, a link, in code or in brackets.

/** What words begin with, and what follows it. */
export interface LeadingIssue {
  /**
   * `owner/repo#3`, `repo#3`, or `#3` where they don't say which repository; of a page its address, `https://host/owner/repo/issues/3`;
   * what is meant as an address and can't be read as one stands as it was written. Absent: they begin with no address.
   */
  readonly issue?: string;
  readonly others: string;
}

/** The first word, without what people put around an address; of a link its target. */
const first =
  /^(?:\[[^\]\n]{0,200}\]\(([^()\s]{1,300})\)|`([^`\s]{1,300})`|\*\*([^*\s]{1,300})\*\*|\(([^()\s]{1,300})\)|<([^<>\s]{1,300})>|(\S{1,300}?))[.,:;]?(?=\s|$)\s*/;

const short = /^([\w.-]{1,100}(?:\/[\w.-]{1,100})?)?#(\d{1,10})$/;
const numbered = /^GH-(\d{1,10})$/i;
const page =
  /^(?:(https?:\/\/[^\s/]{1,100})\/|(?:www\.)?github\.com\/)?([\w.-]{1,100}\/[\w.-]{1,100})\/issues\/(\d{1,10})(?:[/?#]\S*)?$/;
/** Is it meant as an issue? A page of anything else is a word like any other: people show what they looked at. */
const meant = /\/issues\/\d|#\d{1,10}$/;

/** Reads it; `others` is all of the words where they begin with no address. */
export function leadingIssue(words: string): LeadingIssue {
  const [whole, ...ways] = first.exec(words) ?? [];
  const word = ways.find((way) => way !== undefined) ?? "";
  const issue = issueIn(word) ?? (meant.test(word) ? word : undefined);
  return whole === undefined || issue === undefined
    ? { others: words }
    : { issue, others: words.slice(whole.length) };
}

function issueIn(word: string): string | undefined {
  const [, repository = "", number = numbered.exec(word)?.[1]] = short.exec(word) ?? [];
  if (number !== undefined) return `${repository}#${number}`;
  const [, server, named, at] = page.exec(word) ?? [];
  if (named === undefined) return undefined;
  return server === undefined ? `${named}#${at}` : `${server}/${named}/issues/${at}`;
}

/** The issue at the address of its page, `owner/repo#3`, where that is of this server (`https://github.com`); any other text as it is. */
export function issueAt(address: string, server: string): string {
  const [, host, named, number] = page.exec(address) ?? [];
  return host !== undefined && host.toLowerCase() === server.toLowerCase() ? `${named}#${number}` : address;
}
