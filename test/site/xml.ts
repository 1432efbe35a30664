// A strict reader of XML for tests: elements, attributes and text, and an error at whatever is not well-formed.

/** An element with its attributes, its text all told, and the elements in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly elements: readonly Element[];
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly elements: Element[];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** Text with its entities resolved. Throws at one that XML does not know, and at a character that it can't hold. */
function resolved(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[<>]/.test(text))
    throw new Error(`no text of XML: ${text}`);
  return text.replace(/&([^;&]*;?)/g, (all, name: string) => {
    const found = entities[name.replace(/;$/, "")];
    if (!name.endsWith(";") || found === undefined) throw new Error(`no entity of XML: ${all}`);
    return found;
  });
}

/** The element at the root of a document. Throws where the document is not well-formed. */
export function readXml(document: string): Element {
  const head = '<?xml version="1.0" encoding="utf-8"?>\n';
  if (!document.startsWith(head)) throw new Error("does not begin with its declaration");
  const top: Open = { name: "", attributes: {}, text: "", elements: [] };
  const way: Open[] = [top];
  let from = head.length;
  for (const { index, 0: tag, 1: end, 2: name = "", 3: given = "", 4: closed } of document
    .slice(head.length)
    .matchAll(/<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const here = way.at(-1) ?? top;
    here.text += resolved(document.slice(from, head.length + index));
    from = head.length + index + tag.length;
    if (end === "/") {
      if (way.pop()?.name !== name || way.length === 0) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const attributes: Record<string, string> = {};
    for (const [, key = "", value = ""] of given.matchAll(/([\w:-]+)="([^"]*)"/g)) {
      if (key in attributes) throw new Error(`${key} is there twice`);
      attributes[key] = resolved(value);
    }
    const opened: Open = { name, attributes, text: "", elements: [] };
    here.elements.push(opened);
    if (closed !== "/") way.push(opened);
  }
  const [root] = top.elements;
  if (way.length !== 1 || root === undefined || top.elements.length > 1)
    throw new Error("is not one whole element");
  if (resolved(document.slice(from)).trim() !== "" || top.text.trim() !== "")
    throw new Error("has text around its element");
  return root;
}
