/** Catalogs and official wording of elsewhere: of the package, of the workspace, of the user's own folder. */
import { describe, expect, test } from 'vitest';
import { checkPackage } from '../core/check.ts';
import { Workspace } from '../core/package/workspace.ts';
import { Text } from '../core/text/text.ts';
import { bundled } from './support/catalogs.ts';
import { MemoryIo } from './support/memory-io.ts';

const { catalogs } = await bundled;
const MANIFEST = 'kaiji: package/v1\nrules: { missing-control: off, missing-status: off }\n';
const OWN =
  'kaiji: catalog/v1\nid: byoin\nprefix: BY\ncontrols:\n  - { id: BY-1, title: 院内の項目, summary: 院内で求めること }\n';
const wording = (text: string, file: string) =>
  `kaiji: catalog-text/v1\ncatalog: medcloud-checklist\nsource: { file: ${file} }\ntexts:\n  - { control: cl 94, text: ${text} }\n`;
const SHEET = 'kaiji: checklist/v1\ncatalog: byoin\nanswers:\n  - { control: BY-1, answer: しています。 }\n';

function workspaceOf(files: Readonly<Record<string, string>>, shared: readonly string[] = ['file:///w', 'file:///user']) {
  const io = new MemoryIo(new Map(Object.entries(files)));
  const workspace = new Workspace(io, catalogs);
  workspace.share(shared);
  return { io, workspace };
}

const official = async (workspace: Workspace) => {
  const { catalogs: seen } = await workspace.packageOf('file:///w/p/kaiji.yaml');
  return seen.official('CL-94');
};

describe('an own catalog', () => {
  test.each(['file:///w/p/own.kaiji.yaml', 'file:///w/shared/own.kaiji.yaml', 'file:///user/own.kaiji.yaml'])(
    'counts from %s',
    async (place) => {
      const { workspace } = workspaceOf({
        'file:///w/p/kaiji.yaml': MANIFEST,
        'file:///w/p/sheet.kaiji.yaml': SHEET,
        [place]: OWN,
      });
      const whole = await workspace.packageOf('file:///w/p/sheet.kaiji.yaml');
      expect([...checkPackage(whole, { date: '2026-11-21' }).values()].flat().map(({ rule }) => rule)).toEqual([]);
      const control = whole.catalogs.resolve('by1')?.control;
      expect(control && (await whole.catalogs.textOf(control)).summary?.ja).toBe('院内で求めること');
    },
  );

  test('does not count from a folder that is not shared', async () => {
    const { workspace } = workspaceOf({ 'file:///w/p/kaiji.yaml': MANIFEST, 'file:///elsewhere/own.kaiji.yaml': OWN });
    expect((await workspace.packageOf('file:///w/p/kaiji.yaml')).catalogs.of('byoin')).toBeUndefined();
  });

  test('follows its file: opened, edited, changed on disk, taken away', async () => {
    const place = 'file:///w/shared/own.kaiji.yaml';
    const { io, workspace } = workspaceOf({ 'file:///w/p/kaiji.yaml': MANIFEST });
    const title = async () =>
      (await workspace.packageOf('file:///w/p/kaiji.yaml')).catalogs.resolve('BY-1')?.control.title.ja ?? null;
    expect(await title()).toBe(null);
    workspace.setOpen(place, Text.of(OWN));
    expect(await title()).toBe('院内の項目');
    workspace.setOpen(place, Text.of(OWN.replace('院内の項目', '書き直した項目')));
    expect(await title()).toBe('書き直した項目');
    workspace.close(place);
    expect(await title()).toBe(null);
    io.files.set(place, OWN);
    workspace.forget(place);
    expect(await title()).toBe('院内の項目');
    io.files.delete(place);
    workspace.forget(place);
    expect(await title()).toBe(null);
  });

  test('of one name counts once: the package before the workspace, what is bundled before both', async () => {
    const other = OWN.replace('院内の項目', 'よその項目');
    const posing = OWN.replace('id: byoin', 'id: medcloud-checklist\nedition: "2019"').replace('prefix: BY', 'prefix: CL');
    const { workspace } = workspaceOf({
      'file:///w/p/kaiji.yaml': MANIFEST,
      'file:///w/p/own.kaiji.yaml': OWN,
      'file:///w/a.kaiji.yaml': other,
      'file:///user/posing.kaiji.yaml': posing,
    });
    const whole = await workspace.packageOf('file:///w/p/kaiji.yaml');
    expect(whole.catalogs.resolve('BY-1')?.control.title.ja).toBe('院内の項目');
    expect(whole.catalogs.of('medcloud-checklist')?.data.controls).toHaveLength(253);
  });
});

describe('official wording', () => {
  const files = {
    'file:///user/text.kaiji.yaml': wording('利用者の写し', 'user.xlsx'),
    'file:///w/text.kaiji.yaml': wording('作業場所の写し', 'workspace.xlsx'),
    'file:///w/p/text.kaiji.yaml': wording('パッケージの写し', 'package.xlsx'),
  };

  test('the nearest copy comes first', async () => {
    const all: Record<string, string> = { 'file:///w/p/kaiji.yaml': MANIFEST, ...files };
    expect(await official(workspaceOf(all).workspace)).toEqual({ text: 'パッケージの写し', source: 'package.xlsx' });
    delete all['file:///w/p/text.kaiji.yaml'];
    expect(await official(workspaceOf(all).workspace)).toEqual({ text: '作業場所の写し', source: 'workspace.xlsx' });
    delete all['file:///w/text.kaiji.yaml'];
    expect(await official(workspaceOf(all).workspace)).toEqual({ text: '利用者の写し', source: 'user.xlsx' });
    delete all['file:///user/text.kaiji.yaml'];
    expect(await official(workspaceOf(all).workspace)).toBeUndefined();
  });

  test('is found for a catalog of the author’s own too', async () => {
    const { workspace } = workspaceOf({
      'file:///w/p/kaiji.yaml': MANIFEST,
      'file:///w/own.kaiji.yaml': OWN,
      'file:///user/text.kaiji.yaml': 'kaiji: catalog-text/v1\ncatalog: byoin\ntexts:\n  - { control: BY-1, text: 原本 }\n',
    });
    const { catalogs: seen } = await workspace.packageOf('file:///w/p/kaiji.yaml');
    expect(seen.official('BY-1')?.text).toBe('原本');
  });
});

test('an edit elsewhere reads nothing again', async () => {
  const { io, workspace } = workspaceOf({
    'file:///w/p/kaiji.yaml': MANIFEST,
    'file:///w/p/sheet.kaiji.yaml': SHEET,
    'file:///w/own.kaiji.yaml': OWN,
    'file:///w/other.kaiji.yaml': 'kaiji: evidence/v1\n',
  });
  workspace.setOpen('file:///w/p/sheet.kaiji.yaml', Text.of(SHEET));
  await workspace.packageOf('file:///w/p/sheet.kaiji.yaml');
  const before = io.reads;
  workspace.setOpen('file:///w/p/sheet.kaiji.yaml', Text.of(`${SHEET}    note: 追記\n`));
  await workspace.packageOf('file:///w/p/sheet.kaiji.yaml');
  expect(io.reads).toBe(before);
});

test('many files are read a few at a time, each once for the library', async () => {
  const files = Array.from({ length: 200 }, (_, i) => [`file:///w/${i}.kaiji.yaml`, 'kaiji: evidence/v1\n'] as const);
  const { io, workspace } = workspaceOf({ ...Object.fromEntries(files), 'file:///w/own.kaiji.yaml': OWN });
  const read = io.read.bind(io);
  let now = 0;
  let most = 0;
  io.read = async (uri) => {
    most = Math.max(most, ++now);
    const text = await read(uri);
    now--;
    return text;
  };
  expect((await workspace.sharedCatalogs()).of('byoin')).toBeDefined();
  expect(io.reads).toBe(files.length + 1);
  expect(most).toBeLessThanOrEqual(32);
  await workspace.packageOf('file:///w/0.kaiji.yaml');
  await workspace.sharedCatalogs();
  expect(io.reads).toBe(files.length + 2);
});

test('a file that changes while it is looked into is looked into again', async () => {
  const place = 'file:///w/own.kaiji.yaml';
  const { io, workspace } = workspaceOf({ [place]: 'kaiji: evidence/v1\n' });
  const first = workspace.sharedCatalogs();
  await Promise.resolve();
  io.files.set(place, OWN);
  workspace.forget(place);
  await first;
  expect((await workspace.sharedCatalogs()).of('byoin')).toBeDefined();
});
