/** Bytes of a text file as text, in the encodings Japanese offices meet. */
import { fixed } from '../../core/language.ts';
import { SheetError } from './sheet.ts';

const unknownEncoding = fixed(
  '文字コードを判別できません（UTF-8・UTF-16・Shift_JIS のどれでもありません）。エディターや表計算ソフトで、文字コードを UTF-8 にして保存し直してください。',
  'the encoding is neither UTF-8, UTF-16 nor Shift_JIS. Save it again as UTF-8.',
);

/** By the byte order mark; else UTF-8, UTF-16 where every other byte is zero, or Shift_JIS, the first it is valid in. Throws {@link SheetError}. */
export function decode(bytes: Uint8Array): string {
  for (const encoding of encodingsOf(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not valid in this one: the next.
    }
  }
  throw new SheetError(unknownEncoding);
}

function encodingsOf(bytes: Uint8Array): readonly string[] {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return ['utf-8'];
  if (a === 0xff && b === 0xfe) return ['utf-16le'];
  if (a === 0xfe && b === 0xff) return ['utf-16be'];
  const head = bytes.subarray(0, 2000);
  const zeros = (odd: number) => head.filter((byte, i) => byte === 0 && i % 2 === odd).length;
  // Line ends, digits and blanks have a zero byte in UTF-16; no text file in the other encodings has one.
  if (zeros(1) > 0 && zeros(1) > zeros(0)) return ['utf-16le'];
  if (zeros(0) > 0) return ['utf-16be'];
  return ['utf-8', 'shift_jis'];
}
