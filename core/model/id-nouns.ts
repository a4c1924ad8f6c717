/** What ids are given to, as people call it. */
import type { Bilingual } from '../language.ts';

/** What has ids of its own, each kind among its own: the key of the list they stand in. */
export type Named =
  | 'evidence'
  | 'statements'
  | 'parties'
  | 'roles'
  | 'tables'
  | 'sections'
  | 'references'
  | 'assets'
  | 'threats'
  | 'vulnerabilities'
  | 'scenarios'
  | 'measures';

export const idNouns: Readonly<Record<Named, Required<Bilingual>>> = {
  evidence: { ja: 'エビデンス', en: 'evidence' },
  statements: { ja: '共通回答', en: 'statement' },
  parties: { ja: '主体', en: 'party' },
  roles: { ja: '責任者', en: 'role' },
  tables: { ja: '表', en: 'table' },
  sections: { ja: '節', en: 'section' },
  references: { ja: '参照文書', en: 'reference' },
  assets: { ja: '資産', en: 'asset' },
  threats: { ja: '脅威', en: 'threat' },
  vulnerabilities: { ja: '脆弱性', en: 'vulnerability' },
  scenarios: { ja: 'シナリオ', en: 'scenario' },
  measures: { ja: '対策', en: 'measure' },
};
