/** Indentation as it was meant, where it is written with tabs or full-width spaces. */

/** What is open at a line. Columns count characters as they were meant, from 0. */
export interface Open {
  /** Columns of the mappings, outermost first. */
  readonly keys: readonly number[];
  /** Columns of the dashes of the sequences, outermost first. */
  readonly dashes: readonly number[];
  /** The column of a key (or dash) with nothing behind it, right above; its value may begin anywhere deeper. -1 where there is none. */
  readonly empty: number;
}

export interface Lead {
  readonly lead: string;
  /** Dashes of a compact sequence, each with the white space behind it. */
  readonly dashes: string;
  readonly body: string;
  readonly bom: boolean;
}

const LEAD = /^([ \t\u3000]*)((?:-[ \t\u3000]+)*)([\s\S]*)$/;

/** A line (without its line end) taken apart: byte order mark, white space, the dashes that open it, and the rest. Always matches. */
export function leadOf(line: string): Lead {
  const bom = line.charCodeAt(0) === 0xfeff;
  const match = LEAD.exec(bom ? line.slice(1) : line);
  return { lead: match?.[1] ?? '', dashes: match?.[2] ?? '', body: match?.[3] ?? '', bom };
}

/** Columns a full-width space, then a tab, may have been meant as; the likeliest first. */
const WIDTHS: readonly (readonly [number, number])[] = [
  [2, 2],
  [1, 4],
  [2, 8],
  [2, 1],
];

/**
 * The column a line was meant to begin at.
 * @param item whether it begins with a dash
 * @param otherwise what to give where no width fits; the innermost column where absent
 */
export function wantedIndent(lead: string, item: boolean, open: Open, otherwise?: number): number {
  if (open.keys.length === 0) return 0;
  const places = item ? open.dashes : open.keys;
  // Behind plain spaces that reach a column already, the rest was not meant at all.
  for (const [wide, tab] of lead.startsWith(' ') ? [...WIDTHS, [0, 0] as const] : WIDTHS) {
    let width = 0;
    for (const char of lead) width += char === '\u3000' ? wide : char === '\t' ? tab : 1;
    if (places.includes(width) || (open.empty >= 0 && width > open.empty)) return width;
  }
  return otherwise ?? (open.empty >= 0 ? open.empty + 2 : (places.at(-1) ?? open.keys.at(-1) ?? 0));
}

/** Column of the first character of the line that begins at `offset`. */
export function nextColumn(text: string, offset: number): number {
  let i = offset;
  while (text.charCodeAt(i) === 32) i++;
  return i - offset;
}

/** Indentation of the first line with text at or behind `offset`; -1 where none is. */
export function nextIndent(text: string, offset: number): number {
  let lineStart = offset;
  for (let i = offset; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) lineStart = i + 1;
    else if (code !== 32 && code !== 9 && code !== 0x3000) return nextColumn(text, lineStart);
  }
  return -1;
}
