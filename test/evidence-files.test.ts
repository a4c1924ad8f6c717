/** Files of evidence: looked for once, again after anything changed on disk, and never reported where nobody can tell. */
import { expect, test } from 'vitest';
import { check } from '../core/check.ts';
import { Workspace } from '../core/package/workspace.ts';
import { Text } from '../core/text/text.ts';
import { bundled } from './support/catalogs.ts';
import { OPTIONS, ROOT } from './support/fixture.ts';
import { MemoryIo } from './support/memory-io.ts';

const register = (...paths: string[]) =>
  `kaiji: evidence/v1\nevidence:\n${paths.map((path, n) => `  - { id: ev-${n}, title: 文書${n}, location: ${path} }\n`).join('')}`;

class CountingIo extends MemoryIo {
  readonly asked: string[] = [];

  override async exists(uri: string): Promise<boolean> {
    this.asked.push(uri.slice(ROOT.length + 1));
    return super.exists(uri);
  }
}

async function open(files: Readonly<Record<string, string>>, Kind = CountingIo) {
  const io = new Kind(new Map(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text])));
  const workspace = new Workspace(io, (await bundled).catalogs);
  const missing = async (uri = `${ROOT}/evidence.kaiji.yaml`) => {
    const whole = await workspace.packageOf(uri);
    const found = [...check(whole, OPTIONS).findings.values()].flat();
    const texts = found.filter(({ rule }) => rule === 'evidence-missing-file');
    return texts.map(({ file, start, end }) => file.text.slice(start, end));
  };
  return { io, workspace, missing };
}

const manifest = { 'kaiji.yaml': 'kaiji: package/v1\n' };

test('a file is looked for once, and again after a change on disk', async () => {
  const { io, workspace, missing } = await open({ ...manifest, 'evidence.kaiji.yaml': register('a.pdf', 'b.pdf'), 'b.pdf': '' });
  expect(await missing()).toEqual(['a.pdf']);
  const asked = io.asked.length;
  expect(await missing()).toEqual(['a.pdf']);
  expect(io.asked.slice(asked)).toEqual([]);

  io.files.set(`${ROOT}/a.pdf`, '');
  io.files.delete(`${ROOT}/b.pdf`);
  expect(workspace.concerns(`${ROOT}/a.pdf`)).toBe(true);
  workspace.forget(`${ROOT}/a.pdf`);
  expect(await missing()).toEqual(['b.pdf']);
});

test('a package whose files are as they were is the same value, so that nothing is checked again', async () => {
  const { workspace } = await open({ ...manifest, 'evidence.kaiji.yaml': register('a.pdf') });
  const first = await workspace.packageOf(`${ROOT}/evidence.kaiji.yaml`);
  expect([...first.absent]).toEqual([`${ROOT}/a.pdf`]);
  expect(await workspace.packageOf(`${ROOT}/evidence.kaiji.yaml`)).toBe(first);
});

test('an edit asks for what it names anew', async () => {
  const { io, workspace, missing } = await open({ ...manifest, 'evidence.kaiji.yaml': register('a.pdf'), 'b.pdf': '' });
  expect(await missing()).toEqual(['a.pdf']);
  const asked = io.asked.length;
  workspace.setOpen(`${ROOT}/evidence.kaiji.yaml`, Text.of(register('b.pdf', '規程/c.pdf')));
  expect(await missing()).toEqual(['規程/c.pdf']);
  expect(io.asked.slice(asked).filter((path) => path === 'a.pdf')).toEqual([]);
});

test('only what a finding may depend on concerns the workspace', async () => {
  const { workspace, missing } = await open({ ...manifest, 'evidence.kaiji.yaml': register('規程/a.pdf') });
  await missing();
  const concerned = ['規程/a.pdf', '規程', 'other.kaiji.yaml', 'kaiji.yaml', '規程/b.pdf', 'a.pdf', 'readme.md'];
  expect(concerned.filter((path) => workspace.concerns(`${ROOT}/${path}`))).toEqual([
    '規程/a.pdf',
    '規程',
    'other.kaiji.yaml',
    'kaiji.yaml',
  ]);
});

test('a host that cannot tell reports nothing, and is asked again', async () => {
  let broken = true;
  class BrokenIo extends CountingIo {
    override async exists(uri: string): Promise<boolean> {
      if (broken && uri.endsWith('.pdf')) throw new Error('offline');
      return super.exists(uri);
    }
  }
  const { missing } = await open({ ...manifest, 'evidence.kaiji.yaml': register('a.pdf') }, BrokenIo);
  expect(await missing()).toEqual([]);
  broken = false;
  expect(await missing()).toEqual(['a.pdf']);
});

test('a package whose manifest is not saved is nowhere to look in', async () => {
  const { workspace, missing } = await open({ 'evidence.kaiji.yaml': register('a.pdf') });
  workspace.setOpen(`${ROOT}/kaiji.yaml`, Text.of('kaiji: package/v1\n'));
  expect(await missing()).toEqual([]);
});

test('many files are looked for a few at a time', async () => {
  let now = 0;
  let most = 0;
  class SlowIo extends CountingIo {
    override async exists(uri: string): Promise<boolean> {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now--;
      return super.exists(uri);
    }
  }
  const paths = Array.from({ length: 300 }, (_, n) => `files/${n}.pdf`);
  const { missing } = await open({ ...manifest, 'evidence.kaiji.yaml': register(...paths) }, SlowIo);
  expect(await missing()).toEqual(paths);
  expect(most).toBeLessThanOrEqual(32);
});
