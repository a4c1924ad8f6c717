import { expect, test } from 'vitest';
import { codeLenses, resolveCodeLens } from '../../core/features/code-lens.ts';
import { lensProducers } from '../../core/features/lenses/list.ts';
import { pathOf } from '../support/fixture.ts';
import { casesOf, matchGolden } from './cases.ts';

test('code lens', async () => {
  let golden = '';
  for (const { name, whole, file } of await casesOf('code-lens')) {
    golden += `== ${name}\n`;
    for (const lens of codeLenses(whole, file, () => true)) {
      expect(lens.command).toBeUndefined();
      const told = (language: 'ja' | 'en', showCommand?: string) =>
        resolveCodeLens(lens, whole, { language, showCommand, spelling: (uri) => pathOf(uri) }).command;
      const command = told('ja', 'show');
      golden += `  ${lens.range.start.line + 1}: ${command?.title} / ${told('en')?.title}\n`;
      // A client without our command is only told.
      expect(told('ja')).toEqual({ title: command?.title, command: '' });
      const [uri, position, locations] = command?.arguments ?? [];
      if (command?.command !== '') expect([uri, position]).toEqual([pathOf(file.uri), lens.range.start]);
      for (const { uri: target, range } of locations ?? []) golden += `    → ${target}:${range.start.line + 1}\n`;
    }
    expect(codeLenses(whole, file, () => false)).toEqual([]);
  }
  matchGolden('code-lens', golden);
});

test('every producer has a name of its own', () => {
  expect(new Set(lensProducers.map(({ name }) => name)).size).toBe(lensProducers.length);
});

test('a lens of something that is gone says nothing', async () => {
  const [one] = await casesOf('code-lens');
  if (!one) throw new Error('a case is expected');
  const [lens] = codeLenses(one.whole, one.file, () => true);
  const unknown = { ...lens, data: { ...(lens?.data as object), producer: 'none' } } as NonNullable<typeof lens>;
  expect(resolveCodeLens(unknown, one.whole, { language: 'ja' }).command).toEqual({ title: '', command: '' });
});
