/**
 * Facts (仕様値) that running text states in so many words: 「パスワードは180日毎に変更」. What may be read, and what forbids reading it, is data
 * (`reads` in catalogs/facts.yaml); here is how a sentence is matched with it. Anything short of plain is left alone: an estimate, a range, a wish, a
 * condition, somebody else's password.
 */
import type { Fact, FactReading, Facts, FactValue } from '../catalog/facts.ts';
import { inUnit, type UnitName, unitAt } from '../catalog/unit.ts';

/** A fact as a text states it. Offsets are UTF-16, half-open, in that text. */
export interface StatedFact {
  readonly fact: Fact;
  readonly value: FactValue;
  /** The words that state it: `180日毎`. */
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

/** Longer sentences are lists run together: nothing in them is plain. */
const LONGEST_SENTENCE = 400;
/** How far the subject may stand before its number. */
const REACH = 40;
const SENTENCE = /[^。\r\n！？!?]+[。！？!?]?/g;
const NUMBER = /[0-9]{1,9}(?:[.,][0-9]{1,9}){0,2}/g;
/** Behind them no number is a value of ours: a date, an ordinal, an estimate, the end of a range. */
const NO_VALUE_BEHIND = /(?:[年月第令和平成~〜-]|[0-9.,/:]|約|およそ|おおよそ|概ね|最大で?|平均で?|計)\s?$/;
/** Behind the words it makes an example or an estimate of them. */
const VAGUE = /^(?:等|など|程度|前後|くらい|ぐらい|[~〜/-])/;
/** Not so, not yet, no longer, not here, only asked for. */
const NOT_STATED =
  /ない|なし|ません|不要|予定|検討|推奨|望まし|可能性|想定|目指|べき|ください|下さい|お願い|従来|以前|かつて|旧|今後|将来|例えば|例）|例:|協議|別途|未定|未満/;
const CONDITION = /場合|際|とき|たら|れば|限り|一部/;
/** A word that begins here is a word of its own: nothing qualifies it. */
const AT_START = /(?:^|[\s、，,・:;(（「『)）」』①-⑳>*#|-]|[はがをにでとも])$/;

/**
 * The facts a text states, each once; one it states twice with two values is not among them.
 * @param text prose, as large as it may be: takes time linear in its length
 */
export function factsIn(text: string, facts: Facts): readonly StatedFact[] {
  const found = new Map<string, StatedFact | undefined>();
  const readings = readingsOf(facts);
  for (const match of text.matchAll(SENTENCE)) {
    if (match[0].length > LONGEST_SENTENCE) continue;
    for (const stated of inSentence(match[0], readings, facts)) {
      const { key } = stated.fact;
      const known = found.get(key);
      const twice = found.has(key) && known?.value.canonical !== stated.value.canonical;
      const at = { ...stated, start: stated.start + match.index, end: stated.end + match.index };
      found.set(key, twice ? undefined : (known ?? at));
    }
  }
  return [...found.values()].filter((stated) => stated !== undefined).sort((a, b) => a.start - b.start);
}

/** A reading with its words as sentences are compared with them. */
interface Reading extends Omit<FactReading, 'value'> {
  readonly fact: Fact;
  /** That of `phrases`. */
  readonly stands?: FactValue;
}

/** Made once for the facts of a build. */
const known = new WeakMap<Facts, readonly Reading[]>();

function readingsOf(facts: Facts): readonly Reading[] {
  const made =
    known.get(facts) ?? facts.all.flatMap((fact) => (fact.reads ?? []).map((reading) => prepared(fact, reading, facts)));
  known.set(facts, made);
  return made;
}

function prepared(fact: Fact, { value, ...lists }: FactReading, facts: Facts): Reading {
  const stands = value === undefined ? undefined : facts.read(fact, value);
  const words = Object.entries(lists).map(([name, list]) => [name, (list as readonly string[]).map(narrow)] as const);
  return { ...Object.fromEntries(words), fact, ...(stands ? { stands } : {}) };
}

/** A number in a sentence, with the unit behind it. */
interface Amount {
  readonly start: number;
  readonly unit: UnitName | undefined;
  /** Behind the unit, or the number where it has none. */
  readonly end: number;
}

function* inSentence(sentence: string, readings: readonly Reading[], facts: Facts): Generator<StatedFact> {
  const plain = narrow(sentence);
  const amounts = [...plain.matchAll(NUMBER)].map((match) => amountAt(plain, match.index, match.index + match[0].length));
  for (const reading of readings) {
    const { fact, phrases, subject, without } = reading;
    if (!phrases && !amounts.some((amount) => isIn(amount, fact))) continue;
    if (subject && !subject.some((word) => plain.includes(word))) continue;
    if (without?.some((word) => plain.includes(word))) continue;
    if (phrases) yield* phrasesIn(sentence, plain, reading);
    else
      for (const amount of amounts) {
        const read = isIn(amount, fact) ? numberAt(plain, amount, reading, facts) : undefined;
        if (read) yield { fact, ...read, words: sentence.slice(read.start, read.end) };
      }
  }
}

function amountAt(plain: string, start: number, end: number): Amount {
  const space = plain.charAt(end) === ' ' || plain.charAt(end) === '\u3000' ? 1 : 0;
  const unit = unitAt(plain.slice(end + space, end + space + 12));
  return { start, unit: unit?.name, end: unit ? end + space + unit.length : end };
}

/** Whether a number may be one of a fact's: it has its unit, or one that is exactly so much of it. */
function isIn({ unit }: Amount, fact: Fact): boolean {
  if (fact.unit === undefined) return unit === undefined;
  return unit !== undefined && inUnit(1, unit, fact.unit) !== undefined;
}

function* phrasesIn(sentence: string, plain: string, { fact, phrases = [], stands }: Reading): Generator<StatedFact> {
  for (const phrase of phrases) {
    const start = plain.indexOf(phrase);
    const end = start + phrase.length;
    if (!stands || start < 0 || NOT_STATED.test(plain) || CONDITION.test(clauseFrom(plain, end))) continue;
    if (!AT_START.test(plain.slice(Math.max(0, start - 1), start))) continue;
    yield { fact, value: stands, words: sentence.slice(start, end), start, end };
  }
}

function numberAt(
  plain: string,
  { start, end }: Amount,
  { fact, subject, before, after = [], verb, qualified = [] }: Reading,
  facts: Facts,
): Pick<StatedFact, 'value' | 'start' | 'end'> | undefined {
  const rest = plain.slice(end);
  const gap = /^\s?/.exec(rest)?.[0].length ?? 0;
  const tail = after.find((word) => rest.startsWith(word, gap));
  if (tail === undefined) return undefined;
  const ahead = plain.slice(0, start);
  const named = before?.find((word) => ahead.endsWith(word));
  if (before && named === undefined) return undefined;
  const front = named === undefined ? ahead : ahead.slice(0, -named.length);
  if (NO_VALUE_BEHIND.test(front) || (named === undefined && /[a-z]\s?$/.test(front.slice(-2)))) return undefined;
  if (subject && !isAbout(front, subject, qualified)) return undefined;
  const left = rest.slice(gap + tail.length);
  if (VAGUE.test(left)) return undefined;
  const done = verb?.find((word) => (tail + left).includes(word));
  if (verb && done === undefined) return undefined;
  // A verb may deny in itself what is refused: 受け付けない.
  const said = done === undefined ? left : left.replaceAll(done, '');
  if (NOT_STATED.test(ahead) || NOT_STATED.test(said)) return undefined;
  const at = done === undefined ? -1 : left.indexOf(done);
  if (CONDITION.test(clauseFrom(left, at < 0 ? 0 : at + (done as string).length))) return undefined;
  const value = facts.read(fact, plain.slice(start, end));
  if (!value || !facts.isSensible(fact, value)) return undefined;
  const quiet = /^[でのと、。()（）]/.test(tail) || /^(?:です|である)/.test(tail);
  return { value, start: front.length, end: quiet ? end : plain.length - left.length };
}

/**
 * Whether what stands before a value is about one of the subjects: the last of them is near, nothing but its own particle takes over after it, and no word
 * before it makes it another's.
 */
function isAbout(front: string, subjects: readonly string[], qualified: readonly string[]): boolean {
  let at = -1;
  let end = -1;
  for (const subject of subjects) {
    const found = front.lastIndexOf(subject);
    if (found >= 0 && found + subject.length >= end) {
      // Of two that end alike the longer one is meant.
      if (found + subject.length > end || found < at) at = found;
      end = found + subject.length;
    }
  }
  if (at < 0 || front.length - end > REACH) return false;
  const between = front.slice(end);
  const topics = [...between.matchAll(/[はがも]/g)];
  if (topics.length > 1 || /および|及び|並び|または|又は|やその/.test(between)) return false;
  const topic = topics[0];
  if (topic && !/^[^、をでにと]{0,12}$/.test(between.slice(0, topic.index))) return false;
  const owner = front.slice(0, at);
  return AT_START.test(owner.slice(-1)) || qualified.some((word) => ownedBy(owner, word));
}

/** 利用者の, 利用者用, 利用者 directly before a word, and nothing that qualifies the owner in turn. */
function ownedBy(owner: string, word: string): boolean {
  const bare = owner.replace(/(?:用の|用|の)$/, '');
  return bare.endsWith(word) && AT_START.test(bare.slice(0, -word.length).slice(-1));
}

/** From an offset to the next comma. */
function clauseFrom(text: string, start: number): string {
  const end = text.indexOf('、', start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Full-width letters, digits and signs as ASCII, in lower case; every offset stays. */
function narrow(text: string): string {
  return text.replace(/[！-～A-Z]/g, (char) => {
    const code = char.charCodeAt(0);
    return String.fromCharCode(code > 0x7f ? code - 0xfee0 : code).toLowerCase();
  });
}
