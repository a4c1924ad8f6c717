/** Names of files are made of what authors call their services. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf } from '../../convert/export/file-name.ts';

/** What some system refuses, or reads as something else than a name. */
const HOSTILE = [
  '../',
  '..',
  '/',
  '\\',
  '\0',
  '\n',
  '\r',
  '\u001b[31m',
  'CON',
  'nul',
  'com1.',
  ':',
  '*',
  '|',
  '"',
  '\u202e',
  '\u2066',
  '.',
  ' ',
  '~',
  '-',
  '𠮟',
  '語',
];

test('T-5 a service called like a path, a device or an escape is exported under a plain name', () => {
  expect(fileNameOf(['../../etc/passwd', '開示書'], 'docx')).toBe('.._.._etc_passwd_開示書.docx');
  expect(fileNameOf(['CON'], 'xlsx')).toBe('kaijiCON.xlsx');
  expect(fileNameOf(['請求\u202excod.exe'], 'docx')).toBe('請求_xcod.exe.docx');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...HOSTILE), { maxLength: 40 }), fc.nat(200), (parts, times) => {
      const name = fileNameOf([parts.join(''), '語'.repeat(times)], 'docx');
      expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Bidi_Control}]/u);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(210);
    }),
  );
});
