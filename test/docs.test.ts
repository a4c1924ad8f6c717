/** What is written down agrees with what is: the rules' page, the dependencies, the files the extension ships. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../core/rules/registry.ts';
import type { RuleDocs } from '../core/rules/rule.ts';
import { writtenFrom } from '../scripts/docs/written.mjs';
import { bundled } from './support/catalogs.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const pages = JSON.parse(read('dist/catalogs/rules.json')) as Readonly<Record<string, RuleDocs>>;
const given = { rules, pages, read };
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'scripts',
  Record<string, string> | undefined
>;

test.each(Object.keys(writtenFrom({ ...given, catalogs: (await bundled).catalogs })))(
  '%s is what `npm run docs` writes',
  async (path) => {
    expect(read(path)).toBe(writtenFrom({ ...given, catalogs: (await bundled).catalogs })[path]);
  },
);

describe('docs/rules.md', () => {
  test.each(rules.map((rule) => [rule.code, rule] as const))('%s is documented in both languages, apart', async (code, rule) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    const docs = (await (await bundled).ruleDocs(code)) ?? { ja: '', en: '' };
    for (const language of ['ja', 'en'] as const) {
      expect(rule.summary(language)).not.toContain('\n');
      expect(docs[language]?.length).toBeGreaterThan(rule.summary(language).length);
    }
    expect(rule.summary('ja')).not.toBe(rule.summary('en'));
    expect(docs.ja).toMatch(/[ぁ-ん]/);
    expect(docs.en?.replace(/```[\s\S]*?```|`[^`\n]*`/g, '')).not.toMatch(/です|ます/);
  });
});

test('no command of README has a parenthesis a shell would stumble over', () => {
  const blocks = [...read('README.md').matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const commands = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/\s#.*$/, ''));
  expect(commands.filter((line) => /[()]/.test(line.replace(/'[^']*'|"[^"]*"/g, '')))).toEqual([]);
});

test('docs/dependencies.md gives one line to every dependency, and to nothing else', () => {
  const documented = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
  expect(documented.sort()).toEqual(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort());
});

describe('README', () => {
  const readme = read('README.md');

  test('names scripts that exist', () => {
    const scripts = [...readme.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)]
      .map((match) => match[1] as string)
      .filter((name) => name !== 'ci' && name !== 'link');
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((name) => !manifest.scripts?.[name])).toEqual([]);
  });

  test('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] as string);
    // Screenshots come from the end-to-end run.
    expect(links.filter((path) => !path.startsWith('docs/images/') && !existsSync(new URL(path, root)))).toEqual([]);
  });
});
