/** What a manifest may lead to: other packages by `extends` and `inherits`, its baseline. Everything a workspace reads is noted. */
import { expect, test } from 'vitest';
import { formsOf } from '../../convert/form/list.ts';
import { blocksOf } from '../../convert/form/words.ts';
import { checkPackage } from '../../core/check.ts';
import { Workspace } from '../../core/package/workspace.ts';
import { bundled } from '../support/catalogs.ts';
import { OPTIONS, ROOT } from '../support/fixture.ts';
import { MemoryIo } from '../support/memory-io.ts';

class NotingIo extends MemoryIo {
  readonly asked = new Set<string>();

  override async read(uri: string): Promise<string> {
    this.asked.add(`read ${uri}`);
    return super.read(uri);
  }

  override async list(folder: string): Promise<readonly string[]> {
    this.asked.add(`list ${folder}`);
    return super.list(folder);
  }
}

async function opened(files: Readonly<Record<string, string>>) {
  const io = new NotingIo(new Map(Object.entries(files)));
  const workspace = new Workspace(io, (await bundled).catalogs);
  const whole = await workspace.packageOf(`${ROOT}/kaiji.yaml`);
  const codes = [...checkPackage(whole, OPTIONS).values()].flat().map(({ rule }) => rule);
  return { whole, codes, asked: [...io.asked].filter((one) => !one.includes(ROOT)) };
}

/** Ways out: above, from the root, of another computer, encoded, an address. */
const OUTWARD = [
  '..',
  '../..',
  '/',
  '/etc',
  '//server/share',
  '\\\\server\\share',
  'file:///etc',
  '%2e%2e/etc',
  '~',
  '../secret',
];

test('T-3 only a folder that says it is a package is read as one, and of it kaiji files alone', async () => {
  for (const path of OUTWARD) {
    const manifest = `kaiji: package/v1\nextends: '${path}'\ninherits: ['${path}']\n`;
    const { asked } = await opened({
      [`${ROOT}/kaiji.yaml`]: manifest,
      'file:///secret/passwords.txt': 'secret',
      'file:///secret/a.kaiji.yaml': 'kaiji: evidence/v1\n',
    });
    expect(asked, path).toEqual([]);
  }
  const beside = await opened({
    [`${ROOT}/kaiji.yaml`]: 'kaiji: package/v1\nextends: ../secret\n',
    'file:///secret/kaiji.yaml': 'kaiji: package/v1\n',
    'file:///secret/passwords.txt': 'secret',
  });
  expect(beside.asked).toEqual(['list file:///secret', 'read file:///secret/kaiji.yaml']);
});

test('T-7 a baseline outside of its package is not read, and said', async () => {
  for (const path of [...OUTWARD.filter((one) => one !== '~' && !one.startsWith('%')), '../secret/b.json', 'x/../../b.json']) {
    const { asked, codes } = await opened({
      [`${ROOT}/kaiji.yaml`]: `kaiji: package/v1\nbaseline: '${path}'\n`,
      'file:///secret/b.json': '[]',
      'file:///b.json': '[]',
    });
    expect(asked, path).toEqual([]);
    expect(codes, path).toContain('invalid-baseline');
  }
});

test('T-1 a picture is looked for in its package only', async () => {
  const paths = [
    '../secret/a.png',
    'x/../../secret/a.png',
    '/secret/a.png',
    '//server/share/a.png',
    '\\\\server\\share\\a.png',
    'file:///secret/a.png',
    'https://evil.example/a.png',
    'C:/secret/a.png',
    '%2e%2e/secret/a.png',
    '..%2fsecret/a.png',
    'data:image/png;base64,AA',
    'figures/own.png',
  ];
  const body = paths.map((path, i) => `      ![図${i}](<${path}>)\n`).join('\n');
  const { whole } = await opened({
    [`${ROOT}/kaiji.yaml`]: 'kaiji: package/v1\n',
    [`${ROOT}/d.kaiji.yaml`]: `kaiji: disclosure/v1\nsections:\n  - id: org.audit\n    body: |\n${body}`,
  });
  const form = formsOf(whole, { language: 'ja', audience: 'internal', date: OPTIONS.date })
    .find(({ name }) => name === 'disclosure')
    ?.form()?.form;
  const uris = form ? [...blocksOf(form)].flatMap((block) => (block.is === 'picture' ? [block.uri] : [])) : [];
  expect(uris).toContain(`${ROOT}/figures/own.png`);
  expect(uris.filter((uri) => !uri.startsWith(`${ROOT}/`) || uri.includes('..') || uri.includes('secret'))).toEqual([]);
});
