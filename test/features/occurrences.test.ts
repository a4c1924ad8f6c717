import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DocumentHighlightKind, type Range, type TextDocumentEdit } from 'vscode-languageserver-types';
import { checkPackage } from '../../core/check.ts';
import { highlightsAt, referencesAt } from '../../core/features/references.ts';
import { prepareRename, rename } from '../../core/features/rename.ts';
import type { KaijiFile } from '../../core/model/document.ts';
import type { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { OPTIONS, openFixture, pathOf, ROOT } from '../support/fixture.ts';
import { edited } from '../support/workspace-edit.ts';
import { casesOf, filesOf, matchGolden } from './cases.ts';

test('references, document highlight and rename', async () => {
  let golden = '';
  for (const { name: title, workspace, whole, file, offset } of await casesOf('occurrences')) {
    const [name, to = 'x-new'] = title.split(' → ') as [string, string?];
    golden += `== ${name}\n`;
    const packages = await workspace.related(whole, [ROOT]);
    const fileAt = (uri: string) => packages.flatMap(({ files }) => files.get(uri) ?? [])[0];
    const prepared = prepareRename(whole, file, offset);
    const result = rename(whole, file, offset, packages, to);
    if ('refused' in result) {
      golden += `  refused: ${result.refused('ja')}\n           ${result.refused('en')}\n`;
      // A name that will not do: what it is for is shown elsewhere.
      if (!('refused' in prepared)) continue;
      expect(prepared.refused('en')).toBe(result.refused('en'));
    }
    const uses = new Set(referencesAt(whole, file, offset, packages, false)?.map((one) => JSON.stringify(one)));
    for (const place of referencesAt(whole, file, offset, packages, true) ?? []) {
      const { uri, range } = place;
      const { text } = fileAt(uri) ?? {};
      if (!text) throw new Error(`${uri} is in none of the packages`);
      const line = text.lineText(range.start.line).trimEnd();
      const marked = `${line.slice(0, range.start.character)}⟦${line.slice(range.start.character, range.end.character)}⟧${line.slice(range.end.character)}`;
      golden += `  ${uses.has(JSON.stringify(place)) ? ' ' : '*'} ${pathOf(uri)}:${range.start.line + 1} ${marked.trim()}\n`;
    }
    const highlights = highlightsAt(whole, file, offset) ?? [];
    const shown = highlights.map(
      ({ range: { start, end }, kind }) =>
        `${start.line + 1}:${start.character + 1}–${end.character + 1}${kind === DocumentHighlightKind.Write ? ' write' : ''}`,
    );
    golden += `  highlight: ${shown.join(', ') || '–'}\n`;
    if (!('refused' in prepared)) {
      const { range, placeholder } = prepared;
      golden += `  prepare: ${range.start.line + 1}:${range.start.character + 1}–${range.end.character + 1} ${placeholder}\n`;
    }
    if ('refused' in result) continue;
    for (const [uri, text] of edited(result, fileAt)) {
      const before = fileAt(uri)?.text.toString().split('\n') ?? [];
      const after = text.split('\n');
      expect(after).toHaveLength(before.length);
      after.forEach((line, i) => {
        const shownLine = line.replace('\r', '␍').trim();
        if (line !== before[i]) golden += `  + ${pathOf(uri)}:${i + 1} ${shownLine}\n`;
      });
    }
  }
  matchGolden('occurrences', golden);
});

/** Files of folders of examples/, and of the fixture. */
const sources: Readonly<Record<string, () => Promise<ReadonlyMap<string, string>>>> = {
  'clinic-cloud': async () => example('clinic-cloud'),
  'finished-small': async () => example('finished-small'),
  'the fixture': async () => filesOf('occurrences'),
};

function example(name: string): ReadonlyMap<string, string> {
  const folder = new URL(`../../examples/${name}/`, import.meta.url);
  return new Map(readdirSync(folder).map((path) => [`${name}/${path}`, readFileSync(new URL(path, folder), 'utf8')]));
}

interface Defined {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly offset: number;
  readonly id: string;
}

/** Everything an author has given an id or a key. */
function definedIn(packages: readonly Package[]): readonly Defined[] {
  return packages.flatMap((whole) => {
    const own = (table: 'sections' | 'scenarios') => [...whole.index.keys(table)].filter((key) => key.startsWith('x.'));
    const ids = [...whole.index.keys('ids')].filter((key) => !/^(?:controls|catalogs) /.test(key));
    const noted = [
      ...ids.map((key) => [whole.index.lookup('ids', key)[0], key.split(' ')[1]] as const),
      ...own('sections').map((key) => [whole.index.lookup('sections', key)[0], key] as const),
      ...own('scenarios').map((key) => [whole.index.lookup('scenarios', key)[0], key] as const),
    ];
    return noted.map(([site, id]) => {
      if (!site || id === undefined) throw new Error('a key without a site');
      const { file } = site.document;
      return { whole, file, offset: file.tree.spanOf(site.node).end, id };
    });
  });
}

/** What is found, without the columns, which a longer id shifts. */
function findings(packages: readonly Package[]): readonly string[] {
  return packages.flatMap((whole) =>
    [...checkPackage(whole, OPTIONS).values()].flat().map(({ file, rule, severity, start, message }) => {
      const line = file.text.lineAt(start) + 1;
      return `${pathOf(file.uri)}:${line} ${severity} ${rule} ${message('ja')}`;
    }),
  );
}

test.each(Object.keys(sources))('of %s every id is renamed where it is found, and back', async (name) => {
  const files = (await sources[name]?.()) ?? new Map<string, string>();
  const { workspace, packages } = await openFixture(files);
  const before = findings(packages);
  const defined = definedIn(packages);
  expect(defined.length).toBeGreaterThan(10);
  const place = (uri: string, range: Range) => `${uri} ${JSON.stringify(range)}`;
  for (const { whole, file, offset, id } of defined) {
    const related = await workspace.related(whole, [ROOT]);
    const fileAt = (uri: string) => related.flatMap((one) => one.files.get(uri) ?? [])[0];
    const found = referencesAt(whole, file, offset, related, true) ?? [];
    const to = `${id}-9z`;
    const edit = rename(whole, file, offset, related, to);
    if ('refused' in edit) throw new Error(`${id}: ${edit.refused('en')}`);
    const touched = (edit.documentChanges as TextDocumentEdit[]).flatMap(({ textDocument, edits }) =>
      edits.map(({ range }) => place(textDocument.uri, range)),
    );
    expect(touched, id).toEqual(found.map(({ uri, range }) => place(uri, range)));
    // From each of them the same are found.
    for (const { uri, range } of found) {
      const [home, text] = [related.find((one) => one.files.has(uri)), fileAt(uri)];
      if (!home || !text) throw new Error(`${uri} is in none of the packages`);
      expect(text.text.slice(text.text.offsetAt(range.start), text.text.offsetAt(range.end))).toBe(id);
      const again = await workspace.related(home, [ROOT]);
      for (const at of [range.start, range.end])
        expect(referencesAt(home, text, text.text.offsetAt(at), again, true), `${id} from ${uri}:${at.line + 1}`).toEqual(found);
    }
    const renamed = edited(edit, fileAt);
    for (const [uri, text] of renamed) workspace.setOpen(uri, Text.of(text));
    const after = await workspace.packagesIn(ROOT);
    expect(
      findings(after)
        .map((line) => line.replaceAll(to, id))
        .sort(),
      to,
    ).toEqual([...before].sort());
    const there = definedIn(after).find((one) => one.id === to);
    if (!there) throw new Error(`${to} is nowhere`);
    const both = await workspace.related(there.whole, [ROOT]);
    const back = rename(there.whole, there.file, there.offset, both, id);
    // Where packages that see each other have the same id, it is no longer free.
    const isShared = new Set(defined.filter((one) => one.id === id).map((one) => one.whole)).size > 1;
    expect('refused' in back, id).toBe(isShared);
    if (!('refused' in back))
      for (const [uri, text] of edited(back, (one) => both.flatMap((p) => p.files.get(one) ?? [])[0]))
        expect(text, `${to} back to ${id}`).toBe(files.get(pathOf(uri)));
    for (const uri of renamed.keys()) workspace.close(uri);
  }
});
