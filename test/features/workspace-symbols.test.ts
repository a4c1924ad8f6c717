/** Ctrl+T: what is found, in which order, under which name; and what a search costs. */
import { expect, test } from 'vitest';
import type { WorkspaceSymbol } from 'vscode-languageserver-types';
import {
  MOST_SYMBOLS,
  resolveSymbol,
  type WorkspaceSymbolOptions,
  workspaceSymbols,
} from '../../core/features/workspace-symbols.ts';
import type { Package } from '../../core/package/package.ts';
import { bundled } from '../support/catalogs.ts';
import { openFixture, pathOf } from '../support/fixture.ts';
import { readsOf } from '../support/reads.ts';
import { matchGolden } from './cases.ts';

const all = await bundled;
const glossary = await all.glossary();
const plain: WorkspaceSymbolOptions = { language: 'ja', glossary, pages: false, resolves: false };

const FILES = new Map([
  ['a/kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例示カルテ }\n'],
  [
    'a/sheet.kaiji.yaml',
    'kaiji: checklist/v1\r\ncatalog: medcloud-checklist\r\nanswers:\r\n  - control: ＣＬ－９４\r\n    answer: 発行\r\n  - { control: CL-22(3), answer: 開示 }\r\n  - { control: CL-999 }\r\n',
  ],
  [
    'a/disclosure.kaiji.yaml',
    'kaiji: disclosure/v1\nroles: [{ id: chief, title: 運用管理責任者 }]\nparties: [{ id: aws, name: Amazon, role: infrastructure }]\nterms: [{ term: 媒体, definition: 例 }]\ntables: [{ id: contacts, caption: 連絡先の一覧 }]\nsections:\n  - section: purpose\n    body: 目的\n    sections:\n      - { id: x.detail, number: "1.1", title: 𠮷野の詳細 }\n  - &s { title: 独自の節 }\n  - *s\n',
  ],
  [
    'a/evidence.kaiji.yaml',
    'kaiji: evidence/v1\nevidence:\n  - { id: ev-log-policy, title: ログ管理規程 }\n  - { id: ev-anon }\n---\nkaiji: statements/v1\nstatements:\n  - id: st-log\n    text: |\n      ログを保存しています。\n      二行目\n',
  ],
  [
    'a/assessment.kaiji.yaml',
    'kaiji: assessment/v1\nassets: [{ id: as-log, name: ログ }]\nthreats: [{ id: th-a, name: 改ざん }]\nvulnerabilities: [{ id: vu-a, name: 共有 }]\nmeasures: [{ id: ms-a, name: 訓練 }]\nscenarios: [{ id: rs-a, asset: as-log }]\n',
  ],
  [
    'a/risks.kaiji.yaml',
    'kaiji: risks/v1\ncatalog: risk-scenarios\nscenarios:\n  - scenario: 1.2\n  - { scenario: x.own, title: 独自のリスク }\n',
  ],
  [
    'b/kaiji.yaml',
    'kaiji: package/v1\nextends: ../a\nservice: { name: 別のサービス }\n---\nkaiji: catalog/v1\nid: own\nprefix: OW\ntitle: 社内基準\ncontrols: [{ id: OW-1, title: 記録の保管 }]\n',
  ],
  ['b/sheet.kaiji.yaml', 'kaiji: checklist/v1\ncatalog: own\nanswers: [{ control: ow1, answer: 例 }]\n'],
  ['b/cl.kaiji.yaml', 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers: [{ control: CL-94, answer: 例 }]\n'],
  [
    'b/broken.kaiji.yaml',
    'kaiji: evidence/v1\nevidence:\n  - { id: ev-broken, title: "閉じない\n  - id: ev-next\n    title: 次\n',
  ],
  ['alone.kaiji.yaml', ''],
]);

function shown(packages: readonly Package[], { name, containerName, location }: WorkspaceSymbol): string {
  if (!('range' in location)) throw new Error('a range is expected');
  const text = packages.map((whole) => whole.files.get(location.uri)?.text).find((one) => one);
  const { start, end } = location.range;
  const place = text
    ? `${pathOf(location.uri)}:${start.line + 1} ${text.slice(text.offsetAt(start), text.offsetAt(end))}`
    : decodeURIComponent(location.uri);
  return `  ${name} | ${containerName} | ${place}\n`;
}

test('what is found', async () => {
  const { packages } = await openFixture(FILES);
  let golden = '';
  const queries = [
    'cl94',
    'ｃｌ２２',
    'cl22(3)',
    'ログ',
    'log',
    'ev-',
    'ＥＶ－ＬＯＧ',
    '詳細',
    '目的',
    '独自',
    'OW',
    'きろく',
    '役割',
    '責任者',
    'ms-a',
    'ev-next',
    '1.2',
  ];
  for (const query of queries) {
    const found = await workspaceSymbols(packages, all.catalogs, query, plain);
    golden += `== ${query}: ${found.length}\n`;
    for (const symbol of found.slice(0, 12)) golden += shown(packages, symbol);
  }
  const withPages = await workspaceSymbols(packages, all.catalogs, 'cl94', { ...plain, pages: true, language: 'en' });
  golden += `== cl94, with pages (en): ${withPages.length}\n`;
  for (const symbol of withPages.slice(0, 12)) golden += shown(packages, symbol);
  matchGolden('workspace-symbols', golden);
  for (const nothing of ['', ' 　', '☃☃']) expect(await workspaceSymbols(packages, all.catalogs, nothing, plain)).toEqual([]);
});

test('editors that match names again keep what was found', async () => {
  const { packages } = await openFixture(FILES);
  for (const query of ['ｃｌ９４', 'authentication', 'きろく', '𠮷']) {
    for (const { name } of await workspaceSymbols(packages, all.catalogs, query, { ...plain, pages: true })) {
      let at = 0;
      const found = [...query.toLowerCase()].every((char) => {
        at = name.toLowerCase().indexOf(char, at) + 1;
        return at > 0;
      });
      expect(found, `${name} for ${query}`).toBe(true);
    }
  }
});

test('a range that is asked for later is the same', async () => {
  const { packages } = await openFixture(FILES);
  const options = { ...plain, pages: true };
  const whole = await workspaceSymbols(packages, all.catalogs, 'cl94', options);
  const lazy = await workspaceSymbols(packages, all.catalogs, 'cl94', { ...options, resolves: true });
  expect(lazy.filter(({ data }) => data)).not.toEqual([]);
  const resolved = lazy.map((symbol) => {
    const file = packages.map(({ files }) => files.get(symbol.location.uri)).find((one) => one);
    if (!file) return symbol;
    expect('range' in symbol.location).toBe(false);
    const { data: _, ...rest } = resolveSymbol(symbol, file);
    return rest;
  });
  expect(resolved).toEqual(whole);
});

test('fifty packages of four hundred entries: only what is listed is looked at, and what was read stays read', async () => {
  const files = new Map<string, string>();
  const each = (line: (n: number) => string) => Array.from({ length: 200 }, (_, i) => line(i + 1)).join('');
  for (let p = 0; p < 50; p++) {
    files.set(`p${p}/kaiji.yaml`, `kaiji: package/v1\nservice: { name: サービス${p} }\n`);
    files.set(
      `p${p}/e.kaiji.yaml`,
      `kaiji: evidence/v1\nevidence:\n${each((n) => `  - { id: ev-${p}-${n}, title: 規程${n} }\n`)}`,
    );
    files.set(
      `p${p}/a.kaiji.yaml`,
      `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${each((n) => `  - { control: CL-${n}, answer: 例 }\n`)}`,
    );
  }
  const { packages } = await openFixture(files);
  expect(packages).toHaveLength(50);
  const search = (query: string) => workspaceSymbols(packages, all.catalogs, query, { ...plain, resolves: true });
  await search('CL-1');
  const costOf = readsOf(packages);
  for (const [query, length] of [
    ['cl94', 50],
    ['ev-49-200', 1],
    ['規程', MOST_SYMBOLS],
    ['存在しない言葉', 0],
  ] as const) {
    const { result, spans, slices, entries } = await costOf(() => search(query));
    expect(result, query).toHaveLength(length);
    expect(spans, query).toBeLessThanOrEqual(length);
    expect(slices, query).toBe(0);
    expect(entries, query).toBeLessThan(MOST_SYMBOLS + 60);
  }
});
