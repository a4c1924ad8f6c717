/** The key a line begins with, and what Japanese typing does to its colon. */

export interface KeyOnLine {
  /** Length of the key with its colon and, where that is at fault, the white space behind; 0 where the line has no key. */
  readonly length: number;
  readonly fault?: KeyFault;
}

export interface KeyFault {
  readonly kind: 'missing-space' | 'ideographic-indent' | 'fullwidth-colon';
  /** Relative to the key, half-open. */
  readonly start: number;
  readonly end: number;
  readonly mended: string;
}

/** What a line scan knows of the place a line begins at. */
export interface KeyPlace {
  /** A key must stand here: others of its mapping do. */
  readonly certain: boolean;
  /** Behind a dash. */
  readonly dashed: boolean;
  /** A mapping or a text may begin here. */
  readonly mayBegin: boolean;
  /** Whether the next line begins in the same column. */
  nextAligns(): boolean;
}

const KEY = /^(?:"(?:[^"\\]|\\.)*"[ \t]*|'(?:[^']|'')*'[ \t]*|[^\s#&*!|>'"%@`{}[\],：](?:[^:：]|:(?![ \t]|$))*):(?=[ \t]|$)/;
const FULLWIDTH_KEY = /^[^\s:：#'"[\]{}|>&*!-][^:：#]{0,40}(：[ \t\u3000]*)/;
const QUOTED_FULLWIDTH_KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(：[ \t\u3000]*)/;
const TIGHT_KEY = /^[a-z][a-z0-9.-]*:(?=[^\s/:])/;
const WIDE_SEPARATOR = /^[^\s:：#'"[\]{}]+:([ \t]*\u3000[ \t\u3000]*)/;
const SCHEMA_KEY = /^[a-z][a-z0-9.-]*[ \t]*[:：](?:[ \t\u3000]|$)/;
const ASCII_FULLWIDTH_KEY = /^[a-z][a-z0-9.-]*[ \t]*：/;

/** Whether `body` begins as YAML's own `key: `. */
export function hasKey(body: string): boolean {
  return KEY.test(body);
}

/** Whether `body` begins as a key, its colon perhaps full-width. */
export function looksLikeKey(body: string): boolean {
  return KEY.test(body) || FULLWIDTH_KEY.test(body);
}

/** Whether `body` begins as a key of a schema does: most likely no words of a text. */
export function looksLikeSchemaKey(body: string): boolean {
  return SCHEMA_KEY.test(body);
}

/** @param body the line from the first character behind indentation and dashes */
export function keyOn(body: string, place: KeyPlace): KeyOnLine {
  const key = KEY.exec(body);
  const tight = TIGHT_KEY.exec(body);
  if (tight && (place.certain || (place.mayBegin && (key !== null || place.nextAligns())))) {
    const { length } = tight[0];
    return { length, fault: { kind: 'missing-space', start: length - 1, end: length, mended: ': ' } };
  }
  if (key) return { length: key[0].length };
  const wide = WIDE_SEPARATOR.exec(body);
  if (wide && (place.certain || place.mayBegin)) {
    const [{ length }, gap = ''] = wide;
    return {
      length,
      fault: { kind: 'ideographic-indent', start: length - gap.length, end: length, mended: length >= body.length ? '' : ' ' },
    };
  }
  const quoted = QUOTED_FULLWIDTH_KEY.exec(body);
  const fullwidth = quoted ?? FULLWIDTH_KEY.exec(body);
  // What is no certain place of a key needs more than a colon of prose: a key of the schema's kind, or quotes, behind which YAML knows nothing but a key's colon.
  const likely = quoted !== null || ASCII_FULLWIDTH_KEY.test(body);
  if (fullwidth && (place.certain || (likely && (place.dashed || (place.mayBegin && place.nextAligns()))))) {
    const [{ length }, gap = ''] = fullwidth;
    return {
      length,
      fault: { kind: 'fullwidth-colon', start: length - gap.length, end: length, mended: length >= body.length ? ':' : ': ' },
    };
  }
  return { length: 0 };
}

/** Length of what stands for `- ` and is none: a dash without its space, or one of another kind (`ー`, `－`); 0 where no key of a schema follows. */
export function dashFault(body: string): number {
  return /^(?:-|[\u2010-\u2015\u2212\u30fc\uff0d][ \t\u3000]*)(?=[a-z][a-z-]{0,40}:(?:[ \t]|$))/.exec(body)?.[0].length ?? 0;
}
