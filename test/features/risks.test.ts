/** The risk annex in the editor: cases of several features in one fixture, each named by its feature. */
import { expect, test } from 'vitest';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import { completionAt } from '../../core/features/completion.ts';
import { definitionAt } from '../../core/features/definition.ts';
import { foldingRanges } from '../../core/features/folding.ts';
import { hoverAt } from '../../core/features/hover.ts';
import { documentSymbols } from '../../core/features/symbols.ts';
import type { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { pathOf } from '../support/fixture.ts';
import { type Case, casesOf, matchGolden } from './cases.ts';

function shown(text: Text, { start, end }: Range): string {
  return text.slice(text.offsetAt(start), text.offsetAt(end)).replaceAll('\n', '⏎');
}

/** How many items of a list are shown. */
const SHOWN = 6;

const print: Readonly<Record<string, (one: Case) => Promise<string>>> = {
  async 補完({ whole, file, offset }) {
    const { evidenceKinds } = await bundled;
    const { items } = completionAt(whole, file, offset, { language: 'ja', evidenceKinds });
    const lines = items.slice(0, SHOWN).map(({ label, labelDetails, textEdit }) => {
      return `  ${label} | ${labelDetails?.description ?? ''} | ${JSON.stringify(textEdit?.newText)}\n`;
    });
    return `${lines.join('')}  (${items.length})\n`;
  },
  async ホバー({ whole, file, offset }) {
    let text = '';
    for (const language of ['ja', 'en'] as const) {
      const hover = await hoverAt(whole, file, offset, { language, bundled: await bundled });
      // What the catalog says at length is its own.
      const said = hover ? (hover.contents as { value: string }).value.split('\n---\n')[0] : '–\n';
      text += `-- ${language}\n${said}`;
    }
    return text;
  },
  async 定義({ whole, file, offset }) {
    const links = definitionAt(whole, file, offset) ?? [];
    return links
      .map(({ targetUri, targetSelectionRange }) => {
        const text = whole.files.get(targetUri)?.text;
        return `  ${pathOf(targetUri)}:${targetSelectionRange.start.line + 1} ${text && shown(text, targetSelectionRange)}\n`;
      })
      .join('');
  },
  async アウトライン({ whole, file }) {
    const lines = (symbols: readonly DocumentSymbol[], depth: number): string =>
      symbols
        .map(({ name, detail, children = [] }) => `${'  '.repeat(depth)}${name} | ${detail ?? ''}\n${lines(children, depth + 1)}`)
        .join('');
    const folds = foldingRanges(whole, file, { language: 'ja' }).map(
      ({ startLine, endLine }) => `${startLine + 1}–${endLine + 1}`,
    );
    return `${lines(documentSymbols(whole, file, { language: 'ja' }), 1)}  folds: ${folds.join(', ')}\n`;
  },
};

test('the risk annex', async () => {
  let golden = '';
  for (const one of await casesOf('risks')) {
    const printer = print[one.name.split(':')[0] ?? ''];
    if (!printer) throw new Error(`${one.name}: no such feature`);
    golden += `== ${one.name}\n${await printer(one)}`;
  }
  expect(golden).not.toContain('undefined');
  matchGolden('risks', golden);
});
