/** Catalogs of an author's own, half-written or hostile: one in the workspace counts in every package, so none may break what it is read by. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReferences } from '../core/catalog/reference/read.ts';
import { searchCatalogs } from '../core/catalog/search.ts';
import { checkPackage } from '../core/check.ts';
import { hoverAt } from '../core/features/hover.ts';
import { catalogFrom } from '../core/model/catalog.ts';
import { readFile } from '../core/model/document.ts';
import { Workspace } from '../core/package/workspace.ts';
import { Text } from '../core/text/text.ts';
import { bundled } from './support/catalogs.ts';
import { OPTIONS, openFixture } from './support/fixture.ts';
import { MemoryIo } from './support/memory-io.ts';

const all = await bundled;
const glossary = await all.glossary();

const SHEET = `kaiji: checklist/v1
catalog: byoin
answers:
  - { control: BY-1, answer: しています。, same-as: "BY-1(1)" }
  - { control: "[7.6.13 アクセス制御方針] (1)" }
`;

const HEAD = ['prefix', 'edition', 'complete', 'noun', 'asks', 'title', 'categories', 'groups'];
const CONTROL = [
  ...['category', 'group', 'title', 'summary', 'guidance', 'parts', 'obligation', 'disclose', 'evidence'],
  ...['refs', 'unresolved', 'aliases', 'required', 'answers', 'renders'],
];
/** Values of the right form and of every wrong one. */
const VALUES = [
  ...[
    'a',
    '[a]',
    '[[a]]',
    '[{ a: b }]',
    '{ a: b }',
    '{ ja: [a] }',
    '{ en: a }',
    '{ ja: a, en: { a: b } }',
    '[{ id: g }]',
    '[{ ja: a }]',
  ],
  ...['[{ id: g, title: [a] }]', '[{ id: g, title: { ja: [a] }, preamble: [a] }]', '[{ id: "(1)", ja: [a] }]', '{ a: [b] }'],
  ...[
    '[{ to: CL-1, relation: a }]',
    '[{ relation: equal }]',
    '[{ to: [a] }]',
    '[{ why: a }]',
    '[{ printed: [a] }]',
    '[{ printed: a, why: a }]',
  ],
  ...['[CL-1, BY-1]', '[__proto__, constructor]'],
];

const fields = (keys: readonly string[]) => fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...VALUES));
const lines = (map: Readonly<Record<string, string>>, indent: string) =>
  Object.entries(map).map(([key, value]) => `${indent}${key}: ${value}\n`);

async function use(own: string): Promise<void> {
  const uri = 'file:///w/p/sheet.kaiji.yaml';
  const files = { 'file:///w/p/kaiji.yaml': 'kaiji: package/v1\n', [uri]: SHEET, 'file:///w/own.kaiji.yaml': own };
  const workspace = new Workspace(new MemoryIo(new Map(Object.entries(files))), all.catalogs);
  workspace.share(['file:///w']);
  const whole = await workspace.packageOf(uri);
  expect(whole.catalogs.of('byoin')).toBeDefined();
  const found = [...checkPackage(whole, { date: '2026-11-21' }).values()].flat();
  expect(found.filter(({ rule }) => rule === 'internal-error').map(({ message }) => message('en'))).toEqual([]);
  const file = whole.files.get(uri);
  if (!file) throw new Error('the sheet is expected');
  for (const at of ['byoin', 'BY-1']) await hoverAt(whole, file, SHEET.indexOf(at) + 1, { language: 'en', bundled: all });
  await searchCatalogs(whole.catalogs, glossary, 'BY-1');
  readReferences('[7.6.13 アクセス制御方針] (1) 3.2.1(2)(ウ)3.契約③', whole.catalogs);
}

test('no value of any field breaks checking, hover, search or the reading of references', async () => {
  const one = fc.tuple(fields(HEAD), fields(CONTROL));
  await fc.assert(
    fc.asyncProperty(one, async ([head, control]) => {
      const prefix = 'prefix' in head ? '' : 'prefix: BY\n';
      await use(
        `kaiji: catalog/v1\nid: byoin\n${prefix}${lines(head, '').join('')}controls:\n  - id: BY-1\n${lines(control, '    ').join('')}  - a\n  - { id: [a] }\n`,
      );
    }),
    { numRuns: 200 },
  );
});

test('a document is made into a catalog once', () => {
  const file = readFile('file:///own.kaiji.yaml', Text.of('kaiji: catalog/v1\nid: byoin\nprefix: BY\ncontrols: []\n'));
  const [document] = file.documents;
  if (!document) throw new Error('a document is expected');
  expect(catalogFrom(document)).toBe(catalogFrom(document));
});

test('a control is known by its own ID, whether or not it has the prefix of its catalog', async () => {
  const files = {
    'kaiji.yaml': 'kaiji: package/v1\n',
    'ours.kaiji.yaml':
      'kaiji: catalog/v1\nid: ours\nprefix: OUR\ncontrols:\n  - { id: 共通A, title: 一 }\n  - { id: OUR-1, title: 二 }\n',
    'a.kaiji.yaml':
      'kaiji: checklist/v1\ncatalog: ours\nanswers:\n  - { control: 共通A, answer: しています。 }\n  - { control: 共通B, answer: しています。 }\n',
  };
  const [whole] = (await openFixture(new Map(Object.entries(files)))).packages;
  if (!whole) throw new Error('no package');
  const found = [...checkPackage(whole, OPTIONS).values()].flat();
  const of = (rule: string) =>
    found.filter((one) => one.rule === rule).map(({ file, start, end }) => file.text.slice(start, end));
  expect(of('unknown-control')).toEqual(['共通B']);
  expect(found.filter(({ rule }) => rule === 'missing-control').flatMap(({ controls }) => controls ?? [])).toEqual(['OUR-1']);
});
