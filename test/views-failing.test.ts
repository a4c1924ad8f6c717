/** A package that cannot be told of is named and noted; the others are told all the same. */
import { expect, test } from 'vitest';
import { Workspace } from '../core/package/workspace.ts';
import { viewNodes } from '../server/views.ts';
import { bundled } from './support/catalogs.ts';
import { MemoryIo } from './support/memory-io.ts';

const ROOT = 'file:///work';
const SHEET = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-1, answer: 定めています。 }\n';
const files = ['a', 'b', 'c'].flatMap((name): [string, string][] => [
  [`${ROOT}/${name}/kaiji.yaml`, `kaiji: package/v1\nservice: { name: ${name} }\n`],
  [`${ROOT}/${name}/checklist.kaiji.yaml`, SHEET],
]);

test('one of three', async () => {
  const all = await bundled;
  const workspace = new Workspace(new MemoryIo(new Map(files)), all.catalogs);
  const noted: string[] = [];
  const session = {
    folders: [ROOT],
    documents: { uris: [] },
    ready: async () => ({ bundled: all, workspace }),
    configuration: {
      language: async () => 'ja',
      checkOptions: async (uri: string) => {
        if (uri === `${ROOT}/b`) throw new Error('broken');
        return { date: '2026-10-01' };
      },
    },
    fail: (name: string, error: unknown) => noted.push(`${name}: ${error}`),
  } as unknown as Parameters<typeof viewNodes>[1];
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  const of = ['a', 'b', 'c'].map((name) => `${ROOT}/${name}`);
  const { roots, children, failed } = await viewNodes({ view: 'coverage', roots: true, of }, session, token);
  expect(roots?.map(({ label }) => label)).toEqual(['a', 'c']);
  expect(Object.keys(children)).toEqual([`${ROOT}/a`, `${ROOT}/c`]);
  expect(failed).toEqual([`${ROOT}/b`]);
  expect(noted[0]).toBe(`view coverage: ${ROOT}/b: Error: broken`);
  expect(await viewNodes({ view: 'coverage', of: [`${ROOT}/a`] }, session, token)).not.toHaveProperty('failed');
});
