/**
 * What changed inside a text, word by word, as a person marks it in a 新旧対照表: numbers and names in Latin letters whole, sentences not shredded. The same
 * texts give the same marks; the work is bounded, whatever the texts.
 */
import { diffArrays } from 'diff';

/** A stretch of text. Those that are not inserted make the old text, those that are not deleted the new one, without a character more or less. */
export interface Mark {
  readonly is: 'same' | 'deleted' | 'inserted';
  readonly text: string;
}

/** ISO27001, 90, 99.9, 1,000, AES-256, 2026-04-01: what is read as one. */
const WHOLE = /[\p{Script=Latin}\p{Nd}]+(?:[.,:_/%+-][\p{Script=Latin}\p{Nd}]+)*/gu;
/** A sentence with the mark that ends it, or a line with its break. */
const SENTENCES = /[^。．\n]*(?:[。．]|\n|$)/gu;
/** Words of Japanese are told apart by the platform's dictionary; where it has none, by the script they are written in. */
const SCRIPTS = /\p{Script=Han}+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|\s+|[\s\S]/gu;
const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('ja', { granularity: 'word' }) : undefined;

/** More differences than this between two texts are no changes of one text any more; also what bounds the work (Myers: differences squared). */
const MOST_DIFFERENCES = 1200;
/** Of the longer of two stretches so much must be common; below it they are read better one after the other. */
const LEAST_COMMON = 0.4;

/** The words of a text: joined, they are the text. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  const between = (to: number) => {
    const stretch = text.slice(at, to);
    if (stretch === '') return;
    if (!segmenter) words.push(...(stretch.match(SCRIPTS) ?? []));
    else for (const { segment } of segmenter.segment(stretch)) words.push(segment);
  };
  for (const { 0: whole, index } of text.matchAll(WHOLE)) {
    between(index);
    words.push(whole);
    at = index + whole.length;
  }
  between(text.length);
  return words;
}

/** The marks that make one text of two. No two of a kind follow each other; of a change what is deleted comes first. */
export function markedChanges(before: string, after: string): readonly Mark[] {
  if (before === after) return before === '' ? [] : [{ is: 'same', text: before }];
  const sentences = compared(before.match(SENTENCES) ?? [], after.match(SENTENCES) ?? []);
  if (!sentences) return replaced(before, after);
  return joined(sentences.flatMap((one) => (one.is === 'same' ? [one] : inSentences(one.before, one.after))));
}

/** A stretch both have, or one that each has in its own way. */
type Stretch =
  | { readonly is: 'same'; readonly text: string }
  | { readonly is: 'changed'; readonly before: string; readonly after: string };

/** undefined where the differences are too many. */
function compared(before: readonly string[], after: readonly string[]): readonly Stretch[] | undefined {
  const found = diffArrays([...before], [...after], { maxEditLength: MOST_DIFFERENCES });
  if (!found) return undefined;
  const stretches: Stretch[] = [];
  for (const { value, added, removed } of found) {
    const text = value.join('');
    const last = stretches.at(-1);
    if (!added && !removed) stretches.push({ is: 'same', text });
    else if (last?.is === 'changed')
      stretches[stretches.length - 1] = added ? { ...last, after: last.after + text } : { ...last, before: last.before + text };
    else stretches.push({ is: 'changed', before: removed ? text : '', after: added ? text : '' });
  }
  return stretches;
}

function inSentences(before: string, after: string): readonly Mark[] {
  if (before === '' || after === '') return replaced(before, after);
  const words = compared(wordsOf(before), wordsOf(after));
  if (!words) return replaced(before, after);
  const readable = withoutIslands(words);
  const common = readable.reduce((sum, one) => sum + (one.is === 'same' ? lengthOf(one.text) : 0), 0);
  if (common < LEAST_COMMON * Math.max(lengthOf(before), lengthOf(after))) return apart(before, after);
  return readable.flatMap((one) => (one.is === 'same' ? [one] : replaced(one.before, one.after)));
}

/** A particle or a comma that two changes happen to share belongs to them: nobody reads across it. */
function withoutIslands(stretches: readonly Stretch[]): readonly Stretch[] {
  const kept: Stretch[] = [];
  stretches.forEach((one, i) => {
    const last = kept.at(-1);
    const isIsland = one.is === 'same' && /^(?:\p{Script=Hiragana}{0,2}|[\p{P}\s]{1,2})$/u.test(one.text);
    if (last?.is === 'changed' && isIsland && stretches[i + 1]?.is === 'changed')
      kept[kept.length - 1] = { ...last, before: last.before + one.text, after: last.after + one.text };
    else if (last?.is === 'changed' && one.is === 'changed')
      kept[kept.length - 1] = { ...last, before: last.before + one.before, after: last.after + one.after };
    else kept.push(one);
  });
  return kept;
}

/** Old and new whole; a line break at the end of both stays where it is. */
function apart(before: string, after: string): readonly Mark[] {
  const isLine = before.endsWith('\n') && after.endsWith('\n');
  return isLine ? [...replaced(before.slice(0, -1), after.slice(0, -1)), { is: 'same', text: '\n' }] : replaced(before, after);
}

function replaced(before: string, after: string): readonly Mark[] {
  return [
    ...(before === '' ? [] : [{ is: 'deleted' as const, text: before }]),
    ...(after === '' ? [] : [{ is: 'inserted' as const, text: after }]),
  ];
}

/** Neighbours of a kind as one; between two stretches both have, what is deleted before what is inserted. */
function joined(marks: readonly Mark[]): readonly Mark[] {
  const result: Mark[] = [];
  let [deleted, inserted, same] = ['', '', ''];
  const change = () => {
    result.push(...replaced(deleted, inserted));
    [deleted, inserted] = ['', ''];
  };
  const keep = () => {
    if (same !== '') result.push({ is: 'same', text: same });
    same = '';
  };
  for (const { is, text } of marks) {
    if (is === 'same') {
      change();
      same += text;
      continue;
    }
    keep();
    if (is === 'deleted') deleted += text;
    else inserted += text;
  }
  change();
  keep();
  return result;
}

/** What counts as read: without white space and punctuation; a number or a name in Latin letters is no longer than a word. */
function lengthOf(text: string): number {
  return text.replace(WHOLE, '00').replace(/[\s\p{P}]+/gu, '').length;
}
