/** Formatting of documents, of ranges, and while typing. */
import { expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-types';
import { checkPackage } from '../../core/check.ts';
import { formattingEdits } from '../../core/features/formatting.ts';
import { onTypeEdits } from '../../core/features/on-type-formatting.ts';
import type { LayoutOptions } from '../../core/yaml/layout.ts';
import { OPTIONS, openFixture } from '../support/fixture.ts';
import { type Case, casesOf, matchGolden } from './cases.ts';

function formatEdits({ whole, file, offset }: Pick<Case, 'whole' | 'file' | 'offset'>, layout?: LayoutOptions): TextEdit[] {
  const findings = checkPackage(whole, OPTIONS).get(file.uri) ?? [];
  const range = offset < 0 ? undefined : file.text.rangeOf(offset, offset);
  return formattingEdits(whole, file, { findings, options: OPTIONS, ...(layout ? { layout } : {}) }, range);
}

function applied({ file }: Pick<Case, 'file'>, edits: readonly TextEdit[], cursor?: number): string {
  const splices = edits.map(({ range, newText }) => ({
    start: file.text.offsetAt(range.start),
    end: file.text.offsetAt(range.end),
    text: newText,
  }));
  const [splice] = splices;
  const after = file.text.spliceAll(splices).toString();
  if (cursor === undefined) return after;
  const at = splice && splice.start <= cursor ? splice.start + splice.text.length + Math.max(0, cursor - splice.end) : cursor;
  return `${after.slice(0, at)}▮${after.slice(at)}`;
}

const shown = (text: string) =>
  text
    .replaceAll('\r', '␍')
    .replaceAll(/[ \t]+$/gm, (blanks) => '␣'.repeat(blanks.length))
    .replace('\ufeff', '﹇');

test('formatting', async () => {
  let golden = '';
  for (const one of await casesOf('formatting')) {
    const edits = formatEdits(one);
    golden += `== ${one.name}: ${edits.length}\n${shown(applied(one, edits))}∎\n`;
  }
  matchGolden('formatting', golden);
});

test('on type formatting', async () => {
  let golden = '';
  for (const one of await casesOf('on-type-formatting')) {
    const before = one.text[one.offset - 1] ?? '';
    const typed = before === '：' || before === '－' ? before : '\n';
    const edits = onTypeEdits(one.file, one.offset, typed);
    const after = applied(one, edits, one.offset);
    golden += `== ${one.name}: ${edits.length}\n${shown(after).split('\n').slice(3).join('\n')}\n`;
  }
  matchGolden('on-type-formatting', golden);
});

test.each<[string, LayoutOptions, string, string]>([
  ['the end of the file', {}, 'title: a  \n\n\n', 'title: a\n'],
  ['a line end at the end', {}, 'title: a', 'title: a\n'],
  ['none where it is not wanted', { insertFinalNewline: false }, 'title:  a', 'title: a'],
  ['blank lines at the end', { trimFinalNewlines: false }, 'title: a\n\n\n', 'title: a\n\n\n'],
  ['blanks at the ends of lines', { trimTrailingWhitespace: false }, 'title:  a  \n', 'title: a  \n'],
  ['a text at the end', {}, 'preface: |+\n  a\n\n', 'preface: |+\n  a\n\n'],
])('options: %s', async (_, layout, source, wanted) => {
  const { packages } = await openFixture(new Map([['a.kaiji.yaml', `kaiji: checklist/v1\n${source}`]]));
  const [whole] = packages;
  const file = [...(whole?.files.values() ?? [])][0];
  if (!whole || !file) throw new Error('a file is expected');
  expect(applied({ file }, formatEdits({ whole, file, offset: -1 }, layout))).toBe(`kaiji: checklist/v1\n${wanted}`);
});
