/** `kaiji check --jobs`: the same report from any number of threads, whatever happens in one of them, and no more than one package at a time. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkHere } from '../cli/check/jobs.ts';
import type { Outcome } from '../cli/check/package-report.ts';
import type { Console } from '../cli/command.ts';
import { Progress } from '../cli/progress.ts';
import type { Session } from '../cli/session.ts';
import { Workspace } from '../core/package/workspace.ts';
import { bundled } from './support/catalogs.ts';
import { MemoryIo } from './support/memory-io.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const SHIFT_JIS = new Uint8Array([0x6b, 0x3a, 0x20, 0x93, 0xfa, 0x96, 0x7b]);

const checklist = (catalog: string, ...entries: string[]) =>
  `kaiji: checklist/v1\ncatalog: ${catalog}\nanswers:\n${entries.join('')}`;
const answer = (control: string, more = '') =>
  `  - control: ${control}\n    status: 対応済\n    answer: 規程に定めています。\n${more}`;
const part = (i: number) => `part-${String(i).padStart(2, '0')}`;

/** A tree in which packages are in packages, build on others, are broken, and cannot be read. */
const TREE: Readonly<Record<string, string | Uint8Array>> = {
  'alone.kaiji.yaml': checklist('medcloud-checklist', answer('CL-999')),
  'base/kaiji.yaml': 'kaiji: package/v1\n',
  'base/statements.kaiji.yaml': 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 施錠しています。 }\n',
  'base/sjis.kaiji.yaml': SHIFT_JIS,
  'base/inner/kaiji.yaml': 'kaiji: package/v1\nlanguage: en\n',
  'base/inner/checklist.kaiji.yaml': checklist('medcloud-checklist', answer('CL-998')),
  'shared/own.kaiji.yaml': 'kaiji: catalog/v1\nid: own\nprefix: OW\ntitle: 自前\ncontrols:\n  - { id: OW-1, title: 施錠 }\n',
  'zz/unlisted.yaml': checklist('own', answer('OW-7')),
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => i + 1).flatMap((i) => [
      [`${part(i)}/kaiji.yaml`, `kaiji: package/v1\n${i % 2 ? 'inherits: [../base]\n' : 'extends: ../base\n'}`],
      [
        `${part(i)}/a.kaiji.yaml`,
        checklist('medcloud-checklist', ...Array.from({ length: 30 }, (_, at) => answer(`CL-${at + i}`))),
      ],
      [`${part(i)}/b.kaiji.yaml`, checklist('own', answer('OW-1', `    from: base#st-a\n    use: [st-${i}]\n`), answer('OW-9'))],
    ]),
  ),
  'part-03/c.kaiji.yaml': 'kaiji: checklist/v1\nanswers: [\n  - "\n',
  'part-05/c.kaiji.yaml': SHIFT_JIS,
  'user/text.kaiji.yaml': 'kaiji: catalog/v1\nid: mine\nprefix: MI\ntitle: 利用者の\ncontrols:\n  - { id: MI-1, title: 消灯 }\n',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-jobs-'));
  for (const [path, content] of Object.entries(TREE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function check(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: folder, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'check', '--date', '2026-10-01', ...args], options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, stdout, stderr });
    });
  });
}

describe('the report is the same from one job and from several', () => {
  test.each<[string, number, RegExp, Record<string, string>?]>([
    ['', 2, /part-01\/a\.kaiji\.yaml\n[\s\S]*\[missing-control\][\s\S]*\d+ファイル: 指摘/],
    ['--format json', 2, /^\{\n {2}"version": 1,\n {2}"files": \[\n {4}\{\n {6}"path": "alone\.kaiji\.yaml"/],
    ['--format json --expand part-01 part-02 zz/unlisted.yaml', 1, /"path": "zz\/unlisted\.yaml"/],
    ['--lang en --fail-on warning part-06', 1, /findings/],
    ['part-06/a.kaiji.yaml part-07/a.kaiji.yaml', 0, /part-06[\s\S]*part-07/],
    ['--rule missing-evidence=error part-06/a.kaiji.yaml part-07/a.kaiji.yaml', 1, /part-06[\s\S]*part-07/],
    ['part-02/a.kaiji.yaml part-01/b.kaiji.yaml', 1, /part-01\/b[\s\S]*part-02\/a/],
    ['part-01 part-02', 1, /OW-9/, { KAIJI_CATALOGS: 'shared' }],
    ['shared', 0, /1ファイル/],
    ['nowhere', 2, /^$/],
  ])('kaiji check %s', async (line, status, expected, env) => {
    const args = line.split(' ').filter(Boolean);
    const alone = await check(['--jobs', '1', ...args], env);
    expect(alone).toMatchObject({ status, stdout: expect.stringMatching(expected) });
    expect(await check(['--jobs', '3', ...args], env)).toEqual(alone);
  });

  test('files come in order of path, whichever package they are of, and what cannot be read is said once', async () => {
    const { stdout, stderr } = await check(['--jobs', '3', '--format', 'json']);
    const report = JSON.parse(stdout);
    expect(stdout).toBe(`${JSON.stringify(report, null, 2)}\n`);
    const paths = report.files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(
      Object.entries(TREE)
        .filter(([path, content]) => typeof content === 'string' && path.endsWith('kaiji.yaml'))
        .map(([path]) => path)
        .sort(),
    );
    expect(report.summary.files).toBe(paths.length);
    expect(stderr.match(/^kaiji: (base\/sjis|part-05\/c)\.kaiji\.yaml: .*UTF-8.*$/gm)).toHaveLength(2);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });
});

test.each(['0', '-1', '2.5', 'many', '257', ''])('--jobs=%s is refused in one line', async (jobs) => {
  const { status, stdout, stderr } = await check([`--jobs=${jobs}`]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^kaiji check: --jobs [^\n]*1から256まで[^\n]*\n$/);
});

describe('a thread that dies', () => {
  /** Something that happens in threads only, when they come to part-04. */
  const preload = (what: string) => {
    const path = join(folder, 'preload.cjs');
    const body = `const files = require('node:fs/promises');
      const { open } = files;
      files.open = (path, ...rest) => {
        if (!String(path).includes('part-04')) return open(path, ...rest);
        ${what}
      };`;
    writeFileSync(path, `if (!require('node:worker_threads').isMainThread) { ${body} }`);
    return `--require ${JSON.stringify(path)}`;
  };

  test.each<[string, string, string, RegExp, RegExp]>([
    ['ends', 'process.exit(7);', '', /状態 7/, /status 7/],
    [
      'throws',
      "setImmediate(() => { throw new Error('broken\\nwire'); }); return new Promise(() => {});",
      '',
      /broken/,
      /broken/,
    ],
    [
      'takes all the memory',
      'const hoard = []; for (;;) hoard.push(Array.from({ length: 1000 }, () => ({})));',
      '--max-old-space-size=64',
      /メモリが足りません/,
      /out of memory/,
    ],
  ])('%s: its package is named, the others are reported', async (_, what, option, ja, en) => {
    const env = { NODE_OPTIONS: `${option} ${preload(what)}`.trim() };
    const pathsIn = (stdout: string) => JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
    const args = ['--format', 'json', 'part-01', 'part-02', 'part-04', 'part-06', 'part-08'];
    const whole = pathsIn((await check(['--jobs', '1', ...args])).stdout);
    for (const [language, reason] of [
      ['ja', ja],
      ['en', en],
    ] as const) {
      const { status, stdout, stderr } = await check(['--jobs', '2', '--lang', language, ...args], env);
      expect(status, stderr).toBe(2);
      const told = stderr.split('\n').filter((line) => line.startsWith('kaiji: part-04: '));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(reason);
      expect(pathsIn(stdout)).toEqual(whole.filter((path: string) => !path.startsWith('part-04/')));
    }
  });

  test('before it begins: nothing is printed, and the way out is said', async () => {
    writeFileSync(
      join(folder, 'preload.cjs'),
      "if (!require('node:worker_threads').isMainThread) throw new Error('no threads here');",
    );
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(join(folder, 'preload.cjs'))}` };
    const { status, stdout, stderr } = await check(['--jobs', '2', '--format', 'json', 'part-01', 'part-02'], env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^kaiji check: [^\n]*no threads here[^\n]*--jobs 1[^\n]*\n$/);
  });
});

const out: Console = {
  language: 'en',
  languageAsked: undefined,
  languageOfEnvironment: undefined,
  colour: false,
  watched: true,
  isTerminal: true,
  print: () => {},
  error: () => {},
};

test('without threads too a package that fails is told and the next one is checked', async () => {
  const packageOf = (uri: string) => Promise.reject(new Error(`lost ${uri}`));
  const session = { workspace: { packageOf } } as unknown as Session;
  const units = ['a', 'b'].map((path) => ({ path, uris: [`file:///${path}`] }));
  const order = {
    options: { date: '2026-10-01' },
    format: 'json',
    look: { colour: false, failOn: 'error' },
    language: undefined,
    fallback: 'en',
  } as const;
  const outcomes: Outcome[] = [];
  await checkHere(units, session, order, out, (_, outcome) => outcomes.push(outcome));
  expect(outcomes.map(({ report }) => report)).toEqual([undefined, undefined]);
  expect(outcomes.flatMap(({ troubles }) => troubles.map(({ text }) => text))).toEqual([
    expect.stringMatching(/^a: .*lost file:\/\/\/a/),
    expect.stringMatching(/^b: .*lost file:\/\/\/b/),
  ]);
});

test('a package released is read again when asked for, what it builds on is not', async () => {
  const files = new Map(
    Object.entries({
      'base/kaiji.yaml': 'kaiji: package/v1\n',
      'base/statements.kaiji.yaml': 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 施錠しています。 }\n',
      'a/kaiji.yaml': 'kaiji: package/v1\nextends: ../base\n',
      'b/kaiji.yaml': 'kaiji: package/v1\ninherits: [../base]\n',
      'c/kaiji.yaml': 'kaiji: package/v1\n',
    }).map(([path, text]) => [`file:///w/${path}`, text]),
  );
  const reads: string[] = [];
  class Noting extends MemoryIo {
    override read(uri: string) {
      reads.push(uri.slice('file:///w/'.length));
      return super.read(uri);
    }
  }
  const workspace = new Workspace(new Noting(files), (await bundled).catalogs);
  const readFor = async (...packages: string[]) => {
    for (const one of packages) workspace.release(await workspace.packageOf(`file:///w/${one}/kaiji.yaml`));
    return reads.splice(0);
  };
  expect(await readFor('a', 'b', 'a')).toEqual([
    'a/kaiji.yaml',
    'base/kaiji.yaml',
    'base/statements.kaiji.yaml',
    'b/kaiji.yaml',
    'a/kaiji.yaml',
  ]);
  expect(await readFor('c', 'a')).toEqual(['c/kaiji.yaml', 'a/kaiji.yaml', 'base/kaiji.yaml', 'base/statements.kaiji.yaml']);
});

describe('progress', () => {
  const shown = (watched: boolean, times: readonly number[]) => {
    let screen = '';
    let at = 0;
    const write = (text: string) => {
      screen += text;
    };
    const progress = new Progress({ ...out, watched, print: write, error: write }, () => at);
    for (const [i, time] of times.entries()) {
      at = time;
      progress.console.print(`report ${i}\n`);
      progress.step(times.length);
    }
    progress.clear();
    return screen;
  };
  const reports = (count: number) => Array.from({ length: count }, (_, i) => `report ${i}\n`).join('');

  test.each([
    ['comes after half a second', [499, 500], `${reports(2)}\rChecking… 2/2 packages\r${' '.repeat(23)}\r`],
    ['makes way for what is printed', [500, 501], `report 0\n\rChecking… 1/2 packages\r${' '.repeat(23)}\rreport 1\n`],
  ])('%s', (_, times, screen) => expect(shown(true, times)).toBe(screen));

  test('is nothing where nobody watches', () => expect(shown(false, [0, 700, 1400])).toBe(reports(3)));
});
