/** What is written down agrees with what is: the rules' page, the dependencies, the files the extension ships. */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../core/rules/registry.ts';
import type { RuleDocs } from '../core/rules/rule.ts';
import { FEATURES } from '../scripts/docs/features.mjs';
import { commandsOf } from '../scripts/docs/readme.mjs';
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

/** What people read first, and where it leads. */
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...['first-hour', 'guide', 'command-line', 'editors', 'settings', 'security'].map((name) => `docs/${name}.md`),
];

test.each(PAGES)('no command of %s has a parenthesis a shell would stumble over', (path) => {
  const blocks = [...read(path).matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
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

  test('leads from a feature to each command, once', () => {
    const { contributes } = manifest as unknown as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const led = FEATURES.flatMap((feature) => commandsOf(feature, manifest).map(({ command }) => command));
    expect(led.sort()).toEqual(contributes.commands.map(({ command }) => command).sort());
  });

  test('tells nothing that only one language is told', () => {
    const [japanese = '', english = ''] = readme.split('<a id="english"></a>');
    const told = (text: string) => new Set(text.match(/\]\((docs\/[\w-]+\.md|[A-Z]+(?:\.md)?)/g));
    expect(told(english).size).toBeGreaterThan(5);
    expect([...told(english)].filter((link) => !told(japanese).has(link))).toEqual([]);
  });
});

describe.each(PAGES)('%s', (path) => {
  const text = read(path);
  const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]*)\)/g)].map((match) => match[1] as string);

  test('links to files and headings that exist', () => {
    const missing = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!existsSync(new URL(target, root))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).has(decodeURIComponent(anchor));
    });
    expect(missing).toEqual([]);
  });
});

/** What a link may name in a page of Markdown: its headings as GitHub names them, and what is named by hand. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]);
}
