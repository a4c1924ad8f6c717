/** The built server makes new packages: the sheets offered, with catalogs of one's own, and the files of those chosen. */
import { expect, test } from 'vitest';
import type { NewPackageAnswer, PackageSheetsAnswer } from '../server/protocol/new-package.ts';
import { servedFolder } from './support/served-folder.ts';

const served = servedFolder({
  'own/kaiji.yaml': 'kaiji: package/v1\n',
  'own/tenken.kaiji.yaml':
    'kaiji: catalog/v1\nid: tenken\nprefix: TK\ntitle: 院内点検表\ncontrols:\n  - { id: TK-1, title: 施錠 }\n',
});

test('the sheets at a place, catalogs of its own among them, in the language of the setting', async () => {
  const client = await served.start({ settings: { language: 'en' } });
  const ask = (uri?: string) =>
    client.connection.sendRequest<PackageSheetsAnswer>('kaiji/packageSheets', uri === undefined ? {} : { uri });
  const { sheets } = await ask();
  expect(sheets.filter(({ isUsual }) => isUsual).map(({ id }) => id)).toEqual([
    'disclosure',
    'medcloud-checklist',
    'evidence',
    'risk-scenarios',
  ]);
  // A catalog of one's own is called what it calls itself.
  for (const { id, label, purpose } of sheets) expect(id === 'tenken' ? purpose : `${label} ${purpose}`).toMatch(/^[ -~]{20,}$/);
  const own = (await ask(served.uriOf('own/new.kaiji.yaml'))).sheets.find(({ id }) => id === 'tenken');
  expect(own).toMatchObject({ label: '院内点検表', isUsual: false });
});

test('the files of a package, and where to write first', async () => {
  const client = await served.start({ settings: { language: 'ja' } });
  const ask = (sheets: readonly string[]) =>
    client.connection.sendRequest<NewPackageAnswer | null>('kaiji/newPackage', {
      service: '例示クラウド',
      provider: '株式会社例示',
      sheets,
      uri: served.uriOf('own/new.kaiji.yaml'),
    });
  // As they are offered, whatever order they were chosen in.
  const made = await ask(['evidence', 'tenken', 'disclosure']);
  expect(made?.files.map(({ path }) => path)).toEqual([
    'kaiji.yaml',
    'disclosure.kaiji.yaml',
    'checklist-tenken.kaiji.yaml',
    'evidence.kaiji.yaml',
  ]);
  const text = made?.files.find(({ path }) => path === made.begin.path)?.text ?? '';
  const line = text.split('\n')[made?.begin.line ?? 0] ?? '';
  expect([made?.begin.path, line.slice(made?.begin.start, made?.begin.end)]).toEqual(['disclosure.kaiji.yaml', '●●']);
  expect(text).toContain('本書は、当社が「例示クラウド」について');
  expect(await ask(['nonesuch'])).toBeNull();
  expect(await ask([])).toBeNull();
});
