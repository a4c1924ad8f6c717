/** The published assessment of the online eligibility verification as assessment/v1. Needs ../shared, which only the project's own workshop has. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { arithmetic } from '../core/assessment/arithmetic.ts';
import { type AssessedScenario, assessedAsset, assessedScenario, scaleFor } from '../core/assessment/assessed.ts';
import type { PlacedFinding } from '../core/check.ts';
import { entriesOf, type KaijiDocument } from '../core/model/document.ts';
import type { Package } from '../core/package/package.ts';
import { findingsOf, openFixture } from './support/fixture.ts';

const source = new URL('../../shared/data/assessment.json', import.meta.url);
const present = existsSync(source);
if (!present)
  console.warn('SKIPPED: ../shared/data/assessment.json is not here; the checks on the published risk assessment did not run.');

interface Threat {
  readonly no: number;
  readonly threat: string;
  readonly level: number;
}

interface Row {
  /** Of the published table. */
  readonly line: number;
  readonly kind: string;
  readonly threat: string;
  readonly threat_level: number;
  readonly vulnerability: string;
  readonly vulnerability_level: number;
}

interface Published {
  readonly assets: readonly { readonly kind: string; readonly scope: string; readonly in_scope: boolean }[];
  readonly intentional_threats: readonly Threat[];
  readonly accidental_threats: readonly Threat[];
  readonly vulnerabilities: readonly Row[];
  readonly risk: { readonly matrix: readonly { readonly vulnerability: number; readonly values: readonly number[] }[] };
}

/**
 * The accidental threats of the list (1–21) in the order of the table's rows. Their names differ in places (カード裏面 and 券面（裏）, 照会要求情報 and
 * 照会要求内容, 紐付け and 取得); but for the six about looking up information, where the table puts consent by mistake last, the order is the same.
 */
const ACCIDENTAL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 13, 17, 16, 18, 19, 20, 21];

/** Lines of the table that reach 18 with an asset of importance 3. */
const ABOVE_LINE = [373, 374, 388, 389, 392, 393, 398];
/** Lines whose threat level is not that of the list. */
const CONTRADICTING = [416, 419, 439, 441, 443, 444, 445];
/** 故障 of what may fall, be shaken or gather dust; ※ the card reader's level is 2. */
const FAILURE = 446;

/** Importance 3, 2 and 1, each from levels of the scale. */
const ASSETS = [
  ['as-3', 3, 2, 2],
  ['as-2', 1, 1, 2],
  ['as-1', 1, 1, 1],
] as const;

function threatOf({ kind, threat }: Row, accidental: number, { intentional_threats }: Published): string {
  if (kind === '意図的脅威') return `th-i-${intentional_threats.find((one) => one.threat === threat)?.no}`;
  if (kind === '偶発的脅威') return `th-a-${ACCIDENTAL[accidental]}`;
  return threat.startsWith('故障') ? 'th-failure' : 'th-disaster';
}

function documentOf(data: Published): string {
  const quoted = JSON.stringify;
  let accidental = -1;
  const rows = data.vulnerabilities.map((row) => {
    if (row.kind === '偶発的脅威') accidental++;
    return { ...row, threatId: threatOf(row, accidental, data) };
  });
  const lines = [
    'kaiji: assessment/v1',
    'scale: oq-2021',
    'assets:',
    ...ASSETS.map(([id, c, i, a]) => `  - { id: ${id}, confidentiality: ${c}, integrity: ${i}, availability: ${a} }`),
    ...data.assets.map(
      ({ kind, scope, in_scope }, i) =>
        `  - { id: as-published-${i}, name: ${quoted(kind)}, scope: ${in_scope ? '対象' : `対象外, reason: ${quoted(scope)}`} }`,
    ),
    'threats:',
    ...data.intentional_threats.map(
      (one) => `  - { id: th-i-${one.no}, name: ${quoted(one.threat)}, kind: 意図的, level: ${one.level} }`,
    ),
    ...data.accidental_threats.map(
      (one) => `  - { id: th-a-${one.no}, name: ${quoted(one.threat)}, kind: 偶発的, level: ${one.level} }`,
    ),
    '  - { id: th-failure, name: 故障, kind: 環境的, level: 1 }',
    '  - { id: th-disaster, name: 被災, kind: 環境的, level: 1 }',
    'vulnerabilities:',
    ...rows.map(
      (row) =>
        `  - { id: vu-${row.line}, threat: ${row.threatId}, name: ${quoted(row.vulnerability)}, level: ${row.vulnerability_level}, threat-level: ${row.threat_level} }`,
    ),
    'scenarios:',
    ...ASSETS.flatMap(([asset]) =>
      rows.map(
        (row) => `  - { id: sc-${asset}-${row.line}, asset: ${asset}, threat: ${row.threatId}, vulnerability: vu-${row.line} }`,
      ),
    ),
    `  - { id: sc-reader, asset: as-3, threat: th-failure, vulnerability: vu-${FAILURE}, threat-level: 2, reason: 患者が直接触れるため }`,
  ];
  return `${lines.join('\n')}\n`;
}

describe.skipIf(!present)(
  `the published risk assessment${present ? '' : ' (SKIPPED: ../shared/data/assessment.json is not here)'}`,
  () => {
    const data = present ? (JSON.parse(readFileSync(source, 'utf8')) as Published) : undefined;
    const files = new Map(data ? [['assessment.kaiji.yaml', documentOf(data)]] : []);
    const rows = data?.vulnerabilities ?? [];
    let whole: Package;
    let document: KaijiDocument;
    let scenarios: ReadonlyMap<string, AssessedScenario>;
    let found: readonly PlacedFinding[];

    beforeAll(async () => {
      const [first] = (await openFixture(files)).packages;
      const [only] = first?.documents ?? [];
      if (!first || !only) throw new Error('no package');
      whole = first;
      document = only;
      scenarios = new Map(
        entriesOf(only, 'scenarios').flatMap((entry) => {
          const assessed = assessedScenario(entry, first);
          const id = assessed?.scenario.id?.value;
          return assessed && id !== undefined ? [[id, assessed] as const] : [];
        }),
      );
      found = (await findingsOf(files)).map(({ finding }) => finding);
    });
    const linesOf = (rule: string) =>
      found.flatMap(({ rule: code, control }) =>
        code === rule ? [Number(/[0-9]+$/.exec(control ?? '')?.[0] ?? Number.NaN)] : [],
      );

    test('is understood whole', () => {
      expect(rows).toHaveLength(60);
      expect(scenarios.size).toBe(3 * 60 + 1);
      expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual(['level-mismatch', 'untreated-risk', 'unused-asset']);
    });

    test('importance is the highest of confidentiality, integrity and availability', () => {
      const scale = scaleFor(document, whole);
      const importances = entriesOf(document, 'assets').map((entry) => assessedAsset(entry, scale)?.importance);
      expect(importances.slice(0, 3)).toEqual([3, 2, 1]);
      // The published list of assets gives no levels: nothing is computed of nothing.
      expect(new Set(importances.slice(3))).toEqual(new Set([undefined]));
    });

    test('every pair has the value of the published matrix', () => {
      for (const [asset] of ASSETS) {
        for (const { line, vulnerability_level } of rows) {
          const assessed = scenarios.get(`sc-${asset}-${line}`);
          const importance = Number(asset.slice(-1));
          const threat = assessed?.threat?.item.level?.value ?? Number.NaN;
          expect(assessed?.importance, `${asset} ${line}`).toBe(importance);
          const cell = data?.risk.matrix.find(({ vulnerability }) => vulnerability === vulnerability_level);
          // The two rows of vulnerability level 0 are outside of the matrix, and come to nothing.
          expect(assessed?.value, `${asset} ${line}`).toBe(cell ? cell.values[(importance - 1) * 3 + threat - 1] : 0);
          expect(assessed?.product && arithmetic(assessed.product)).toBe(
            `${importance} × ${threat} × ${vulnerability_level} = ${importance * threat * vulnerability_level}`,
          );
        }
      }
      expect(rows.filter(({ vulnerability_level }) => vulnerability_level === 0).map(({ line }) => line)).toEqual([437, 440]);
    });

    test('the line of 18 is met by seven rows at importance 3, and by none below', () => {
      const above = (asset: string) =>
        rows.filter(({ line }) => scenarios.get(`sc-${asset}-${line}`)?.meetsLine).map(({ line }) => line);
      expect(scenarios.get('sc-as-3-373')?.line).toMatchObject({ value: 18, isOwn: false });
      expect(above('as-3')).toEqual(ABOVE_LINE);
      expect(above('as-2')).toEqual([]);
      expect(above('as-1')).toEqual([]);
    });

    test('the failure of the card reader meets it at its own threat level', () => {
      const reader = scenarios.get('sc-reader');
      expect(reader?.product && arithmetic(reader.product)).toBe('3 × 2 × 3 = 18');
      expect(reader?.product?.factors.map(({ axis, from }) => `${axis} ${from}`)).toEqual([
        'importance asset',
        'threat scenario',
        'vulnerability list',
      ]);
      expect(reader?.meetsLine).toBe(true);
      expect(scenarios.get(`sc-as-3-${FAILURE}`)?.value).toBe(9);
    });

    test('those above the line want measures', () => {
      const untreated = found.flatMap(({ rule, control }) => (rule === 'untreated-risk' ? [control] : []));
      expect(untreated).toEqual([...ABOVE_LINE.map((line) => `sc-as-3-${line}`), 'sc-reader']);
    });

    test('levels that contradict between list and table', () => {
      expect(linesOf('level-mismatch')).toEqual(CONTRADICTING);
    });

    test('each asset in scope that nothing assesses', () => {
      expect(data?.assets.filter(({ in_scope }) => in_scope)).toHaveLength(11);
      expect(found.filter(({ rule }) => rule === 'unused-asset')).toHaveLength(11);
    });
  },
);
