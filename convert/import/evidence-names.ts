/** A cell of evidence as authors write it, read as documents and places in them: `ISMS認証証明書 p.3、運用管理規程 第5条`. */
import { withoutEnd } from '../../core/text/edges.ts';
import { oneLine } from '../sheet/prose.ts';

export interface NamedEvidence {
  /** As written, the brackets of a name in 「」 aside. */
  readonly title: string;
  /** Where in it: `p.3, 4.2節`; '' where nothing is said. */
  readonly at: string;
  /** `https://…`, where one is given. */
  readonly url: string;
}

export interface EvidenceCell {
  readonly named: readonly NamedEvidence[];
  /** What is no name of a document: sentences, and places nobody knows the document of. */
  readonly rest: readonly string[];
}

// Bounded, so that no text takes more than linear time: no number, and no row of them, is longer.
const BLANK = '\\s{0,4}';
const N = '[0-9０-９]{1,6}';
const NUMBER = `${N}(?:[.．]${N}){0,5}`;
/** `3`, `3.1`, `3-5`, `3～5`. */
const NUMBERS = `${NUMBER}(?:${BLANK}[-‐－–~～〜]${BLANK}(?:[pPｐＰ][.．]?${BLANK})?${NUMBER})?`;
const KANJI = '[0-9０-９一二三四五六七八九十百]{1,6}';
/** What stands behind numbers. */
const NUMBERED = `${NUMBERS}${BLANK}(?:ページ|頁|章|節|項|条)`;
/** What stands in front of them. */
const NUMBERING = [
  '[pPｐＰ]{1,2}[.．]?|ページ|頁|[§]{1,2}|項番|No[.．]?',
  `(?:別表|別図|様式|付録|附属書|付属書|附則|図表?|表|シート)${BLANK}(?:[-－]${BLANK})?(?:第${BLANK})?`,
].join('|');
/** What goes on behind 第5条: 第2項, (3), 4; not the number of the next place (第5条 3ページ). */
const WITHIN = `第${BLANK}${KANJI}${BLANK}(?:章|節|条|項|号)|[(（]${KANJI}[)）]|(?!${NUMBERED})${NUMBERS}`;
/** One place in a document. */
const PLACE = new RegExp(
  [
    `(?:${NUMBERING})${BLANK}${NUMBERS}`,
    `${NUMBERED}(?!程|件|約|目)(?:の${KANJI})?(?:${BLANK}第${KANJI}[項号]){0,4}`,
    `第${BLANK}${KANJI}${BLANK}(?:章|編|部|節|条|項|号)(?:の${KANJI})?(?:${BLANK}(?:${WITHIN})){0,4}`,
    '全(?:体|文|頁|ページ)',
  ].join('|'),
  'uy',
);
/** Between places one behind the other; where there is nothing but places, more may stand. */
const BETWEEN = /\s*(?:[-,，・]\s*)?/y;
const BETWEEN_ONLY = /[\s、，,・及びおよ]*/y;

/** Endings of what documents are called. */
const DOCUMENT =
  /(?:書|規程|規定|規則|台帳|記録|簿|マニュアル|一覧|一覧表|図|ログ|証|別紙|手順|ポリシー|方針|約款|報告|計画|リスト|仕様|票|表|画面|資料|ガイド|契約|SLA|BCP)[」』]?(?:[(（][^(（)）]*[)）])?$/iu;
/** Longer names are sentences. */
const LONGEST = 80;

/** @param text of one cell */
export function evidenceIn(text: string): EvidenceCell {
  const named: NamedEvidence[] = [];
  const rest: string[] = [];
  for (const line of text.split('\n'))
    for (const piece of piecesOf(withoutBullet(line))) {
      for (const part of parted(withoutBullet(piece))) {
        const last = named.at(-1);
        if (part === '') continue;
        if (!isPlaces(part)) {
          if (isSentence(part)) rest.push(part);
          else named.push(nameOf(part));
        } else if (last && rest.length === 0) named[named.length - 1] = { ...last, at: joinedPlaces(last.at, part) };
        else rest.push(part);
      }
    }
  return { named, rest };
}

/** Whether a cell reads like names of documents, not like an answer. */
export function looksLikeEvidence(text: string): boolean {
  const { named, rest } = evidenceIn(text);
  return (
    rest.length === 0 && named.length > 0 && named.some(({ title, at, url }) => at !== '' || url !== '' || DOCUMENT.test(title))
  );
}

function withoutBullet(text: string): string {
  return text
    .replace(/^[\s・•●■◆○※*\-－]+(?=\S)/u, '')
    .replace(/^(?:[(（][0-9０-９]{1,2}[)）]|[①-⑳])\s*/u, '')
    .trim();
}

/** At commas outside brackets; a ・ with white space beside it parts too. */
function piecesOf(line: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (/[「『（([【]/.test(character)) depth++;
    else if (/[」』）)\]】]/.test(character)) depth = Math.max(0, depth - 1);
    else if (
      depth === 0 &&
      (/[、，,;；]/.test(character) || (character === '・' && /\s/.test(line.charAt(at - 1) + line.charAt(at + 1))))
    ) {
      pieces.push(line.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, line.slice(start)].map((piece) => piece.trim());
}

/** `契約書 p.3 運用管理規程 第5条`: names that stand apart by places and blanks only. */
function parted(piece: string): readonly string[] {
  const parts: string[] = [];
  let rest = piece;
  for (let first = firstPlace(rest); first; first = firstPlace(rest)) {
    const end = endOfPlaces(rest, first.start, BETWEEN);
    const behind = rest.slice(end).trim();
    const next = firstPlace(behind);
    const name = next ? behind.slice(0, next.start) + behind.slice(next.end) : behind;
    if (!/\s/.test(rest.charAt(end)) || !DOCUMENT.test(name.trim())) break;
    parts.push(rest.slice(0, end));
    rest = behind;
  }
  return [...parts, rest];
}

/** UTF-16, half-open. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The place that stands at an offset. */
function placeAt(text: string, start: number): Stretch | undefined {
  PLACE.lastIndex = start;
  const [place] = PLACE.exec(text) ?? [];
  return place === undefined ? undefined : { start, end: start + place.length };
}

function firstPlace(text: string): Stretch | undefined {
  for (let at = 0; at < text.length; at++) {
    const place = placeAt(text, at);
    if (place) return place;
  }
  return undefined;
}

/** Behind the last of the places that follow each other from an offset on; the offset where there is none. @param between what may stand between them */
function endOfPlaces(text: string, start: number, between: RegExp): number {
  let end = start;
  for (let place = placeAt(text, start); place; place = placeAt(text, between.lastIndex)) {
    end = place.end;
    between.lastIndex = end;
    between.test(text);
  }
  return end;
}

function isPlaces(text: string): boolean {
  const end = endOfPlaces(text, 0, BETWEEN_ONLY);
  BETWEEN_ONLY.lastIndex = end;
  return end > 0 && BETWEEN_ONLY.test(text) && BETWEEN_ONLY.lastIndex === text.length;
}

function isSentence(text: string): boolean {
  return /。.|(?:ます|です|した|いる|こと)。?$|。$/u.test(text) || text.length > LONGEST * 2;
}

function nameOf(piece: string): NamedEvidence {
  const url = withoutEnd(/https:\/\/[!-~]+/.exec(piece)?.[0] ?? '', /[)>\],.]/);
  const bare = url === '' ? piece : oneLine(piece.replace(url, ' ').replace(/[(（<＜]\s*[)）>＞]/g, ' '));
  const quoted = /^([「『])([^」』]+)[」』]\s*(.*)$/su.exec(bare);
  if (quoted) {
    const [, , title = '', behind = ''] = quoted;
    if (behind === '') return { title, at: '', url };
    if (placeAt(unbracketed(behind), 0)) return { title, at: unbracketed(behind), url };
  }
  const place = firstPlace(bare);
  const before = place ? withoutEnd(bare.slice(0, place.start), /[\s(（:：,、]/) : '';
  if (!place || before === '' || before.length > LONGEST || isPartOfName(bare, place))
    return { title: bare === '' ? url : bare, at: '', url };
  const opened = /[(（]\s*$/.test(bare.slice(0, place.start));
  const at = bare.slice(place.start);
  return { title: unquoted(before), at: opened ? at.replace(/[)）]\s*$/, '') : at, url };
}

/** `第3版`, `2.0版`: what tells editions apart belongs to the name; so does what is followed by more of it (`第5条証跡一覧`). */
function isPartOfName(text: string, { start, end }: Stretch): boolean {
  const behind = text.slice(end);
  return start > 0 && !/[\s（(「『」』:：の]/u.test(text.charAt(start - 1)) && /^[\p{L}]/u.test(behind) && DOCUMENT.test(behind);
}

function unbracketed(text: string): string {
  return text.replace(/^[(（](.*)[)）]$/su, '$1').trim();
}

function unquoted(text: string): string {
  return text.replace(/^[「『]([^「」『』]+)[」』]$/u, '$1');
}

function joinedPlaces(before: string, place: string): string {
  return before === '' ? place : `${before}, ${place}`;
}
