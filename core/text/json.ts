/** Where a text stops being JSON. `JSON.parse` tells it in words that differ from engine to engine, and of most mistakes not at all. */

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?)(?![\w.+-])/uy;

/** What may come next: a value, or (just after an opening bracket) the closing one too; a key; its colon; what follows a value. */
type Wanted = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'more';

/** The offset of the first word that makes a text no JSON; its length where it ends too soon, or is JSON. */
export function endOfJson(text: string): number {
  /** The brackets that are open. */
  const open: string[] = [];
  let wanted: Wanted = 'value';
  for (let offset = 0; ; ) {
    const start = offset + (matchAt(SPACE, text, offset)?.length ?? 0);
    const token = matchAt(TOKEN, text, start);
    const next: Wanted | undefined = token === undefined ? undefined : after(token, wanted, open);
    if (token === undefined || next === undefined) return start;
    wanted = next;
    offset = start + token.length;
  }
}

function matchAt(expression: RegExp, text: string, offset: number): string | undefined {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0];
}

/** @param open is brought up to date @returns undefined for a token that may not stand there */
function after(token: string, wanted: Wanted, open: string[]): Wanted | undefined {
  switch (token) {
    case '{':
    case '[':
      if (wanted !== 'value' && wanted !== 'first-value') return undefined;
      open.push(token);
      return token === '{' ? 'first-key' : 'first-value';
    case '}':
    case ']': {
      const isEmpty = wanted === (token === '}' ? 'first-key' : 'first-value');
      return (isEmpty || wanted === 'more') && open.pop() === (token === '}' ? '{' : '[') ? 'more' : undefined;
    }
    case ',':
      if (wanted !== 'more' || open.length === 0) return undefined;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return wanted === 'colon' ? 'value' : undefined;
    default:
      if (wanted === 'key' || wanted === 'first-key') return token.startsWith('"') ? 'colon' : undefined;
      return wanted === 'value' || wanted === 'first-value' ? 'more' : undefined;
  }
}
