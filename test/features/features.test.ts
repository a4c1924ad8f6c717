import { expect, test } from 'vitest';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import { checkPackage } from '../../core/check.ts';
import { codeActionsAt, FIX_ALL, toWorkspaceEdit } from '../../core/features/code-actions.ts';
import { definitionAt } from '../../core/features/definition.ts';
import { fixAllEdits } from '../../core/features/fix-all.ts';
import { foldingRanges } from '../../core/features/folding.ts';
import { hoverAt } from '../../core/features/hover.ts';
import { documentSymbols } from '../../core/features/symbols.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { applyEdits, lineDiff, OPTIONS, pathOf } from '../support/fixture.ts';
import { casesOf, matchGolden } from './cases.ts';

function shown(text: Text, { start, end }: Range): string {
  return text.slice(text.offsetAt(start), text.offsetAt(end)).replaceAll('\r', '␍').replaceAll('\n', '⏎');
}

test('hover', async () => {
  let golden = '';
  for (const { name, whole, file, offset } of await casesOf('hover')) {
    for (const language of ['ja', 'en'] as const) {
      const hover = await hoverAt(whole, file, offset, { language, bundled: await bundled, today: OPTIONS.date });
      const range = hover?.range ? ` ⟨${shown(file.text, hover.range)}⟩` : '';
      golden += `== ${name} (${language})${range}\n${hover ? (hover.contents as { value: string }).value : '–'}\n`;
    }
  }
  expect(golden).not.toMatch(/<b>|[^\\]\]\(command:/);
  matchGolden('hover', golden);
});

test('definition', async () => {
  let golden = '';
  for (const { name, whole, file, offset } of await casesOf('definition')) {
    golden += `== ${name}\n`;
    for (const link of definitionAt(whole, file, offset) ?? []) {
      const packages = [whole, ...whole.platforms.values()];
      const text = packages.map(({ files }) => files.get(link.targetUri)?.text).find((one) => one !== undefined);
      if (!text || !link.originSelectionRange) throw new Error('a link to nowhere');
      golden += `  ${shown(file.text, link.originSelectionRange)} → ${pathOf(link.targetUri)}:${link.targetSelectionRange.start.line + 1} ${shown(text, link.targetSelectionRange)} in ${shown(text, link.targetRange)}\n`;
    }
  }
  matchGolden('definition', golden);
});

test('symbols and folding', async () => {
  let golden = '';
  for (const { name, whole, file } of await casesOf('outline')) {
    golden += `== ${name}\n`;
    const print = (symbols: readonly DocumentSymbol[], depth: number) => {
      for (const symbol of symbols) {
        golden += `${'  '.repeat(depth)}${symbol.name} | ${symbol.detail ?? ''} | ${symbol.range.start.line + 1}–${symbol.range.end.line + 1} ${shown(file.text, symbol.selectionRange)}\n`;
        print(symbol.children ?? [], depth + 1);
      }
    };
    print(documentSymbols(whole, file, { language: 'ja' }), 1);
    const folds = foldingRanges(whole, file, { language: 'ja', collapsedText: true });
    golden += `  folds:\n`;
    for (const { startLine, endLine, kind, collapsedText } of folds)
      golden += `    ${startLine + 1}–${endLine + 1} ${file.text.lineText(startLine).trim()}${collapsedText ? ` …${collapsedText}` : ''}${kind ? ` (${kind})` : ''}\n`;
  }
  matchGolden('outline', golden);
});

test('of more folds than are wanted the outer ones are told, in their order', async () => {
  for (const { whole, file } of await casesOf('outline')) {
    const all = foldingRanges(whole, file, { language: 'ja' });
    for (let most = 0; most <= all.length; most++) {
      const some = foldingRanges(whole, file, { language: 'ja', most });
      expect(some).toHaveLength(most);
      expect(all).toEqual(expect.arrayContaining(some));
      expect(some.map(({ startLine }) => startLine)).toEqual(some.map(({ startLine }) => startLine).sort((a, b) => a - b));
      // None is told without that around it.
      for (const { startLine, endLine } of some)
        for (const around of all)
          if (around.startLine < startLine && around.endLine >= endLine && around.kind !== 'comment')
            expect(some).toContainEqual(around);
    }
  }
});

test('code actions', async () => {
  let golden = '';
  for (const { name, whole, file, text, offset } of await casesOf('code-actions')) {
    const findings = checkPackage(whole, OPTIONS).get(file.uri) ?? [];
    const ask = (only?: readonly string[]) =>
      codeActionsAt(whole, file, file.text.rangeOf(offset, offset), {
        findings,
        only,
        language: 'ja',
        options: OPTIONS,
        // Refactorings have fixtures of their own.
        automatic: true,
        version: 7,
        clientCommands: true,
        docsBase: 'https://kaiji.example/',
      });
    golden += `== ${name}\n`;
    for (const action of [...ask(), ...ask(['source.fixAll'])]) {
      golden += `  ${action.kind} ${action.title}${action.isPreferred ? ' (preferred)' : ''}${action.command ? ` → ${action.command.command} ${action.command.arguments}` : ''}\n`;
      for (const change of action.edit?.documentChanges ?? []) {
        if (!('textDocument' in change)) continue;
        // Of a file that is made there is nothing yet.
        const target = whole.files.get(change.textDocument.uri)?.text ?? Text.of('');
        expect(change.textDocument.version).toBe(change.textDocument.uri === file.uri ? 7 : null);
        const splices = change.edits.map((edit) => {
          if (!('newText' in edit)) throw new Error('a plain edit is expected');
          return { start: target.offsetAt(edit.range.start), end: target.offsetAt(edit.range.end), text: edit.newText };
        });
        golden += lineDiff(target.toString(), target.spliceAll(splices).toString());
      }
    }
    // The command line applies the same edits.
    const [all] = ask([FIX_ALL]);
    const { edits } = fixAllEdits(whole, findings, OPTIONS);
    if (all) expect(toWorkspaceEdit(edits, whole, (uri) => (uri === file.uri ? 7 : null))).toEqual(all.edit);
    else expect(edits).toEqual([]);
    applyEdits(new Map([[pathOf(file.uri), text]]), edits);
  }
  matchGolden('code-actions', golden);
});

test('a producer that throws hides no other, and fixes never overlap', async () => {
  const [one] = await casesOf('code-actions');
  if (!one) throw new Error('a case is expected');
  const { whole, file, offset } = one;
  const findings = checkPackage(whole, OPTIONS).get(file.uri) ?? [];
  const broken = findings.map((finding) => (finding.control === 'METI-2.6.14(1)' ? { ...finding, data: undefined } : finding));
  const range = file.text.rangeOf(offset, offset);
  const titles = (found: typeof findings) =>
    codeActionsAt(whole, file, range, { findings: found, language: 'en', options: OPTIONS }).map(({ title }) => title);
  expect(titles(findings)).toContain('Write METI-2.6.14(1)');
  expect(titles(broken)).not.toContain('Write METI-2.6.14(1)');
  expect(titles(broken)).toContain('Silence noncanonical-control for this line, with a reason');
  // Of two fixes for one place, one is taken; the other is left for the next round.
  expect(fixAllEdits(whole, [...findings, ...findings], OPTIONS)).toEqual(fixAllEdits(whole, findings, OPTIONS));
});
