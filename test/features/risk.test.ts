/** The features of a risk assessment, one case each: hover, definition, completion, inlay hints, outline. */
import { expect, test } from 'vitest';
import type { DocumentSymbol, MarkupContent, Range } from 'vscode-languageserver-types';
import { completionAt } from '../../core/features/completion.ts';
import { definitionAt } from '../../core/features/definition.ts';
import { hoverAt } from '../../core/features/hover.ts';
import { hintNames, inlayHintsIn } from '../../core/features/inlay-hints.ts';
import { documentSymbols } from '../../core/features/symbols.ts';
import { bundled } from '../support/catalogs.ts';
import { openFixture, pathOf } from '../support/fixture.ts';
import { type Case, casesOf, matchGolden } from './cases.ts';

const all = await bundled;
/** Hints of names behind ids, which have tests of their own. */
const OTHERS = hintNames.filter((name) => name !== 'risk');

const shows: Readonly<Record<string, (one: Case) => Promise<string> | string>> = {
  async hover({ whole, file, offset }) {
    let shown = '';
    for (const language of ['ja', 'en'] as const) {
      const hover = await hoverAt(whole, file, offset, { language, bundled: all });
      shown += `-- ${language}\n${hover ? (hover.contents as MarkupContent).value : '–'}\n`;
    }
    return shown;
  },
  definition: ({ whole, file, offset }) =>
    (definitionAt(whole, file, offset) ?? [])
      .map(
        ({ targetUri, targetSelectionRange: { start } }) => `  → ${pathOf(targetUri)}:${start.line + 1}:${start.character + 1}\n`,
      )
      .join(''),
  completion({ whole, file, offset }) {
    const { items } = completionAt(whole, file, offset, { language: 'ja', evidenceKinds: [] });
    const lines = items
      .slice(0, 6)
      .map(
        ({ label, labelDetails, detail }) => `  ${label}　${labelDetails?.description ?? ''}${detail ? ` · ${detail}` : ''}\n`,
      );
    return `${lines.join('')}  (${items.length})\n`;
  },
  hints({ whole, file }) {
    const lines = file.text.toString().split('\n');
    const everything: Range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    const hints = inlayHintsIn(whole, file, everything, { language: 'ja', bundled: all, hidden: new Set(OTHERS) });
    for (const hint of [...hints].reverse()) {
      const { line, character } = hint.position;
      expect(hint.tooltip).toBeDefined();
      lines[line] = `${lines[line]?.slice(0, character)}⟪${hint.label as string}⟫${lines[line]?.slice(character)}`;
    }
    return `${lines.map((line) => `  ${line}`).join('\n')}\n`;
  },
  outline({ whole, file }) {
    const print = (symbols: readonly DocumentSymbol[], depth: number): string =>
      symbols
        .map(
          ({ name, detail, children }) => `${'  '.repeat(depth)}${name} | ${detail ?? ''}\n${print(children ?? [], depth + 1)}`,
        )
        .join('');
    return print(documentSymbols(whole, file, { language: 'ja' }), 1);
  },
};

test('risk assessment', async () => {
  let golden = '';
  for (const one of await casesOf('risk')) {
    const show = shows[one.name.split(':')[0] ?? ''];
    if (!show) throw new Error(`${one.name}: no such feature`);
    golden += `== ${one.name}\n${await show(one)}`;
  }
  expect(golden).not.toContain('<b>');
  matchGolden('risk', golden);
});

test('hints: only what is in the range, and none where they are switched off', async () => {
  const one = (await casesOf('risk')).find(({ name }) => name === 'hints: シナリオ');
  if (!one) throw new Error('a case is expected');
  const hints = (range: Range, hidden: string[] = []) =>
    inlayHintsIn(one.whole, one.file, range, { language: 'en', bundled: all, hidden: new Set([...OTHERS, ...hidden]) });
  const line = (number: number): Range => ({ start: { line: number, character: 0 }, end: { line: number, character: 200 } });
  expect(hints(line(2)).map(({ label }) => label)).toEqual(['risk value 3 × 2 × 3 = 18 ≥ 18 needs treatment']);
  expect(hints(line(3))).toEqual([]);
  expect(hints({ start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, ['risk'])).toEqual([]);
});

test('levels do not make a document English', async () => {
  const text =
    'kaiji: assessment/v1\nassets:\n  - { id: as-a, name: 記録, confidentiality: 3 }\nmeasures:\n  - { control: OQ-T12, status:  }\n';
  const { packages } = await openFixture(new Map([['a.kaiji.yaml', text]]));
  const [whole] = packages;
  const file = whole && [...whole.files.values()][0];
  if (!whole || !file) throw new Error('no file');
  const { items } = completionAt(whole, file, text.indexOf('status: ') + 8, { language: 'ja', evidenceKinds: [] });
  expect(items[0]?.label).toBe('対応済');
});
