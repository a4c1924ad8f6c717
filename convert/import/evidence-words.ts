/** What the columns of a register of evidence are called, and what authors write in them. */
import { fixed } from '../../core/language.ts';
import { canonicalTerm, japaneseTerm } from '../../core/model/schema.ts';
import type { Vocabulary } from '../sheet/columns.ts';
import { dateIn } from './words.ts';

export const EVIDENCE_ROLES = {
  number: fixed('番号', 'number'),
  id: fixed('文書番号', 'document number'),
  title: fixed('文書名', 'title'),
  kind: fixed('種別', 'kind'),
  version: fixed('版', 'version'),
  issued: fixed('制定日', 'issued'),
  revised: fixed('改定日', 'revised'),
  expires: fixed('有効期限', 'expires'),
  owner: fixed('所管', 'owner'),
  confidentiality: fixed('公開区分', 'confidentiality'),
  conditions: fixed('開示条件', 'conditions of disclosure'),
  location: fixed('保管場所', 'location'),
  note: fixed('備考', 'note'),
} as const;
export type EvidenceRole = keyof typeof EVIDENCE_ROLES;

export const REGISTER_SHEET: Vocabulary<EvidenceRole> = {
  names: [
    ['id', ['文書番号', '文書no', '文書no.', '管理番号', '文書id', '資料番号', 'エビデンスid', '台帳番号', 'id']],
    ['number', ['no', 'no.', 'no．', '番号', '項番', '連番', '通番', '#', 'number']],
    [
      'title',
      [
        ...['文書名', '文書名称', '資料名', '資料名称', 'エビデンス', 'エビデンス名', 'エビデンス名称', '証跡', '証跡名', '名称'],
        ...[
          '規程名',
          '記録名',
          '規程名称',
          '文書・記録名',
          '文書タイトル',
          '文書',
          '件名',
          'タイトル',
          'title',
          'document',
          'name',
        ],
      ],
    ],
    [
      'kind',
      [
        '種別',
        '種類',
        '区分',
        '分類',
        '文書種別',
        '文書区分',
        '文書分類',
        '文書の種類',
        'カテゴリ',
        'カテゴリー',
        'kind',
        'type',
      ],
    ],
    ['version', ['版', '版数', '版番号', 'バージョン', '最新版', '現行版', 'ver', 'ver.', 'version', 'rev', 'rev.', 'edition']],
    [
      'revised',
      ['改定日', '改訂日', '最終改定日', '最終改訂日', '改定年月日', '改訂年月日', '更新日', '最終更新日', 'revised', 'updated'],
    ],
    [
      'issued',
      [
        '制定日',
        '制定年月日',
        '発行日',
        '発行年月日',
        '策定日',
        '施行日',
        '作成日',
        '取得日',
        '初版制定日',
        '締結日',
        'issued',
        'date',
      ],
    ],
    [
      'expires',
      ['有効期限', '有効期間', '期限', '満了日', '有効期限日', '失効日', '契約満了日', 'expires', 'validuntil', 'expiry'],
    ],
    ['conditions', ['開示条件', '公開条件', '閲覧条件', '提供条件', 'conditions']],
    [
      'confidentiality',
      [
        ...[
          '公開区分',
          '公開範囲',
          '公開の範囲',
          '開示区分',
          '開示範囲',
          '公開',
          '公開可否',
          '開示可否',
          '機密区分',
          '機密性',
          '秘密区分',
        ],
        ...['取扱区分', 'confidentiality', 'disclosure'],
      ],
    ],
    [
      'owner',
      [
        ...['所管', '所管部署', '所管部門', '主管', '主管部署', '主管部門', '管理者', '管理部署', '管理責任者', '文書管理者'],
        ...['担当', '担当者', '担当部署', '責任者', '作成者', '作成部署', 'owner'],
      ],
    ],
    [
      'location',
      [
        ...['保管場所', '保管先', '保存場所', '保存先', '格納場所', '格納先', '所在', 'url', 'リンク', 'ファイル', 'ファイル名'],
        ...['パス', '場所', '掲載場所', '掲載先', 'link', 'location', 'path', 'file'],
      ],
    ],
    ['note', ['備考', '備考欄', '注記', 'メモ', '説明', '概要', '内容', 'note', 'notes', 'remarks']],
  ],
  // Names of documents stand in check sheets too, as evidence: a register says something else of them.
  isTable: (roles) =>
    roles.has('title') &&
    (['kind', 'version', 'issued', 'revised', 'expires', 'owner', 'confidentiality', 'location'] as const).some((role) =>
      roles.has(role),
    ),
};

/** Words for the terms of the format, as authors write them. Whether 開示可 means everybody or customers only is not certain. */
const CONFIDENTIALITY: readonly (readonly [term: string, words: RegExp])[] = [
  [
    '非開示',
    /^(?:非公開|非開示|社外秘|極秘|秘|秘密|機密|内部|社内|社内限り?|社内限定|関係者限り|関係者外秘|不可|開示不可|公開不可|×|internal)$/i,
  ],
  [
    '契約者限り',
    /^(?:契約者(?:限り|限定|のみ|に開示)?|契約(?:者|先|顧客|医療機関)(?:限り|限定|のみ)?|(?:顧客|お客様|利用者|医療機関)(?:限り|限定|のみ)|要?nda(?:締結(?:後|先))?|限定公開|限定開示|customer)$/i,
  ],
  ['公開', /^(?:公開|一般公開|公表|web公開|hp公開|ホームページ公開|ウェブ公開|公開可|○|〇|◯|public)$/i],
];

/** The Japanese term a cell means; undefined where that is not certain. */
export function confidentialityOf(text: string): string | undefined {
  const known = canonicalTerm('confidentiality', text.trim());
  if (known !== undefined) return japaneseTerm('confidentiality', known);
  const plain = text.normalize('NFKC').replace(/[\s。]/g, '');
  return CONFIDENTIALITY.find(([, words]) => words.test(plain))?.[0];
}

/** `2025/4/1～2028/3/31`, `～2028年3月`. */
export function periodOf(text: string): { readonly from: string; readonly to: string } | undefined {
  const [first = '', last, ...more] = text.split(/[~～〜]|から/).map((part) => part.replace(/まで$/, '').trim());
  const to = last === undefined || more.length > 0 ? undefined : dateIn(last);
  const from = first === '' ? '' : dateIn(first);
  return to === undefined || from === undefined ? undefined : { from, to };
}

/** A URL, or a path inside the package; undefined for any other place (a cabinet, a system, a drive). */
export function locationOf(text: string): string | undefined {
  const plain = text.trim();
  if (/^https:\/\/[!-~]+$/.test(plain)) return plain;
  const path = plain.replaceAll('\\', '/').replace(/^\.\//, '');
  return /^[^\s/:*?"<>|][^:*?"<>|\n]*\.[A-Za-z0-9]{2,5}$/.test(path) && !path.includes('..') ? path : undefined;
}
