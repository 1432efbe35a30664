// The arguments of a field, read by name, so that one which nobody reads can be refused instead of ignored.

type Raw = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Coerced arguments or an input object. Each reader remembers that its name was read. */
export class FieldArguments {
  readonly #raw: Raw;
  readonly #read = new Set<string>();
  readonly #inner: { readonly name: string; readonly args: FieldArguments }[] = [];

  constructor(raw: Raw) {
    this.#raw = raw;
  }

  /** A text, or `undefined` where it is absent or null. */
  text(name: string): string | undefined {
    const value = this.#take(name);
    return typeof value === "string" ? value : undefined;
  }

  /** A text that the schema requires. */
  theText(name: string): string {
    const value = this.text(name);
    if (value === undefined)
      throw new Error(`the argument ${name} is missing; the schema should have required it`);
    return value;
  }

  number(name: string): number | undefined {
    const value = this.#take(name);
    return typeof value === "number" ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.#take(name);
    return typeof value === "boolean" ? value : undefined;
  }

  /** A list of texts; a single one counts as a list of one. */
  texts(name: string): readonly string[] | undefined {
    const value = this.#take(name);
    if (typeof value === "string") return [value];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
  }

  /** An input object. */
  object(name: string): FieldArguments | undefined {
    const value = this.#take(name);
    return isRecord(value) ? this.#open(name, value) : undefined;
  }

  /** An input object that the schema requires. */
  theObject(name: string): FieldArguments {
    const value = this.object(name);
    if (value === undefined)
      throw new Error(`the argument ${name} is missing; the schema should have required it`);
    return value;
  }

  /** A list of input objects. */
  objects(name: string): readonly FieldArguments[] {
    const value = this.#take(name);
    return Array.isArray(value) ? value.filter(isRecord).map((item) => this.#open(name, item)) : [];
  }

  /** The names, from `given` where it is told, that hold a value which nobody read. */
  unread(given: readonly string[] = Object.keys(this.#raw)): string[] {
    const own = given.filter((name) => this.#raw[name] != null && !this.#read.has(name));
    return [
      ...own,
      ...this.#inner.flatMap(({ name, args }) => args.unread().map((inner) => `${name}.${inner}`)),
    ];
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return this.#raw[name] ?? undefined;
  }

  #open(name: string, value: Raw): FieldArguments {
    const args = new FieldArguments(value);
    this.#inner.push({ name, args });
    return args;
  }
}
