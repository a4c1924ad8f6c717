/** Where the file of an evidence entry is (core/package/location.ts). */
import { describe, expect, test } from 'vitest';
import { locationIn } from '../core/package/location.ts';

const HOME = 'file:///home/package';

describe('locationIn', () => {
  test.each([
    ['evidence/isms.pdf', 'evidence/isms.pdf'],
    ['./isms.pdf', 'isms.pdf'],
    ['isms.pdf', 'isms.pdf'],
    ['evidence/../isms.pdf', 'isms.pdf'],
    [
      '規程/運用管理規程 第2版.docx',
      '%E8%A6%8F%E7%A8%8B/%E9%81%8B%E7%94%A8%E7%AE%A1%E7%90%86%E8%A6%8F%E7%A8%8B%20%E7%AC%AC2%E7%89%88.docx',
    ],
    ['evidence/100%.pdf', 'evidence/100%25.pdf'],
    ['evidence/%E8.pdf', 'evidence/%25E8.pdf'],
    ['evidence/何?.pdf', 'evidence/%E4%BD%95%3F.pdf'],
    ['evidence/isms.pdf#page=3', 'evidence/isms.pdf'],
    ['evidence/2026/', 'evidence/2026'],
  ])('%s is inside', (written, path) => {
    expect(locationIn(HOME, written)).toEqual({ kind: 'inside', uri: `${HOME}/${path}`, backslash: false });
  });

  test('backslashes are read as the author meant them', () => {
    expect(locationIn(HOME, 'evidence\\isms.pdf')).toEqual({
      kind: 'inside',
      uri: `${HOME}/evidence/isms.pdf`,
      backslash: true,
    });
  });

  test.each([
    '../isms.pdf',
    'evidence/../../isms.pdf',
    '..\\isms.pdf',
    '/etc/hosts',
    'C:\\規程\\isms.pdf',
    'c:/isms.pdf',
    '\\\\server\\share\\isms.pdf',
    'file:///isms.pdf',
  ])('%s is outside', (written) => {
    expect(locationIn(HOME, written)).toEqual({ kind: 'outside' });
  });

  test.each([
    'https://example.jp/isms.pdf',
    'HTTP://example.jp',
    'mailto:a@example.jp',
    '総務部で保管',
    '本社 3階 書庫',
    '第2.0版',
    'Ver1.2',
    '',
    '.',
    './',
    'a\u0000/b.pdf',
    `${'a/'.repeat(600)}b.pdf`,
  ])('%j is no path to look at', (written) => {
    expect(locationIn(HOME, written)).toEqual({ kind: 'elsewhere' });
  });
});
