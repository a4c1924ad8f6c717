import { expect, test } from 'vitest';
import { checkPackage } from '../../core/check.ts';
import { codeActionsAt } from '../../core/features/code-actions.ts';
import { readFile } from '../../core/model/document.ts';
import { lineDiff, OPTIONS } from '../support/fixture.ts';
import { casesOf, matchGolden } from './cases.ts';

test('refactorings', async () => {
  let golden = '';
  for (const { name, whole, file, text, offset } of await casesOf('refactorings')) {
    const findings = checkPackage(whole, OPTIONS).get(file.uri) ?? [];
    const errors = (found: typeof findings) => found.filter(({ severity }) => severity === 'error').length;
    const ask = (language: 'ja' | 'en', only?: readonly string[]) =>
      codeActionsAt(whole, file, file.text.rangeOf(offset, offset), { findings, only, language, options: OPTIONS });
    const actions = ask('ja', ['refactor']);
    expect(ask('ja').filter(({ kind }) => kind?.startsWith('refactor'))).toEqual(actions);
    expect(ask('ja', ['quickfix']).filter(({ kind }) => kind?.startsWith('refactor'))).toEqual([]);
    const english = ask('en', ['refactor']);
    golden += `== ${name}\n`;
    for (const [i, { kind, title, edit }] of actions.entries()) {
      golden += `  ${kind} ${title} / ${english[i]?.title}\n`;
      for (const change of edit?.documentChanges ?? []) {
        if (!('textDocument' in change)) continue;
        expect(change.textDocument.uri).toBe(file.uri);
        const splices = change.edits.map((one) => {
          if (!('newText' in one)) throw new Error('a plain edit is expected');
          return { start: file.text.offsetAt(one.range.start), end: file.text.offsetAt(one.range.end), text: one.newText };
        });
        const after = file.text.spliceAll(splices);
        golden += lineDiff(text, after.toString());
        const result = checkPackage(whole.with(readFile(file.uri, after)), OPTIONS).get(file.uri) ?? [];
        expect(errors(result), `${name}: ${title}`).toBe(errors(findings));
      }
    }
  }
  matchGolden('refactorings', golden);
});
