/** Everything a person reads is there in Japanese and in English: what VS Code shows of the manifest, what the client says, what the server says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  isInOneLanguage,
  isShown,
  isThrown,
  JAPANESE,
  literalsIn,
  NAMES,
  placeholders,
  translationsIn,
} from './support/shown-words.ts';
import { FILLED, literalText, placeOf, sourcesOf } from './support/sources.ts';
import { OTHERS, pairsIn, termsMissing } from './support/terms.ts';

const json = (path: string) =>
  JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')) as Readonly<Record<string, unknown>>;

describe('the manifest', () => {
  const manifest = json('package.json');
  const texts = { en: json('package.nls.json'), ja: json('package.nls.ja.json') };
  const used = [...new Set(stringsIn(manifest).flatMap(({ text }) => /^%(.+)%$/.exec(text)?.slice(1) ?? []))];

  test.each(['en', 'ja'] as const)('%s has every key and none that is unused', (language) => {
    expect(Object.keys(texts[language]).sort()).toEqual([...used].sort());
  });

  test.each(used)('%s is in both languages, with the same placeholders, code and links', (key) => {
    const { en, ja } = { en: String(texts.en[key]), ja: String(texts.ja[key]) };
    expect(en.trim()).not.toBe('');
    // What a rule is about may be a Japanese word.
    if (key.startsWith('rule.')) expect(en).toMatch(/\p{Script=Latin}{3}/u);
    else expect(en).not.toMatch(JAPANESE);
    if (!NAMES.has(en)) expect(ja).toMatch(JAPANESE);
    const marks = (text: string) => [...placeholders(text), ...(text.match(/`[^`]*`|\]\([^)]*\)|\$\([\w~-]+\)/g) ?? [])].sort();
    expect(marks(ja)).toEqual(marks(en));
  });

  test('no text that VS Code shows is written into it', () => {
    const { contributes, capabilities } = manifest;
    const shown = stringsIn({ contributes, capabilities }).filter(({ path }) =>
      /(title|[dD]escriptions?|label|\bname|contents|category|shortTitle|alt|detail|deprecationMessage)(\.\d+)?$/.test(path),
    );
    // What tasks call a matcher is an identifier.
    const texts = shown.filter(({ path }) => !/problemMatchers\.\d+\.name$/.test(path));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter(({ text }) => !/^%.+%$/.test(text) && !NAMES.has(text))).toEqual([]);
  });
});

describe('the client', () => {
  const sources = sourcesOf('client');
  const bundle = json('l10n/bundle.l10n.ja.json') as Readonly<Record<string, string>>;
  const calls = sources.flatMap((source) =>
    translationsIn(source).map((call) => {
      const [text, ...fillings] = call.arguments;
      return { text: (text && literalText(text)) ?? FILLED, fillings: fillings.length, place: placeOf(call, source) };
    }),
  );

  test('translates texts that stand in the source as they are: others would be looked up, and missed, unseen', () => {
    expect(calls.length).toBeGreaterThan(50);
    expect(calls.filter(({ text }) => text.includes(FILLED)).map(({ place }) => place)).toEqual([]);
  });

  test('has each in the Japanese bundle with the same placeholders, and none there is left over', () => {
    expect(Object.keys(bundle).sort()).toEqual([...new Set(calls.map(({ text }) => text))].sort());
    for (const [en, ja] of Object.entries(bundle)) {
      expect(placeholders(ja), en).toEqual(placeholders(en));
      if (/[a-z]{2}/.test(en)) expect(ja, en).toMatch(JAPANESE);
    }
  });

  test('fills in as many texts as there are places', () => {
    const wrong = calls.filter(({ text, fillings }) => new Set(placeholders(text)).size !== fillings);
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  test('says nothing that is not translated', () => {
    const untranslated = sources.flatMap((source) => literalsIn(source).filter((literal) => isShown(literal, source)));
    expect(untranslated.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });
});

describe('the server', () => {
  const sources = sourcesOf('server');

  test('says nothing in one language alone', () => {
    const alone = sources.flatMap((source) => literalsIn(source).filter((literal) => isInOneLanguage(literal, source)));
    expect(alone.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });

  test('what it throws, and its layers below, is for its log', () => {
    const thrown = [...sources, ...sourcesOf('core'), ...sourcesOf('convert')].flatMap((source) =>
      literalsIn(source)
        .filter((literal) => literal.text.includes(' ') && isThrown(literal, source))
        .map(({ text }) => `${source.path}: ${text.replaceAll(FILLED, '…')}`),
    );
    // Whoever adds to these makes sure that nobody is shown it: it is caught and said otherwise, or it is a mistake of ours.
    expect(thrown.sort()).toEqual([
      'convert/export/export.ts: no model …',
      'core/check/file-findings.ts: nothing was said',
      'core/check/next-ledger.ts: nothing was said',
      'core/check/recorder.ts: table … is not among those the rule reads',
      'core/scaffold/documents/frame.ts: unknown catalog: …',
      'core/scaffold/package.ts: a package without sheets',
      'core/scaffold/statement.ts: a document of statements is a mapping',
      'core/text/text.ts: overlapping splices',
      'core/yaml/block.ts: block of another version',
      'server/disk.ts: not a regular file: …',
      'server/disk.ts: outside the package: …',
      'server/disk.ts: too large: …',
      'server/documents.ts: a text is expected, not …',
      'server/earlier-io.ts: no such file: …',
      'server/requests.ts: …: "folder" is no URI',
      'server/web.ts: cannot read …',
    ]);
  });
});

describe('one thing has one name', () => {
  const texts = { en: json('package.nls.json'), ja: json('package.nls.ja.json'), client: json('l10n/bundle.l10n.ja.json') };
  const pairs = [
    ...Object.keys(texts.ja).map((key) => ({ en: String(texts.en[key]), ja: String(texts.ja[key]), place: key })),
    ...Object.entries(texts.client).map(([en, ja]) => ({ en, ja: String(ja), place: 'the client' })),
    ...['core', 'convert', 'server', 'cli'].flatMap((folder) => sourcesOf(folder).flatMap(pairsIn)),
  ];

  test('in Japanese where English has a term', () => {
    expect(pairs.length).toBeGreaterThan(500);
    // Pages of several lines are put otherwise in each language.
    const short = pairs.filter(({ en }) => !en.includes('\n'));
    const missing = short.flatMap((pair) => termsMissing(pair).map((term) => `${pair.place} (${term}): ${pair.en} / ${pair.ja}`));
    expect(missing).toEqual([]);
  });

  test('and is called nothing else', () => {
    const others = pairs.filter(({ ja }) => OTHERS.test(ja.replace(/`[^`]*`|「[^」]*」/g, '')));
    expect(others.map(({ place, ja }) => `${place}: ${ja}`)).toEqual([]);
  });
});

/** Every string in a value with the keys that lead to it, joined by dots. */
function stringsIn(value: unknown, path = ''): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, path === '' ? key : `${path}.${key}`));
}
