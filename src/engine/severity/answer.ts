// What is known of an input of a method: given by hand, or worked out from other inputs or flags where nobody gave it (HG-2, HG-7).
import type { Facts } from "../facts.ts";
import type { Input, InputOption, Matrix, Method, Policy } from "../policy/model.ts";
import { type OptionReading, readInput } from "../policy/severity/input.ts";

/** What a method may go by. */
export interface SeveritySituation {
  readonly policy: Policy;
  readonly facts: Facts;
  /** Keys of the flags that are up and not made safe (HG-5); absent where flags are not known at all. */
  readonly flags?: readonly string[] | undefined;
}

/** An input with its answer. */
export interface InputAnswer {
  readonly kind: "answer";
  readonly input: Input;
  readonly option: InputOption;
  /** The answer as a sentence shows it. */
  readonly shown: string;
  /** What it was worked out from; empty where it was given. */
  readonly from: string;
  /** Said besides: a reading of the policy's own, or that it was given by hand and could be worked out as well. */
  readonly notes: readonly string[];
}

/** What would have to be given. */
export interface Unknown {
  readonly kind: "unknown";
  readonly inputs: readonly Input[];
}

/** What two answers give where they meet. */
interface Cell {
  readonly kind: "cell";
  readonly value: string;
  readonly answers: readonly [InputAnswer, InputAnswer];
}

/** The answer to an input, by hand before worked out. The loader has refused inputs that hang on themselves. */
export function answerOf(method: Method, input: Input, asked: SeveritySituation): InputAnswer | Unknown {
  const given = asked.facts.get(input.field);
  const reading = given && readInput(input, given.text);
  const derived = derive(method, input, asked);
  if (reading === undefined) return derived;
  const also = derived.kind === "answer" && isNews(reading.option, derived) ? [byHand(reading, derived)] : [];
  const { option, shown, note } = reading;
  const said = note === undefined ? [] : [`${input.title} ${shown} ${note}`];
  return { kind: "answer", input, option, shown, from: "", notes: [...said, ...also] };
}

/** The cell of a matrix under what is known. */
export function lookUp(method: Method, matrix: Matrix, asked: SeveritySituation): Cell | Unknown {
  const [rows, columns] = [method.inputs[matrix.rows], method.inputs[matrix.columns]];
  if (rows === undefined || columns === undefined) return { kind: "unknown", inputs: [] };
  const [row, column] = [answerOf(method, rows, asked), answerOf(method, columns, asked)];
  if (row.kind === "unknown" || column.kind === "unknown") return unknown([row, column]);
  const value = matrix.cells[row.option.word]?.[columns.options.indexOf(column.option)];
  if (value === undefined) return { kind: "unknown", inputs: [rows, columns] };
  return { kind: "cell", value, answers: [row, column] };
}

/** Everything unknown among several, each once. */
export function unknown(found: readonly (InputAnswer | Unknown)[]): Unknown {
  const inputs = found.flatMap((one) => (one.kind === "unknown" ? one.inputs : []));
  return { kind: "unknown", inputs: [...new Set(inputs)] };
}

/** `impact 2 (criticality high and users 750, HG-2)`. */
export function inWords({ input, shown, from }: InputAnswer): string {
  return `${input.title} ${shown}${from === "" ? "" : ` (${from})`}`;
}

/** Rule ids as the end of a sentence has them: ` (HG-5, HG-6)`, or nothing. */
export function idsOf(source: string): string {
  return source === "" ? "" : ` (${source.split(" ").join(", ")})`;
}

function derive(method: Method, input: Input, asked: SeveritySituation): InputAnswer | Unknown {
  const alone: Unknown = { kind: "unknown", inputs: [input] };
  if (input.flags.length > 0 && asked.flags !== undefined) return byFlags(input, asked.flags) ?? alone;
  if (input.matrix === undefined) return alone;
  const cell = lookUp(method, input.matrix, asked);
  if (cell.kind === "unknown") return isBegun(method, input.matrix, asked) ? cell : alone;
  const option = input.options.find(({ word }) => word === cell.value);
  if (option === undefined) return alone;
  const { source } = input.matrix;
  const from = `${cell.answers.map(inWords).join(" and ")}${source === "" ? "" : `, ${source}`}`;
  return {
    kind: "answer",
    input,
    option,
    shown: option.word,
    from,
    notes: cell.answers.flatMap(({ notes }) => notes),
  };
}

/** Did somebody give a part that serves nothing but this matrix? One that counts by itself tells no wish to work it out. */
function isBegun(method: Method, { rows, columns }: Matrix, { facts }: SeveritySituation): boolean {
  return [method.inputs[rows], method.inputs[columns]].some((part) => {
    const given = part && facts.get(part.field);
    const counts = part?.options.some(({ points }) => points !== undefined);
    return given !== undefined && !counts && readInput(part as Input, given.text) !== undefined;
  });
}

/** As many flags as are up and not made safe choose the option; the last stands for more (HG-5). */
function byFlags(input: Input, flags: readonly string[]): InputAnswer | undefined {
  const up = input.flags.filter((flag) => flags.includes(flag));
  const option = input.options[Math.min(up.length, input.options.length - 1)];
  if (option === undefined) return undefined;
  const from = up.length === 0 ? "no flag is up, or made safe" : `flagged ${up.join(" and ")}`;
  return { kind: "answer", input, option, shown: option.word, from, notes: [] };
}

/** Flags are always there: they are worth a word only where they would count otherwise. */
function isNews(given: InputOption, { input, option }: InputAnswer): boolean {
  return input.matrix !== undefined || option.points !== given.points;
}

function byHand(given: OptionReading, { input, option, from }: InputAnswer): string {
  const taken = `${input.title} is taken as it was given (${given.shown})`;
  return given.option === option
    ? `${taken}, which is also what follows from ${from}`
    : `${taken}, not as worked out (${option.word}: ${from})`;
}
