/** How a control compares with what is typed: by number and by words of its title, category and parts. Used by completion and search. */
import { type Control, categoryOf } from './control.ts';
import { idKey } from './id.ts';

/** How well a control matches what is typed, lower is better; undefined where it does not. 0–1 by number, 2 by alias, 3 in the title, 4 elsewhere. */
export function matcherOf(query: string): (control: Control) => number | undefined {
  const typed = compact(query);
  const words = fold(query).split(/\s+/).filter(Boolean);
  return (control) => {
    const keys = keysOf(control);
    if (typed === '') return 1;
    if (keys.id === typed || keys.number === typed) return 0;
    if (keys.id.startsWith(typed) || keys.number.startsWith(typed)) return 1;
    if (keys.aliases.some((alias) => alias.startsWith(typed))) return 2;
    if (words.every((word) => keys.title.includes(word))) return 3;
    return words.every((word) => keys.all.includes(word) || startsNumber(keys, word)) ? 4 : undefined;
  };
}

function startsNumber({ id, number }: Keys, word: string): boolean {
  const typed = compact(word);
  return typed !== '' && (id.startsWith(typed) || number.startsWith(typed));
}

/** What a control is found by, each as it is compared. */
export interface Keys {
  readonly id: string;
  readonly number: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly all: string;
}

const cache = new WeakMap<Control, Keys>();

/** Made once a control. */
export function keysOf(control: Control): Keys {
  let keys = cache.get(control);
  if (!keys) {
    const id = compact(control.id);
    const title = fold(`${control.title.ja}\n${control.title.en ?? ''}`);
    const parts = control.parts.map(({ ja = '', en = '' }) => `${ja}\n${en}`);
    keys = {
      id,
      number: idKey(control.id, []).number.replace(/^[A-Z]+-/, ''),
      aliases: control.aliases.map(compact),
      title,
      all: `${title}\n${fold([categoryOf(control), ...parts, ...control.aliases].join('\n'))}`,
    };
    cache.set(control, keys);
  }
  return keys;
}

/** The comparison key of an ID, perhaps half typed, without the dash behind its prefix: `ｃｌ－０９` → `CL9`; `CL-0` → `CL`, for it may become that. */
export function compact(typed: string): string {
  return idKey(typed, [])
    .number.replace(/^([A-Z]+)-/, '$1')
    .replace(/^([A-Z]+)0+(?=[0-9]|$)/, '$1');
}

/**
 * Text as it is compared: NFKC, lower case, katakana as hiragana, small kana as large (ランサムウエア is ランサムウェア), and no long vowel mark at the end of a word of
 * three sounds or more, which some leave out (JIS Z 8301: サーバ is サーバー, キー stays).
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60))
    .replace(/[ぁぃぅぇぉっゃゅょゎゕゖ]/g, (char) => LARGE[char] ?? char)
    .replace(/(?<=[ぁ-んー]{3})ー(?![ぁ-んー])/g, '');
}

const LARGE: Readonly<Record<string, string>> = {
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
  っ: 'つ',
  ゃ: 'や',
  ゅ: 'ゆ',
  ょ: 'よ',
  ゎ: 'わ',
  ゕ: 'か',
  ゖ: 'け',
};
