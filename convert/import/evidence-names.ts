/** A cell of evidence as authors write it, read as documents and places in them: `ISMS認証証明書 p.3、運用管理規程 第5条`. */
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

const N = '[0-9０-９]+';
/** `3`, `3.1`, `3-5`, `3～5`. */
const NUMBERS = `${N}(?:[.．]${N})*(?:\\s*[-‐－–~～〜]\\s*(?:[pPｐＰ][.．]?\\s*)?${N}(?:[.．]${N})*)?`;
const KANJI = '[0-9０-９一二三四五六七八九十百]+';
/** One place in a document. */
const PLACE = [
  `[pPｐＰ]{1,2}[.．]?\\s*${NUMBERS}`,
  `(?:ページ|頁)\\s*${NUMBERS}`,
  `${NUMBERS}\\s*(?:ページ|頁|章|節|項|条)(?!程|件|約|目)(?:の${KANJI})?(?:\\s*第${KANJI}[項号])*`,
  `第\\s*${KANJI}\\s*(?:章|編|部|節|条|項|号)(?:の${KANJI})?(?:\\s*(?:第\\s*${KANJI}\\s*(?:章|節|条|項|号)|[(（]${KANJI}[)）]|${NUMBERS}))*`,
  `[§]+\\s*${NUMBERS}`,
  `(?:別表|別図|様式|付録|附属書|付属書|附則|図表?|表|シート)\\s*[-－]?\\s*(?:第\\s*)?${NUMBERS}`,
  `(?:項番|No[.．]?)\\s*${NUMBERS}`,
  '全(?:体|文|頁|ページ)',
].join('|');
const FIRST_PLACE = new RegExp(`(?:${PLACE})`, 'u');
const ONLY_PLACES = new RegExp(`^(?:(?:${PLACE})[\\s、，,・及びおよ]*)+$`, 'u');
/** A place right behind others, or nothing but places: what comes behind it may be the next name. */
const PLACES = new RegExp(`^(?:(?:${PLACE})(?:\\s*[-,，・]\\s*(?=${PLACE}))?\\s*)+`, 'u');

/** Endings of what documents are called. */
const DOCUMENT =
  /(?:書|規程|規定|規則|台帳|記録|簿|マニュアル|一覧|一覧表|図|ログ|証|別紙|手順|ポリシー|方針|約款|報告|計画|リスト|仕様|票|表|画面|資料|ガイド|契約|SLA|BCP)[」』]?(?:[(（][^)）]*[)）])?$/iu;
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
        if (!ONLY_PLACES.test(part)) {
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
  const first = FIRST_PLACE.exec(piece);
  if (!first) return [piece];
  const places = PLACES.exec(piece.slice(first.index))?.[0] ?? first[0];
  const end = first.index + places.length;
  const behind = piece.slice(end).trim();
  if (!/\s$/.test(places) || !DOCUMENT.test(behind.replace(FIRST_PLACE, '').trim())) return [piece];
  return [piece.slice(0, end).trim(), ...parted(behind)];
}

function isSentence(text: string): boolean {
  return /。.|(?:ます|です|した|いる|こと)。?$|。$/u.test(text) || text.length > LONGEST * 2;
}

function nameOf(piece: string): NamedEvidence {
  const url = /https:\/\/[!-~]+/.exec(piece)?.[0].replace(/[)>\],.]+$/, '') ?? '';
  const bare = url === '' ? piece : oneLine(piece.replace(url, ' ').replace(/[(（<＜]\s*[)）>＞]/g, ' '));
  const quoted = /^([「『])([^」』]+)[」』]\s*(.*)$/su.exec(bare);
  if (quoted) {
    const [, , title = '', behind = ''] = quoted;
    if (behind === '') return { title, at: '', url };
    if (FIRST_PLACE.exec(unbracketed(behind))?.index === 0) return { title, at: unbracketed(behind), url };
  }
  const place = FIRST_PLACE.exec(bare);
  const before = place ? bare.slice(0, place.index).replace(/[\s(（:：,、]+$/u, '') : '';
  if (!place || before === '' || before.length > LONGEST || isPartOfName(bare, place))
    return { title: bare === '' ? url : bare, at: '', url };
  const opened = /[(（]\s*$/.test(bare.slice(0, place.index));
  const at = bare.slice(place.index);
  return { title: unquoted(before), at: opened ? at.replace(/[)）]\s*$/, '') : at, url };
}

/** `第3版`, `2.0版`: what tells editions apart belongs to the name; so does what is followed by more of it (`第5条証跡一覧`). */
function isPartOfName(text: string, { index, 0: place }: RegExpExecArray): boolean {
  const behind = text.slice(index + place.length);
  return index > 0 && !/[\s（(「『」』:：の]$/u.test(text.slice(0, index)) && /^[\p{L}]/u.test(behind) && DOCUMENT.test(behind);
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
