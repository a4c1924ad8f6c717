/** No regular expression of ours may take more than linear time: authors paste anything, and a hung server helps nobody. */
import { readdirSync, readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const ROOT = new URL('../', import.meta.url);
const FOLDERS = ['core', 'convert', 'cli', 'server', 'client'];

/** Too cautious a verdict of the checker, or a text that cannot be long: pattern → why it may stay. */
const ALLOWED: ReadonlyMap<string, string> = new Map();

interface Expression {
  readonly pattern: string;
  readonly flags: string;
  /** Where it stands; the first file of several. */
  readonly file: string;
}

function sources(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  ).sort();
}

/** Files that build an expression while they run, out of a few known characters or a pattern of the schemas: file → how many there are, and of what. */
const BUILT_LATER: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['core/features/cursor.ts', [1, 'a quotation mark']],
  ['core/model/schema-errors.ts', [1, 'what the schemas demand']],
  ['core/rules/invalid-value.ts', [2, 'what the schemas demand']],
  ['core/yaml/conflict.ts', [1, 'a character of a conflict marker']],
]);

/** How many expressions a file builds from text. */
function builtIn(file: string): number {
  return readFileSync(new URL(file, ROOT), 'utf8').match(/\bRegExp\(/g)?.length ?? 0;
}

/** The expressions that programs put together out of constants when they are loaded. */
async function builtOnLoading(files: readonly string[]): Promise<readonly Expression[]> {
  const found: Expression[] = [];
  const original = globalThis.RegExp;
  // Where a file is found out: the stack is put in words by expressions of the test runner.
  let looking = false;
  try {
    for (const file of files) {
      globalThis.RegExp = new Proxy(original, {
        construct(target, [pattern, flags]: [string | RegExp, string?]) {
          const made = new target(pattern, flags);
          // A file may be loaded by one before it.
          if (looking) return made;
          looking = true;
          const [, by] = new Error().stack?.match(new original(`${ROOT.pathname}((?:core|convert)/[\\w./-]+\\.ts)`)) ?? [];
          looking = false;
          found.push({ pattern: made.source, flags: made.flags, file: by ?? file });
          return made;
        },
      });
      await import(new URL(file, ROOT).pathname);
    }
  } finally {
    globalThis.RegExp = original;
  }
  return found;
}

/** The literals of a program. */
function literalsIn(file: string): readonly Expression[] {
  const { code } = transformSync(readFileSync(new URL(file, ROOT), 'utf8'), { loader: 'ts', charset: 'utf8' });
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { regex } = node as { readonly regex?: { readonly pattern: string; readonly flags: string } };
    if (regex) found.push({ ...regex, file });
    else for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code));
  return found;
}

/** What the schemas demand of values. */
function patternsOfSchemas(): readonly Expression[] {
  return readdirSync(new URL('schemas', ROOT))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const text = readFileSync(new URL(`schemas/${name}`, ROOT), 'utf8');
      return [...text.matchAll(/"pattern":\s*("(?:[^"\\]|\\.)*")/g)].map(([, pattern = '']) => ({
        pattern: JSON.parse(pattern) as string,
        flags: 'u',
        file: `schemas/${name}`,
      }));
    });
}

const all = new Map<string, Expression>();
const building = sources().filter((file) => builtIn(file) > 0);
const built = await builtOnLoading(building.filter((file) => !BUILT_LATER.has(file)));
for (const one of [...sources().flatMap(literalsIn), ...built, ...patternsOfSchemas()]) {
  const name = `/${one.pattern}/${one.flags}`;
  if (!all.has(name)) all.set(name, one);
}

describe('regular expressions', () => {
  type Check = typeof import('recheck').checkSync;
  let check: Check;
  beforeAll(async () => {
    // In this process, without the native programs that not every platform has.
    process.env.RECHECK_BACKEND = 'pure';
    ({ checkSync: check } = await import('recheck'));
  });
  /** Counted in steps rather than time: the same verdict on every machine. */
  const verdict = (pattern: string, flags: string) =>
    check(pattern, flags, { timeout: null, attackTimeout: null, incubationTimeout: null });

  test('the checker tells them apart', () => {
    expect(verdict('^a+b', '').status).toBe('safe');
    expect(verdict('(?:a+)+$', '').status).toBe('vulnerable');
    expect(verdict('\\s+$', '').status).toBe('vulnerable');
  });

  test('they are found', () => {
    expect(all.size).toBeGreaterThan(150);
    expect([...all.values()].some(({ file }) => file.startsWith('schemas/'))).toBe(true);
  });

  test('none is built where it is not seen', () => {
    expect(building.filter((file) => BUILT_LATER.has(file)).map((file) => [file, builtIn(file)])).toEqual(
      [...BUILT_LATER].map(([file, [count]]) => [file, count]),
    );
    for (const file of building.filter((one) => !BUILT_LATER.has(one)))
      expect(built.filter((one) => one.file === file).length, `${file} builds expressions while it runs`).toBeGreaterThanOrEqual(
        builtIn(file),
      );
  });

  test('each is linear', { timeout: 300_000 }, async () => {
    const slow: string[] = [];
    for (const [name, { pattern, flags, file }] of all) {
      // The test runner gives a worker up that does not answer for a minute.
      await new Promise(setImmediate);
      const found = verdict(pattern, flags);
      if (found.status !== 'safe' && !ALLOWED.has(pattern))
        slow.push(
          `${file}: ${name} ${found.status === 'vulnerable' ? `${found.complexity.summary}: ${found.attack.pattern}` : found.status}`,
        );
    }
    expect(slow).toEqual([]);
  });

  test('what is allowed is still there', () => {
    const patterns = new Set([...all.values()].map(({ pattern }) => pattern));
    expect([...ALLOWED.keys()].filter((pattern) => !patterns.has(pattern))).toEqual([]);
  });
});
