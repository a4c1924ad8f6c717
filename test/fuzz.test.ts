/** The test of the fuzzer: mistakes on purpose (test/fixtures/fuzz) are found, made small, and found again by the command that is printed. What was found before is found no more. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Done } from '../fuzz/fuzz.ts';
import { read } from '../fuzz/plain.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const FOUND = /^ {2}again: npm run (fuzz -- .+)$/m;
const LEAST = /^ {2}the least of it: npm run (fuzz -- .+)$/m;

interface Ran {
  readonly status: number;
  readonly printed: string;
}

function run(...options: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['fuzz/main.mjs', '--built', ...options], { cwd: root }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, printed: stdout + stderr }),
    );
  });
}

/** A command as it was printed. */
function again(command = ''): Promise<Ran> {
  const [, , ...options] = command.split(' ');
  return run(...options.filter((option) => option !== '--built'));
}

interface Mistake {
  readonly target: string;
  readonly what: RegExp;
  /** Of the least input. */
  readonly input: unknown;
}

const mistakes: readonly Mistake[] = [
  { target: 'throws', what: /^TypeError: no … letters/, input: { text: 'xy' } },
  { target: 'hangs', what: /^hang$/, input: { text: 'xx' } },
  { target: 'outside', what: /^a range outside$/, input: { texts: ['z'] } },
  { target: 'rejects', what: /^RangeError: unheard/, input: { bytes: new Uint8Array([0]) } },
  { target: 'ends', what: /^the process ended$/, input: { parts: ['', '', '', ''] } },
];

describe('a mistake is found, made small, and found again', () => {
  test.each(mistakes)('$target', async ({ target, what, input }) => {
    const options = ['--targets', 'test/fixtures/fuzz', '--target', target, '--seed', '7'];
    const first = await run(...options, '--inputs', '12');
    expect(first.status, first.printed).toBe(1);
    const report = JSON.parse(readFileSync(`${root}dist/fuzz-fuzz/report.json`, 'utf8')) as { targets: readonly Done[] };
    const [done] = report.targets;
    expect(done?.finds).toHaveLength(1);
    expect(done?.inputs).toBeGreaterThan(0);
    const find = read(readFileSync(`${root}${done?.finds[0]}`, 'utf8'));
    expect(find).toMatchObject({ target, what: expect.stringMatching(what), seed: 7, input });

    const same = await again(FOUND.exec(first.printed)?.[1]);
    expect(same.status, same.printed).toBe(1);
    expect(same.printed).toContain((find as { what: string }).what);
    const least = await again(LEAST.exec(first.printed)?.[1]);
    expect(least.status, least.printed).toBe(1);
  });

  test('what takes more memory than there is is told of', async () => {
    const { status, printed } = await run('--targets', 'test/fixtures/fuzz', '--target', 'fills', '--seed', '7', '--input', '0');
    expect([status, printed]).toEqual([1, expect.stringContaining('the process ended')]);
  });

  test.runIf(process.platform !== 'win32')('what is ended by force leaves no files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kaiji-fuzz-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    vi.stubEnv('TMPDIR', folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { printed } = await run('--targets', 'test/fixtures/fuzz', '--target', 'leaves', '--inputs', '1');
    expect(printed).toContain('hang');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('and nothing where there is none', async () => {
    const { status, printed } = await run('--targets', 'test/fixtures/fuzz', '--target', 'sound', '--inputs', '12');
    expect(status, printed).toBe(0);
    expect(printed).toMatch(/^sound +12/m);
  });

  test('a target there is not, and half a command, are refused', async () => {
    for (const options of [
      ['--target', 'x'],
      ['--seed', 'x'],
      ['--seconds', '0'],
      ['--input', '1'],
    ])
      expect((await run(...options)).status, options.join(' ')).toBe(2);
  });
});

const kept = new URL('../fuzz/finds/', import.meta.url);
const finds = existsSync(kept) ? readdirSync(kept).filter((name) => name.endsWith('.json')) : [];

test(`what was found and mended (${finds.length} in fuzz/finds) is found no more`, async () => {
  const { status, printed } = await run(
    ...finds.flatMap((name) => ['--find', `fuzz/finds/${name}`]),
    ...(finds.length > 0 ? [] : ['--help']),
  );
  expect(status, printed).toBe(0);
});
