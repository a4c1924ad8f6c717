import { expect, test } from 'vitest';
import { checkPackage } from '../../core/check.ts';
import { codeActionsAt } from '../../core/features/code-actions.ts';
import { readFile } from '../../core/model/document.ts';
import type { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { lineDiff, OPTIONS, pathOf } from '../support/fixture.ts';
import { casesOf, matchGolden } from './cases.ts';

/** How many errors a package has. */
const errorsOf = (whole: Package) =>
  [...checkPackage(whole, OPTIONS).values()].flat().filter(({ severity }) => severity === 'error').length;

test.each([
  // Each kind by itself: most would be offered for each case.
  ['refactorings', ['refactor.rewrite.facts']],
  ['statements', ['refactor.extract', 'refactor.rewrite.crosswalk', 'refactor.rewrite.facts']],
  ['add-evidence', ['refactor.rewrite.evidence']],
  ['not-applicable', ['refactor.rewrite.notApplicable']],
  ['split-answer', ['refactor.rewrite.parts']],
  ['move-section', ['refactor.move']],
  ['fill-category', ['refactor.rewrite.category']],
  ['inline-statement', ['refactor.inline']],
  ['sort', ['source.sort']],
] as const)('%s', async (fixture, wanted) => {
  const isWanted = (kind = '') => wanted.some((one) => kind === one || kind.startsWith(`${one}.`));
  let golden = '';
  for (const { name, whole, file, offset } of await casesOf(fixture)) {
    const findings = checkPackage(whole, OPTIONS).get(file.uri) ?? [];
    const ask = (language: 'ja' | 'en', only?: readonly string[]) =>
      codeActionsAt(whole, file, file.text.rangeOf(offset, offset), {
        findings,
        only,
        language,
        options: OPTIONS,
        showsDisabled: true,
      });
    const actions = ask('ja', wanted);
    // What a quick fix does already is not offered again; what is a source action only to those who ask for it.
    if (fixture !== 'sort' && fixture !== 'add-evidence') expect(ask('ja').filter(({ kind }) => isWanted(kind))).toEqual(actions);
    expect(ask('ja', ['quickfix']).filter(({ kind }) => kind?.startsWith('refactor'))).toEqual([]);
    const english = ask('en', wanted);
    golden += `== ${name}\n`;
    for (const [i, { kind, title, edit, disabled }] of actions.entries()) {
      golden += `  ${kind} ${title} / ${english[i]?.title}\n`;
      if (disabled) golden += `    × ${disabled.reason} / ${english[i]?.disabled?.reason}\n`;
      else expect(edit, title).toBeDefined();
      let after = whole;
      for (const change of edit?.documentChanges ?? []) {
        if (!('textDocument' in change)) continue;
        const { uri } = change.textDocument;
        const before = whole.files.get(uri)?.text ?? Text.of('');
        const splices = change.edits.map((one) => {
          if (!('newText' in one)) throw new Error('a plain edit is expected');
          return { start: before.offsetAt(one.range.start), end: before.offsetAt(one.range.end), text: one.newText };
        });
        const text = before.spliceAll(splices);
        if (before.toString().includes('\r\n')) expect(text.toString()).not.toMatch(/(?<!\r)\n/);
        if (uri !== file.uri) golden += `    ${pathOf(uri)}\n`;
        golden += lineDiff(before.toString(), text.toString());
        after = after.with([readFile(uri, text)]);
      }
      expect(errorsOf(after), `${name}: ${title}`).toBe(errorsOf(whole));
    }
  }
  matchGolden(fixture, golden);
});
