/** Semantic tokens as a client reads them. */
import type { Text } from '../../core/text/text.ts';

export interface DecodedToken {
  /** 0-based. */
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: number;
  readonly modifiers: number;
}

/** The tokens of LSP's encoding. Throws where they overlap or do not come in order. */
export function decoded(data: readonly number[]): readonly DecodedToken[] {
  if (data.length % 5 > 0) throw new Error('five numbers a token');
  const tokens: DecodedToken[] = [];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    const last = tokens.at(-1);
    const line = (last?.line ?? 0) + down;
    const character = (down === 0 ? (last?.character ?? 0) : 0) + right;
    if (down < 0 || length <= 0 || (down === 0 && last && character < last.character + last.length))
      throw new Error(`token out of place at ${line}:${character}`);
    tokens.push({ line, character, length, type, modifiers });
  }
  return tokens;
}

/** The lines that have tokens, each token as `⟨type.modifier:text⟩`. Throws where one reaches beyond its line. */
export function shownTokens(
  text: Text,
  data: readonly number[],
  { tokenTypes, tokenModifiers }: { readonly tokenTypes: readonly string[]; readonly tokenModifiers: readonly string[] },
): string {
  const byLine = new Map<number, DecodedToken[]>();
  for (const token of decoded(data)) byLine.set(token.line, [...(byLine.get(token.line) ?? []), token]);
  let shown = '';
  for (const [line, tokens] of byLine) {
    const source = text.lineText(line);
    let at = 0;
    shown += `${line + 1} `;
    for (const { character, length, type, modifiers } of tokens) {
      if (character + length > source.length) throw new Error(`token beyond line ${line + 1}`);
      const names = [tokenTypes[type], ...tokenModifiers.filter((_, bit) => modifiers & (1 << bit))];
      shown += `${source.slice(at, character)}⟨${names.join('.')}:${source.slice(character, character + length)}⟩`;
      at = character + length;
    }
    shown += `${source.slice(at)}\n`;
  }
  return shown;
}
