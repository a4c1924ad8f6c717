/**
 * What an answer's wording is worth: whether it says anything, waits to be written, or only points at the entry above. Shared by the rules about answers and
 * by coverage, so that both count alike.
 */
import { withoutEdges } from '../text/edges.ts';

/** Nothing but white space, full-width spaces included. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** A piece of a text; UTF-16, half-open. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Words that stand for an answer not yet written, when they are the whole of it. */
const WAITING =
  /^(?:未記入|未入力|未回答|要確認|要記入|要追記|確認中|記入中|作成中|後日記入|tbd|todo)(?:です|とする|とします)?$/i;
/** The same in 【】 within a text. */
const BRACKETED = /[【［[＜<](?:未記入|未入力|要確認|要記入|要追記|確認中|記入中|作成中)[】］\]＞>]/g;
/** Blanks to fill in, and marks left for later. 〇 is also the digit of 二〇〇八年; TODOリスト is a thing. */
const BLANKS = /●{2,}|(?<![一二三四五六七八九十百千〇])〇{2,}(?![一二三四五六七八九])|○{2,}|◯{2,}|×{2,}/g;
const MARKS = /(?<![A-Za-zＡ-Ｚａ-ｚ0-9_])(?:TBD|TODO|ＴＢＤ|ＴＯＤＯ)(?![A-Za-zＡ-Ｚａ-ｚ0-9_]|リスト|管理|一覧|アプリ)/g;
/** What any of these has in it: one look tells that a text has none. */
const HINT = /[【［[＜<][未要確記作]|●●|〇〇|○○|◯◯|××|T(?:BD|ODO)|Ｔ(?:ＢＤ|ＯＤＯ)/;
/** What hides a password on a screen is no blank to fill in. */
const MASKING = /伏せ|伏字|マスク|隠し/;
/** What text has that is not punctuation and dashes only. 〃 is a repetition, ○ and × are answers. */
const NO_PUNCTUATION = /^〃|[^\p{P}ー−〜～~=+<>|^`$\s]/u;
/** What stands around such words, before them and behind. */
const BEFORE = /[\s「」『』【】［］（）()[\]<>＜＞・※]/;
const BEHIND = /[\s「」『』【】［］（）()[\]<>＜＞。．.!！…]/;

/** Whether the whole of an answer is a placeholder. */
export function isPlaceholder(text: string): boolean {
  if (isBlank(text)) return false;
  const bare = withoutEdges(text, BEFORE, BEHIND);
  return WAITING.test(bare) || !NO_PUNCTUATION.test(text) || /^(?:[●〇○◯]{2,}|×{2,})$/.test(bare);
}

/** The placeholders of a text, in order: the whole of it, or the blanks and marks within. */
export function placeholdersIn(text: string): readonly Piece[] {
  if (isPlaceholder(text)) {
    const start = text.length - text.trimStart().length;
    return [{ start, end: start + text.trim().length }];
  }
  if (!HINT.test(text)) return [];
  const pieces: Piece[] = [];
  const isMasking = linesThat(text, MASKING);
  for (const form of [BRACKETED, BLANKS, MARKS]) {
    for (const match of text.matchAll(form)) {
      if (form === BLANKS && isMasking(match.index)) continue;
      pieces.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return pieces.sort((a, b) => a.start - b.start);
}

/** Whether the line around an offset has a form; each line is looked at once where offsets ascend. */
function linesThat(text: string, form: RegExp): (at: number) => boolean {
  let [start, end, has] = [0, -1, false];
  return (at) => {
    if (at < start || at > end) {
      start = text.lastIndexOf('\n', at) + 1;
      end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      has = form.test(text.slice(start, end));
    }
    return has;
  };
}

/** An answer that begins by pointing at the one above. */
export interface Ditto {
  /** The words that point: `同上`. */
  readonly head: Piece;
  /** What the answer says besides, without the conjunction that tied it on; '' where the head is all. */
  readonly own: string;
  /** Whether `own` stands by itself. `同上の手順で実施` does not. */
  readonly separable: boolean;
}

const HEAD =
  /^[\s「『（(【［※・*-]*((?:同\s?[上左]|〃+|[上左]記?(?:と|に)同じ|前項(?:と|に)同じ|same\s+as\s+above\b|ditto\b|々+(?=\s*$)|[上左]記?と同様(?=(?:です)?[。．.\s]*$)))(?![級下位])/i;
const CLOSING = /^\s*[」』）)】］]/;
const COPULA = /^(?:でございます|です|である|とします|とする|となります|になります)(?:が|けれども)?(?=[\s、。，．,.;；]|$)/;
/** Only those that cannot begin a sentence of their own: また and ただし stay. */
const TIE =
  /^(?:および|及び|ならびに|並びに|かつ|に加え、?て?|に加えて|のほか、?に?|のほかに|の他に?|ほか|と(?=[\s、，,])|and\b|plus\b)/i;
const SEPARATOR = /^[\s、。，．,.;；:：・/／]+/;

/** Reads an answer as one that repeats another; undefined for one that stands on its own (以下を参照, 左記に限定). */
export function dittoIn(text: string): Ditto | undefined {
  const match = HEAD.exec(text);
  const words = match?.[1];
  if (!match || words === undefined) return undefined;
  const end = match[0].length;
  const head = { start: end - words.length, end };
  let rest = text.slice(end);
  const opened = /[「『（(【［]/.test(text.slice(0, head.start));
  if (opened) rest = rest.replace(CLOSING, '');
  const parenthesis = !opened && /^\s*[（(]/.test(rest);
  const afterCopula = rest.replace(COPULA, '');
  const own = stripped(afterCopula);
  const separable = own === '' || parenthesis || own.trim() !== rest.trimEnd();
  return { head, own: own.trim(), separable };
}

function stripped(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(SEPARATOR, '').replace(TIE, '');
  }
  return rest;
}
