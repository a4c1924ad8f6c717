import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { completionAt, resolveCompletion } from '../../core/features/completion.ts';
import { Text } from '../../core/text/text.ts';
import { readYaml } from '../../core/yaml/read.ts';
import { bundled } from '../support/catalogs.ts';
import { lineDiff } from '../support/fixture.ts';
import { type Case, casesOf, matchGolden } from './cases.ts';

/** The text with an item put in, as a client that replaces does it; stops of snippets stay visible. */
function accepted({ file, text }: Case, { textEdit }: CompletionItem): string {
  if (!textEdit || !('replace' in textEdit)) throw new Error('an edit with both ranges is expected');
  const { start, end } = textEdit.replace;
  return text.slice(0, file.text.offsetAt(start)) + textEdit.newText + text.slice(file.text.offsetAt(end));
}

const cases = await casesOf('completion');

test('completion', async () => {
  const { evidenceKinds } = await bundled;
  const glossary = await (await bundled).glossary();
  let golden = '';
  for (const one of cases) {
    const list = completionAt(one.whole, one.file, one.offset, { language: 'ja', evidenceKinds, glossary });
    golden += `== ${one.name}: ${list.items.length}${list.isIncomplete ? ', incomplete' : ''}\n`;
    for (const { label, labelDetails, filterText, tags } of list.items.slice(0, 5)) {
      golden += `  ${tags ? '(superseded) ' : ''}${label}　${labelDetails?.description ?? ''}${filterText === undefined ? '' : ` <${filterText}>`}\n`;
    }
    const [first] = list.items;
    if (first) golden += lineDiff(one.text, accepted(one, first));
    expect(new Set(list.items.map(({ label }) => label)).size, `${one.name}: labels recur`).toBe(list.items.length);
    for (const { textEdit, filterText, label } of list.items) {
      if (!textEdit || !('insert' in textEdit)) throw new Error(`${label}: an edit with both ranges is expected`);
      const { start, end } = textEdit.insert;
      expect(start.line, `${one.name}: ${label} on one line`).toBe(end.line);
      if (filterText !== undefined)
        expect(one.text.slice(one.file.text.offsetAt(start), one.file.text.offsetAt(end))).toBe(filterText);
    }
  }
  matchGolden('completion', golden);
});

test('documentation is added when an item is shown', async () => {
  const all = await bundled;
  const one = cases.find(({ name }) => name === '英小文字') as Case;
  const [item] = completionAt(one.whole, one.file, one.offset, { language: 'ja', evidenceKinds: all.evidenceKinds }).items;
  expect(item?.documentation).toBeUndefined();
  const resolved = item && (await resolveCompletion(item, { language: 'ja', bundled: all }));
  expect(JSON.stringify(resolved?.documentation)).toContain('必須');
  expect(await resolveCompletion({ label: 'x' }, { language: 'ja', bundled: all })).toEqual({ label: 'x' });
});

test('each item of the package has its card', async () => {
  const all = await bundled;
  const shown: string[] = [];
  for (const one of cases) {
    const { items } = completionAt(one.whole, one.file, one.offset, { language: 'ja', evidenceKinds: all.evidenceKinds });
    const [item] = items;
    const resolved = item && (await resolveCompletion(item, { language: 'ja', bundled: all, whole: one.whole }));
    const { value } = (resolved?.documentation ?? { value: '' }) as { readonly value: string };
    if (item && value !== '') shown.push(`${one.name}: ${(item.data as { readonly card: string }).card} ${value.split('\n')[0]}`);
  }
  matchGolden('completion-cards', `${shown.join('\n')}\n`);
});

test('for a client that shows labels alone, the title is the detail; nothing is struck out for one that cannot', async () => {
  const { evidenceKinds } = await bundled;
  const ask = (one: Case, can: boolean) =>
    completionAt(one.whole, one.file, one.offset, { language: 'ja', evidenceKinds, labelDetails: can, deprecatedItems: can })
      .items;
  const named = (name: string) => cases.find((one) => one.name === name) as Case;
  const evidence = named('エビデンス、フロー');
  expect(ask(evidence, false)[0]).toMatchObject({ detail: 'アカウント管理規程　アクセス管理規程' });
  expect(ask(evidence, false)[0]?.labelDetails).toBeUndefined();
  expect(ask(evidence, true)[0]).toMatchObject({
    detail: 'アクセス管理規程',
    labelDetails: { description: 'アカウント管理規程' },
  });
  const editions = named('名前で探すガイドライン');
  expect(ask(editions, true).map(({ label, tags }) => [label, tags !== undefined])).toContainEqual(['mhlw@6.0', true]);
  expect(ask(editions, false).filter(({ tags }) => tags)).toEqual([]);
});

test('for a client without snippets or double ranges, an entry is plain text that parses', async () => {
  const { evidenceKinds } = await bundled;
  for (const one of cases) {
    const { items } = completionAt(one.whole, one.file, one.offset, {
      language: 'ja',
      evidenceKinds,
      snippets: false,
      insertReplace: false,
    });
    const edit = items[0]?.textEdit;
    if (!edit || !('range' in edit) || !/answer:|parts:|body:/.test(edit.newText)) continue;
    const { start, end } = edit.range;
    const after = one.text.slice(0, one.file.text.offsetAt(start)) + edit.newText + one.text.slice(one.file.text.offsetAt(end));
    expect(edit.newText).not.toMatch(/\$[0-9{]/);
    if (one.name !== '全角コロン')
      expect(
        readYaml(Text.of(after)).blocks.flatMap(({ errors }) => errors),
        `${one.name}\n${after}`,
      ).toEqual([]);
  }
});
