import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { completionAt, resolveCompletion } from '../../core/features/completion.ts';
import { bundled } from '../support/catalogs.ts';
import { lineDiff } from '../support/fixture.ts';
import { type Case, casesOf, matchGolden } from './cases.ts';

/** The text with an item put in, as a client that replaces does it; stops of snippets stay visible. */
function accepted({ file, text }: Case, { textEdit }: CompletionItem): string {
  if (!textEdit || !('replace' in textEdit)) throw new Error('an edit with both ranges is expected');
  const { start, end } = textEdit.replace;
  return text.slice(0, file.text.offsetAt(start)) + textEdit.newText + text.slice(file.text.offsetAt(end));
}

test('completion', async () => {
  const { evidenceKinds } = await bundled;
  let golden = '';
  for (const one of await casesOf('completion')) {
    const list = completionAt(one.whole, one.file, one.offset, { language: 'ja', evidenceKinds });
    golden += `== ${one.name}: ${list.items.length}${list.isIncomplete ? ', incomplete' : ''}\n`;
    for (const { label, labelDetails, filterText } of list.items.slice(0, 5)) {
      golden += `  ${label}　${labelDetails?.description ?? ''}${filterText === undefined ? '' : ` <${filterText}>`}\n`;
    }
    const [first] = list.items;
    if (first) golden += lineDiff(one.text, accepted(one, first));
    expect(new Set(list.items.map(({ label }) => label)).size, `${one.name}: labels recur`).toBe(list.items.length);
    for (const item of list.items) {
      const { start, end } = (item.textEdit as { insert: { start: { line: number }; end: { line: number } } }).insert;
      expect(start.line, `${one.name}: ${item.label} on one line`).toBe(end.line);
      if (list.isIncomplete && item.filterText !== undefined) {
        const edit = item.textEdit as {
          insert: Parameters<typeof one.file.text.rangeOf> extends never ? never : { start: never; end: never };
        };
        expect(one.text.slice(one.file.text.offsetAt(edit.insert.start), one.file.text.offsetAt(edit.insert.end))).toBe(
          item.filterText,
        );
      }
    }
  }
  matchGolden('completion', golden);
});

test('documentation is added when an item is shown', async () => {
  const all = await bundled;
  const cases = await casesOf('completion');
  const one = cases.find(({ name }) => name === '英小文字') as Case;
  const [item] = completionAt(one.whole, one.file, one.offset, { language: 'ja', evidenceKinds: all.evidenceKinds }).items;
  expect(item?.documentation).toBeUndefined();
  const resolved = item && (await resolveCompletion(item, { language: 'ja', bundled: all }));
  expect(JSON.stringify(resolved?.documentation)).toContain('必須');
  expect(await resolveCompletion({ label: 'x' }, { language: 'ja', bundled: all })).toEqual({ label: 'x' });
});
