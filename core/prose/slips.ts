/** Slips the field makes again and again. Only what can be nothing else: each is put right without asking. */
import { protectedIn, touches } from './protected.ts';
import type { VariantUse } from './variants.ts';

/** A slip and what is meant. The longer one of two stands first. */
const SLIPS: readonly (readonly [form: RegExp, meant: string])[] = [
  [/サービス(?:仕様適合性|使用適合性?|利用適合性?|仕様適応)開示書/g, 'サービス仕様適合開示書'],
  [/(?<!サービス)仕様適合性開示書/g, 'サービス仕様適合開示書'],
  // A TSL is a trust service status list; with a version of TLS it is none.
  [/(?<![A-Za-z0-9])TSL(?=[ \u3000]?(?:v|Ver\.?[ \u3000]?)?1\.[0-3](?![0-9.]))/gi, 'TLS'],
  [/(?<![A-Za-z0-9])SSL(?:\/|／|・)TSL(?![A-Za-z0-9])/g, 'SSL/TLS'],
  [/(?<![A-Za-z0-9])TSL(?:\/|／|・)SSL(?![A-Za-z0-9])/g, 'TLS/SSL'],
  [/危[胎怠]化/g, '危殆化'],
];

/** The slips of a text, in order. @param text a prose value, or its spelling in the source */
export function slipsIn(text: string): readonly VariantUse[] {
  const uses: VariantUse[] = [];
  for (const [form, term] of SLIPS) {
    for (const match of text.matchAll(form)) {
      uses.push({ written: match[0], term, start: match.index, end: match.index + match[0].length });
    }
  }
  if (uses.length === 0) return uses;
  uses.sort((a, b) => a.start - b.start);
  const isProtected = touches(protectedIn(text));
  return uses.filter(({ start, end }) => !isProtected(start, end));
}
