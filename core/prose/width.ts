/** Full-width letters and digits, half-width kana. Punctuation, brackets, ① Ⅲ ㈱ and the full-width space are fine as they are. */
import { protectedIn, touches } from './protected.ts';
import type { Span } from './span.ts';

export interface WidePiece extends Span {
  /** The usual spelling: `１２` → `12`, `ｶﾞ` → `ガ`. */
  readonly usual: string;
}

/** ｡｢｣､･ (U+FF61–U+FF65) are punctuation. A voicing mark may stand behind kana of full width (カﾞ): both are one letter. */
const UNUSUAL = /[０-９Ａ-Ｚａ-ｚ]+|[\u3041-\u3096\u30a1-\u30fa]?[\uff66-\uff9f]+/g;
/** Half-width marks of voicing that no kana takes. */
const LEFT_OVER = /[\u3099\u309a]/;

/**
 * The stretches of a text in unusual width, in order. Code, references and addresses are left out.
 * @param text a prose value, or its spelling in the source
 */
export function widePiecesIn(text: string): readonly WidePiece[] {
  const pieces: WidePiece[] = [];
  let isProtected: ReturnType<typeof touches> | undefined;
  for (const match of text.matchAll(UNUSUAL)) {
    const written = match[0];
    const usual = written.normalize('NFKC');
    const start = match.index;
    const end = start + written.length;
    isProtected ??= touches(protectedIn(text));
    if (isProtected(start, end) || LEFT_OVER.test(usual)) continue;
    // A kana of full width before ﾊﾟ has nothing to do with it.
    const kept = commonStart(written, usual);
    pieces.push({ start: start + kept, end, usual: usual.slice(kept) });
  }
  return pieces;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charAt(at) === b.charAt(at)) at++;
  return at;
}
