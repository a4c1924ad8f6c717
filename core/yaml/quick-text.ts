/** What the lines and escapes of a flow scalar stand for, as the `yaml` package reads them. */

/** A plain or single-quoted scalar over several lines: a line end is a space, each empty line a line end. */
export function unfolded(raw: string): string {
  const lines = raw.split('\n');
  let text = trimmed(lines[0] as string, false);
  let gap = ' ';
  for (let i = 1; i < lines.length; i++) {
    const isLast = i === lines.length - 1;
    const line = isLast ? (lines[i] as string).slice(leading(lines[i] as string)) : trimmed(lines[i] as string, true);
    if (line !== '' || isLast) {
      text += gap + line;
      gap = ' ';
    } else if (gap === '\n') text += gap;
    else gap = '\n';
  }
  return text;
}

function trimmed(line: string, both: boolean): string {
  let end = line.endsWith('\r') ? line.length - 1 : line.length;
  while (end > 0 && isSpace(line.charCodeAt(end - 1))) end--;
  return line.slice(both ? Math.min(leading(line), end) : 0, end);
}

function leading(line: string): number {
  let start = 0;
  while (isSpace(line.charCodeAt(start))) start++;
  return start;
}

function isSpace(char: number): boolean {
  return char === 32 || char === 9;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What stands between double quotes; undefined where an escape is none. */
export function unescaped(raw: string): string | undefined {
  let text = '';
  for (let i = 0; i < raw.length; i++) {
    const char = raw[i] as string;
    if (char === '\r' && raw[i + 1] === '\n') continue;
    if (char === '\n') {
      let breaks = '';
      for (; ' \t\r\n'.includes(raw[i + 1] ?? 'x'); i++) if (raw[i + 1] === '\n') breaks += '\n';
      text += breaks || ' ';
    } else if (char === ' ' || char === '\t') {
      const start = i;
      while (raw[i + 1] === ' ' || raw[i + 1] === '\t') i++;
      if (raw[i + 1] !== '\n' && raw[i + 1] !== '\r') text += raw.slice(start, i + 1);
    } else if (char !== '\\') text += char;
    else {
      const code = raw[++i] ?? '';
      const digits = DIGITS[code];
      const known = ESCAPES[code];
      if (known !== undefined) text += known;
      else if (digits !== undefined) {
        const point = codePoint(raw.slice(i + 1, i + 1 + digits), digits);
        if (point === undefined) return undefined;
        text += point;
        i += digits;
      } else if (code === '\n' || code === '\r') {
        // An escaped line end is none.
        if (code === '\r') i++;
        while (raw[i + 1] === ' ' || raw[i + 1] === '\t') i++;
      } else return undefined;
    }
  }
  return text;
}

function codePoint(hex: string, digits: number): string | undefined {
  if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  const point = Number.parseInt(hex, 16);
  return point > 0x10ffff ? undefined : String.fromCodePoint(point);
}
