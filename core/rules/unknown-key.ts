import { distance } from 'fastest-levenshtein';
import { fixed, type Localized, message } from '../language.ts';
import { schemaAt } from '../model/schema.ts';
import { pathOf, problemsOf } from '../model/validate.ts';
import { removePair, replaceNode } from '../yaml/edit.ts';
import { asMap, hasFault, keyText, type MapNode, type Pair, pairOf, walk } from '../yaml/tree.ts';
import type { EntryRule, Fix, RuleDocs } from './rule.ts';
import { didYouMean, write } from './shared/did-you-mean.ts';
import { nearest } from './shared/nearest.ts';
import { excerpt } from './shared/syntax-place.ts';

const unknown = message<{ key: string; hint: Localized }>({
  ja: ({ key, hint }) => `「${key}」というキーはここでは使えません。${hint('ja')}つづりを確かめるか、不要なら削除してください。`,
  en: ({ key, hint }) => `There is no key "${key}" here. ${hint('en')}Check its spelling, or remove it.`,
});

const remove = message<{ key: string }>({
  ja: ({ key }) => `「${key}」を削除する`,
  en: ({ key }) => `Remove ${key}`,
});

interface Data {
  readonly map: MapNode;
  readonly pair: Pair;
  readonly names: readonly string[];
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
      const pair = pairOf(map, key);
      if (!pair || isBroken(pair)) continue;
      const path = pathOf(entry, problem.path);
      const names = candidates(key, map, Object.keys(schemaAt(kind, path)?.properties ?? {}), (name) =>
        labelOf(schemaAt(kind, [...path, name])?.description),
      );
      const data: Data = { map, pair, names };
      yield { at: pair.key, message: unknown({ key: excerpt(key, 40), hint: didYouMean(names) }), data };
    }
  },
  fixes(finding, { file }) {
    const { map, pair, names } = finding.data as Data;
    const edit = (title: Localized, splice: ReturnType<typeof replaceNode>, preferred: boolean): Fix => ({
      title,
      edits: [{ uri: file.uri, splices: [splice] }],
      preferred,
    });
    // What has an anchor may be read elsewhere too.
    const isShared = [...walk(pair.value)].some(({ anchor }) => anchor !== undefined);
    return [
      ...names.map((name, i) => edit(write({ name }), replaceNode(file, pair.key, name), i === 0)),
      ...(isShared ? [] : [edit(remove({ key: excerpt(keyText(pair) ?? '', 40) }), removePair(file, map, pair), false)]),
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
  const free = known.filter((name) => !pairOf(map, name));
  const plain = key.trim().normalize('NFKC').toLowerCase();
  const same = free.filter((name) => name === plain);
  if (same.length > 0) return same;
  const described = free.filter((name) => label(name) === plain);
  if (described.length > 0) return described.slice(0, 3);
  const near = nearest(plain, free);
  const slips = near.filter((name) => isSlip(plain, name));
  return slips.length === 1 ? slips : near;
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

/** Lines the parser ran together make a key nobody wrote. */
function isBroken({ key }: Pair): boolean {
  return hasFault(key.block, key.start, key.end + 1);
}
