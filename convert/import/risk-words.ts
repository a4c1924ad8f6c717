/** What the columns of a risk annex are called, and what authors write in them. */

import { fixed } from '../../core/language.ts';
import { ownValue } from '../../core/text/own-value.ts';
import type { Vocabulary } from '../sheet/columns.ts';

export const RISK_ROLES = {
  number: fixed('番号', 'number'),
  category: fixed('分類', 'category'),
  scenario: fixed('リスクシナリオ', 'scenario'),
  treatment: fixed('対応方針', 'treatment'),
  provider: fixed('事業者', 'provider'),
  customer: fixed('利用者', 'customer'),
  parties: fixed('責任', 'parties'),
  target: fixed('対象', 'target'),
  content: fixed('対応内容', 'content'),
  reason: fixed('理由', 'reason'),
  impact: fixed('影響度', 'impact'),
  likelihood: fixed('顕在化率', 'likelihood'),
  evidence: fixed('エビデンス', 'evidence'),
  note: fixed('備考', 'note'),
} as const;
export type RiskRole = keyof typeof RISK_ROLES;

export const RISK_SHEET: Vocabulary<RiskRole> = {
  names: [
    [
      'number',
      [
        ...['no', 'no.', 'no．', '番号', '項番', '項目番号', '#', 'id', 'リスク番号', 'リスクno', 'リスクno.', 'リスクid'],
        ...['シナリオ番号', 'シナリオno.', '管理番号', 'number'],
      ],
    ],
    ['category', ['分類', '区分', '大分類', '中分類', '小分類', 'カテゴリ', 'カテゴリー', '対策区分', 'category']],
    [
      'scenario',
      [
        ...[
          'リスク',
          'リスクシナリオ',
          '予見されるリスク',
          '想定されるリスク',
          '想定リスク',
          'リスクの内容',
          'リスク内容',
          'シナリオ',
        ],
        ...['リスク事象', 'リスク項目', 'リスクの概要', 'リスク概要', '予見されるリスクシナリオ', '想定されるリスクシナリオ'],
        ...['risk', 'risks', 'scenario', 'riskscenario'],
      ],
    ],
    [
      'treatment',
      [
        ...['対応方針', 'リスク対応', 'リスク対応方針', 'リスクへの対応', 'リスクへの対応方針', '対応区分', 'リスク対応区分'],
        ...['対応方法', 'リスク対応方法', '対応種別', 'リスク対応の種別', 'リスク対応の選択', '低減/回避/移転/保有', 'treatment'],
      ],
    ],
    ['provider', ['事業者', '提供事業者', '対象事業者', 'サービス事業者', '事業者側', '当社', '弊社', 'provider', 'vendor']],
    [
      'customer',
      ['利用者', '利用者等', '利用者側', '医療機関', '医療機関等', '医療機関側', 'ユーザー', 'ユーザ', 'customer', 'user'],
    ],
    [
      'parties',
      [
        ...['責任', '責任分担', '責任主体', '責任の所在', '責任分界', '主体', '対応主体', '対応者', '実施主体', '担当', '分担'],
        ...['役割分担', 'parties', 'responsibility'],
      ],
    ],
    ['target', ['対象', '対象範囲', '対象箇所', '対応対象', '対象資産', '対応箇所', '▼', 'target']],
    [
      'content',
      [
        ...['対応内容', '対策', '対策内容', 'リスク対応内容', 'リスク対応の内容', '対応策', 'リスク対応策', '対応', '対応事項'],
        ...['実施内容', '実施する対策', '具体的な対応', '具体的な対策', '対応の内容', 'リスク対策', 'セキュリティ対策', '管理策'],
        ...['content', 'measures', 'countermeasures', 'response'],
      ],
    ],
    ['reason', ['理由', '保有理由', '保有の理由', '対応しない理由', '選択理由', '対応方針の理由', 'reason']],
    ['impact', ['影響度', '影響の大きさ', '影響', '重大度', 'impact', 'severity']],
    [
      'likelihood',
      ['顕在化率', '発生可能性', '発生確率', '発生頻度', '発生率', '可能性', '起こりやすさ', 'likelihood', 'probability'],
    ],
    ['evidence', ['エビデンス', '証跡', '根拠資料', '関連文書', '関連規程', '参照文書', 'evidence']],
    ['note', ['備考', '備考欄', '注記', 'メモ', '補足', 'note', 'notes', 'remarks']],
  ],
  isTable: (roles) =>
    (roles.has('scenario') && (roles.has('treatment') || roles.has('content') || roles.has('provider'))) ||
    (roles.has('number') && roles.has('treatment')),
};

/** What a mark in a column of a party says; undefined for words, which say more than yes or no. */
export function tickOf(text: string): boolean | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (/^(?:○|〇|◯|◎|●|✓|✔|☑|■|レ|v|x印|1|true|有|要|yes|y|該当|主)$/.test(plain)) return true;
  return /^(?:[-‐―—–−ー×✕✗x☐□/]+|0|false|無|なし|不要|no|n)$/.test(plain) ? false : undefined;
}

const PARTIES: readonly (readonly [party: '事業者' | '利用者', word: RegExp])[] = [
  ['事業者', /(?:提供|対象|サービス|クラウド)?事業者等?|ベンダーー?|当社|弊社|双方|両者|共同|provider/gi],
  ['利用者', /(?:サービス)?利用者等?|医療機関等?|ユーザーー?|お?客様|顧客|双方|両者|共同|customer|user/gi],
];

/** Who is named, and nothing besides; undefined where a text says something else. */
export function partiesIn(text: string): readonly ('事業者' | '利用者')[] | undefined {
  const rest = PARTIES.reduce((left, [, word]) => left.replace(word, ''), text).replace(
    /[\s、，,・･/／＋+&＆○〇◯()（）]|及び|および|と/g,
    '',
  );
  const named = PARTIES.filter(([, word]) => text.search(word) >= 0).map(([party]) => party);
  return rest === '' && named.length > 0 ? named : undefined;
}

const LEVELS: Readonly<Record<string, number>> = { 大: 3, 高: 3, high: 3, 中: 2, medium: 2, 小: 1, 低: 1, low: 1 };

/** `3`, `高`, `大`, `H`; 1 to 3, undefined for anything else. */
export function levelOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return /^[123]$/.test(plain) ? Number(plain) : ownValue(LEVELS, plain);
}

/** What is said for one target: `▼端末` and what stands below it. */
export interface Targeted {
  /** '' where none is named. */
  readonly target: string;
  readonly content: string;
  /** The target ends at a blank, not at a line end: it may be longer or shorter. */
  readonly guessed: boolean;
}

/** A cell of what is done, as one response or, where it names several targets (▼), as one for each. */
export function targetsIn(text: string): readonly Targeted[] {
  const pieces = text.split(/(?=^[ \t\u3000]*▼)/m).map((piece) => piece.trim());
  return pieces.filter(Boolean).map((piece) => {
    const named = /^▼[ \t\u3000]*([^\n]*)(?:\n([\s\S]*))?$/.exec(piece);
    if (!named) return { target: '', content: piece, guessed: false };
    const [, line = '', below] = named;
    if (below !== undefined) return { target: line.trim(), content: below.trim(), guessed: false };
    // On one line: the first word that is not in Latin letters only ends the name.
    const end = /^(?:[\x21-\x7e]+[ \t\u3000]+)*[\x21-\x7e]*[^\s\x21-\x7e]\S*[ \t\u3000]+(?=\S)/.exec(line)?.[0];
    if (end === undefined)
      return {
        target: line.trim().length <= 40 ? line.trim() : '',
        content: line.trim().length <= 40 ? '' : line.trim(),
        guessed: false,
      };
    return { target: end.trim(), content: line.slice(end.length).trim(), guessed: true };
  });
}
