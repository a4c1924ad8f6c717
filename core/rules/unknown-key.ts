import { distance } from 'fastest-levenshtein';
import { fixed, type Localized, message } from '../language.ts';
import { memoized } from '../model/field.ts';
import { type KindName, schemaAt } from '../model/schema.ts';
import { fitsAt, type Problem, pathOf, problemsOf } from '../model/validate.ts';
import { removePair, replaceNode } from '../yaml/edit.ts';
import { asMap, hasFault, isDamaged, isEmpty, keyText, type MapNode, type Pair, walk } from '../yaml/tree.ts';
import type { EntryRule, Fix, RuleDocs } from './rule.ts';
import { didYouMean, write } from './shared/did-you-mean.ts';
import { nearest } from './shared/nearest.ts';
import { excerpt } from './shared/syntax-place.ts';

const unknown = message<{ key: string; hint: Localized }>({
  ja: ({ key, hint }) => `「${key}」というキーはここでは使えません。${hint('ja')}つづりを確かめるか、不要なら削除してください。`,
  en: ({ key, hint }) => `There is no key "${key}" here. ${hint('en')}Check its spelling, or remove it.`,
});

const nameless = fixed(
  'キーが空です。キーを書くか、不要なら削除してください。',
  'This key is empty. Write what it is, or remove it.',
);

const remove = message<{ key: string }>({
  ja: ({ key }) => `「${key}」を削除する`,
  en: ({ key }) => `Remove ${key === key.trim() ? key : `"${key}"`}`,
});

const removeNameless = fixed('空のキーを削除する', 'Remove the empty key');

interface Data {
  readonly map: MapNode;
  readonly pair: Pair;
  readonly names: readonly string[];
  /** Where the mapping stands. */
  readonly kind: KindName;
  readonly path: Problem['path'];
}

export const docs: RuleDocs = {
  ja: '決められていないキーの内容は、検査にも書き出しにも使われません。多くは、つづりの誤りか、字下げの誤りで別の項目の中に入ったものです。近いつづりのキーをクイックフィックスで提案します。日本語で書いたキー（`回答:` など）も、対応する英語のキーに直せます。',
  en: 'What stands under an unknown key is used nowhere. Mostly it is a misspelling, or an indentation that puts the key into another item. Quick fixes offer the keys that come near; a key written in Japanese (`回答:`) can be turned into the English one.',
};

export const unknownKey: EntryRule = {
  code: 'unknown-key',
  severity: 'error',
  scope: 'entry',
  summary: fixed('この場所では使えないキー', 'A key this place does not have'),
  *check(entry) {
    const { kind } = entry.document;
    if (!kind) return;
    for (const problem of problemsOf(entry)) {
      const key = problem.params.additionalProperty;
      const map = asMap(problem.node);
      if (!map || typeof key !== 'string') continue;
      const path = pathOf(entry, problem.path);
      const names = candidates(key, map, Object.keys(schemaAt(kind, path)?.properties ?? {}), (name) =>
        labelOf(schemaAt(kind, [...path, name])?.description),
      );
      const said = key.trim() === '' ? nameless : unknown({ key: shown(key), hint: didYouMean(names) });
      // The schema names a key once, however often it stands there; each is a place to mend.
      for (const pair of pairsByKey(map).get(key) ?? []) {
        if (isBroken(pair)) continue;
        const data: Data = { map, pair, names, kind, path };
        yield { at: pair.key, message: said, data };
      }
    }
  },
  fixes(finding, { file }) {
    const { map, pair, names, kind, path } = finding.data as Data;
    const key = keyText(pair) ?? '';
    const removal = key.trim() === '' ? removeNameless : remove({ key: shown(key) });
    const edit = (title: Localized, splice: ReturnType<typeof replaceNode>, preferred: boolean): Fix => ({
      title,
      edits: [{ uri: file.uri, splices: [splice] }],
      preferred,
    });
    // What has an anchor may be read elsewhere too.
    const isShared = [...walk(pair.value)].some(({ anchor }) => anchor !== undefined);
    const renamed = names.map((name, i) => ({ name, preferred: i === 0 }));
    return [
      ...renamed
        .filter(({ name }) => isUnread(pair) || fitsAt(kind, [...path, name], pair.value))
        .map(({ name, preferred }) => edit(write({ name }), replaceNode(file, pair.key, name), preferred)),
      ...(isShared ? [] : [edit(removal, removePair(file, map, pair), false)]),
    ];
  },
};

/** Keys of the schema not used yet: the one meant, where case, a Japanese name or a slip of the keyboard tells; else those whose spelling comes near. */
function candidates(
  key: string,
  map: MapNode,
  known: readonly string[],
  label: (name: string) => string | undefined,
): readonly string[] {
  // Not those which another key, or this one written twice, is or would be: that would be duplicate-key's.
  const taken = keysTaken(map);
  const own = plainKey(key);
  const free = known.filter((name) => (taken.get(name) ?? 0) <= (name === own ? 1 : 0));
  const plain = own.toLowerCase();
  if (plain === '' || known.includes(plain)) return free.filter((name) => name === plain);
  const described = free.filter((name) => label(name) === plain);
  if (described.length > 0) return described.slice(0, 3);
  const near = nearest(plain, free);
  const slips = near.filter((name) => isSlip(plain, name));
  return slips.length === 1 ? slips : near;
}

/** The pairs of a mapping with something behind their key, by its text. */
const pairsByKey = memoized((map: MapNode) => {
  const pairs = new Map<string, Pair[]>();
  for (const pair of map.pairs) {
    const key = keyText(pair);
    if (key === undefined || isEmpty(pair.value)) continue;
    const equal = pairs.get(key);
    if (equal) equal.push(pair);
    else pairs.set(key, [pair]);
  }
  return pairs;
});

/** How many keys of a mapping are the same, spaces and width aside. */
const keysTaken = memoized((map: MapNode) => {
  const counts = new Map<string, number>();
  for (const pair of map.pairs) {
    const key = plainKey(keyText(pair) ?? '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
});

/** As duplicate-key compares them. */
function plainKey(key: string): string {
  return key.trim().normalize('NFKC');
}

/** A key as it is quoted in a message: with the spaces at its ends, which may be all that is wrong. */
function shown(key: string): string {
  return [...key].length > 40 || /[\r\n]/.test(key) ? excerpt(key, 40) : key;
}

function labelOf(description: string | undefined): string | undefined {
  return description
    ?.split(/[（(。、・]/)[0]
    ?.normalize('NFKC')
    .toLowerCase();
}

/** One character too many, too few or wrong, or two that changed places. */
function isSlip(typed: string, name: string): boolean {
  if (Math.min(typed.length, name.length) < 3) return false;
  if (distance(typed, name) === 1) return true;
  const at = [...name].findIndex((character, i) => character !== typed[i]);
  return at >= 0 && typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2) === name;
}

/** What stands under the key could not be read: it may well be what is wanted. */
function isUnread({ value }: Pair): boolean {
  return value !== undefined && isDamaged(value);
}

/** Lines the parser ran together make a key nobody wrote. */
function isBroken({ key }: Pair): boolean {
  return hasFault(key.block, key.start, key.end + 1);
}
