/** Where requests at a place lead, shown as place and text. */
import { expect, test } from 'vitest';
import type { LocationLink, Range, TypeHierarchyItem } from 'vscode-languageserver-types';
import { CATALOG_SCHEME, catalogPageAt, catalogUri, readCatalogUri } from '../../core/features/catalog-page.ts';
import { definitionAt } from '../../core/features/definition.ts';
import { documentLinks, type LinkOptions, resolveLink } from '../../core/features/document-links.ts';
import { implementationsAt } from '../../core/features/implementation.ts';
import { typeDefinitionAt } from '../../core/features/type-definition.ts';
import { type HierarchyData, hierarchyAt, subtypesOf, supertypesOf } from '../../core/features/type-hierarchy.ts';
import type { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { openFixture, pathOf, ROOT } from '../support/fixture.ts';
import { type Case, casesOf, matchGolden } from './cases.ts';

const all = await bundled;
const card = { language: 'ja', bundled: all } as const;

function shown(text: Text, { start, end }: Range): string {
  return text.slice(text.offsetAt(start), text.offsetAt(end)).replaceAll('\r', '␍').replaceAll('\n', '⏎');
}

/** The text of a file or of a page. */
async function textOf(whole: Package, uri: string): Promise<Text> {
  const file = whole.fileAt(uri);
  if (file) return file.text;
  const address = readCatalogUri(uri);
  const page = address && (await catalogPageAt(address, { ...card, catalogs: whole.catalogs }));
  if (!page) throw new Error(`a link to nowhere: ${uri}`);
  return Text.of(page.text);
}

const named = (uri: string) => (uri.startsWith(CATALOG_SCHEME) ? decodeURIComponent(uri) : decodeURIComponent(pathOf(uri)));

async function showLinks({ whole, file }: Case, links: readonly LocationLink[]): Promise<string> {
  let lines = '';
  for (const { originSelectionRange, targetUri, targetRange, targetSelectionRange } of links) {
    if (!originSelectionRange) throw new Error('an origin is expected');
    const text = await textOf(whole, targetUri);
    const place = `${named(targetUri)}:${targetSelectionRange.start.line + 1}`;
    const around = targetUri.startsWith(CATALOG_SCHEME) ? '' : ` in ${shown(text, targetRange)}`;
    lines += `  ${shown(file.text, originSelectionRange)} → ${place} ${shown(text, targetSelectionRange)}${around}\n`;
  }
  return lines;
}

test('type definition', async () => {
  let golden = '';
  for (const one of await casesOf('type-definition')) {
    const { name, whole, file, offset } = one;
    const links = await typeDefinitionAt(whole, file, offset, { ...card, pages: true });
    golden += `== ${name}\n${await showLinks(one, links ?? [])}`;
    // Who shows no pages is led into files only.
    const plain = await typeDefinitionAt(whole, file, offset, { ...card, pages: false });
    expect(plain).toEqual(links?.[0]?.targetUri.startsWith(CATALOG_SCHEME) ? undefined : links);
  }
  matchGolden('type-definition', golden);
});

test('the page of a clause', async () => {
  let golden = '';
  const [one] = await casesOf('type-definition');
  if (!one) throw new Error('a case is expected');
  const { catalogs } = one.whole;
  for (const id of ['CL-93', 'METI-2.6.14(14)', 'RS-1.2']) {
    const found = catalogs.resolve(id);
    const uri = found && catalogUri(found, catalogs, one.whole);
    const address = uri === undefined ? undefined : readCatalogUri(uri);
    if (!uri || !address) throw new Error(`no ${id}`);
    for (const language of ['ja', 'en'] as const) {
      const page = await catalogPageAt(address, { ...card, language, catalogs });
      golden += `== ${decodeURIComponent(uri)} (${language})\n${page?.text}`;
    }
  }
  matchGolden('catalog-page', golden);
  expect(readCatalogUri('file:///a/b')).toBeUndefined();
  expect(readCatalogUri(`${CATALOG_SCHEME}:/nothing`)).toBeUndefined();
  expect(await catalogPageAt({ catalog: 'none@1', id: 'X-1', about: undefined }, card)).toBeUndefined();
});

test('implementation', async () => {
  let golden = '';
  for (const one of await casesOf('implementation')) {
    const links = implementationsAt(one.whole, one.file, one.offset) ?? [];
    golden += `== ${one.name}\n${await showLinks(one, links)}`;
  }
  matchGolden('implementation', golden);
});

test('document links', async () => {
  let golden = '';
  const options: LinkOptions = { language: 'ja', clauseLink: (id) => `command:clause?${id}`, pages: true, tooltips: true };
  for (const { name, whole, file } of await casesOf('document-links')) {
    golden += `== ${name}\n`;
    for (const link of documentLinks(whole, file, options)) {
      expect(link.target, 'found when it is followed').toBeUndefined();
      const { target, tooltip } = resolveLink(whole, file, link, options);
      golden += `  ${shown(file.text, link.range)} → ${target} ${tooltip}\n`;
      // Without the client's command a clause is shown as a page; without either it is no link.
      const { target: page } = resolveLink(whole, file, link, { ...options, clauseLink: undefined, tooltips: false });
      if (target?.startsWith('command:')) expect(page).toMatch(/^kaiji-catalog:/);
      else expect(page).toBe(target);
    }
    const plain = documentLinks(whole, file, { language: 'en', pages: false, tooltips: false });
    for (const link of plain) {
      const resolved = resolveLink(whole, file, link, { language: 'en', pages: false, tooltips: false });
      expect(resolved.target).toMatch(/^(file|https?):/i);
      expect(resolved.tooltip).toBeUndefined();
    }
  }
  matchGolden('document-links', golden);
});

test('type hierarchy', async () => {
  let golden = '';
  for (const { name, whole, file, offset } of await casesOf('type-hierarchy')) {
    for (const language of ['ja', 'en'] as const) {
      golden += `== ${name} (${language})\n`;
      const print = (mark: string, items: readonly TypeHierarchyItem[]) => {
        for (const { name: title, detail, uri, selectionRange } of items)
          golden += `  ${mark} ${title} | ${detail} | ${named(uri)}:${selectionRange.start.line + 1}\n`;
      };
      for (const item of hierarchyAt(whole, file, offset, { language }) ?? []) {
        print('=', [item]);
        print('↑', supertypesOf(whole, item.data as HierarchyData, { language }));
        print('↓', subtypesOf(whole, item.data as HierarchyData, { language }));
      }
    }
  }
  matchGolden('type-hierarchy', golden);
});

test('every position of a text as it is typed: nothing throws, and every range is inside what it is about', async () => {
  const [source] = (await casesOf('implementation')).filter(({ name }) => name === '共通回答');
  if (!source) throw new Error('a case is expected');
  const text = `${source.text}\n  - control: ＣＬ－２２\n    parts: { "(3)": "𠮷 [[CL-93]] https://example.jp/a）" }\n    same-as: *none\n    evidence: &e [ev-a, { ref: ev-a\n`;
  for (let end = 0; end <= text.length; end += 7) {
    const { packages } = await openFixture(
      new Map([
        ['kaiji.yaml', 'kaiji: package/v1\n'],
        ['two.kaiji.yaml', text.slice(0, end)],
      ]),
    );
    const file = packages[0]?.files.get(`${ROOT}/two.kaiji.yaml`);
    const [whole] = packages;
    if (!whole || !file) throw new Error('a package is expected');
    const inside = ({ start, end: last }: Range, within: Text) => {
      const [from, to] = [within.offsetAt(start), within.offsetAt(last)];
      expect(from <= to && within.rangeOf(from, to)).toEqual({ start, end: last });
    };
    for (const { range } of documentLinks(whole, file, { language: 'ja', pages: true, tooltips: true })) inside(range, file.text);
    for (let offset = Math.max(0, end - 60); offset <= end; offset++) {
      const links = [
        ...(definitionAt(whole, file, offset) ?? []),
        ...(implementationsAt(whole, file, offset) ?? []),
        ...((await typeDefinitionAt(whole, file, offset, { ...card, pages: true })) ?? []),
      ];
      for (const { originSelectionRange, targetUri, targetRange, targetSelectionRange } of links) {
        if (originSelectionRange) inside(originSelectionRange, file.text);
        const target = await textOf(whole, targetUri);
        inside(targetRange, target);
        inside(targetSelectionRange, target);
        expect(target.offsetAt(targetRange.start)).toBeLessThanOrEqual(target.offsetAt(targetSelectionRange.start));
        expect(target.offsetAt(targetRange.end)).toBeGreaterThanOrEqual(target.offsetAt(targetSelectionRange.end));
      }
      hierarchyAt(whole, file, offset, { language: 'en' });
    }
  }
});
