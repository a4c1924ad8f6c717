/** References as guidelines print them and people type them, read to controls. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readReferences } from '../core/catalog/reference/read.ts';
import { bundled } from './support/catalogs.ts';

const { catalogs } = await bundled;
const checkSheet = catalogs.of('medcloud-checklist');
if (!checkSheet) throw new Error('the check sheet is not bundled');

/** `printed → what it means`, joined: IDs in order, or why it means none. */
function read(text: string): string {
  return readReferences(text, catalogs)
    .map(
      ({ ids, why, repaired }) =>
        `${why ?? ids.slice(0, 3).join(' ')}${ids.length > 3 ? ` +${ids.length - 3}` : ''}${repaired ? ' (repaired)' : ''}`,
    )
    .join(' | ');
}

test.each([
  // Canonical and as typed.
  ['CL-94', 'CL-94'],
  ['ＣＬ－９４', 'CL-94'],
  ['cl 94', 'CL-94'],
  ['CL-22(3)、CL-24', 'CL-22(3) | CL-24'],
  ['確認シートNo.94', 'CL-94'],
  ['CL-1～CL-3', 'CL-1 | CL-2 | CL-3'],
  ['No.1～3、5', 'CL-1 | CL-2 | CL-3 | CL-5'],
  ['CL-999', 'absent'],
  // METI, both numberings.
  ['METI-2.6.14(1)', 'METI-2.6.14(1)'],
  ['METI-2.5.2(1)-3', 'METI-2.5.2(1)-3'],
  ['2.6.13(1)', 'METI-2.6.13(1)'],
  ['[7.6.13 アクセス制御方針] (5),推(1)', 'METI-2.6.13(5) | recommended'],
  ['［７．６．１３　アクセス制御方針］（５）、推（１）', 'METI-2.6.13(5) | recommended'],
  ['7.3 組織的安全管理策(体制、運用管理規程)1(1),(2)', 'METI-2.3(1) | METI-2.3(2)'],
  ['[7.6.14 作業者アクセス及び作業者IDの管理] 推(1),(2)', 'recommended | recommended'],
  ['[7.6.悪意のあるコード] (1),(2),(3)', 'METI-2.6.3(1) (repaired) | METI-2.6.3(2) (repaired) | METI-2.6.3(3) (repaired)'],
  ['[7.6.1 情報処理装置] (1)～(3)', 'METI-2.6.1(1) | METI-2.6.1(2) | METI-2.6.1(3)'],
  ['7.1.1 ISMS認証取得時の考慮事項(1)', 'absent'],
  ['経産省ガイドライン第2版 7.7(2)', 'METI-2.7(2)'],
  // Sub-blocks that begin at (1) again: all of them, until a list begins anew.
  ['7.5.2(1)', 'METI-2.5.2(1)-1 METI-2.5.2(2)-1 METI-2.5.2(3)'],
  [
    '[7.5.2] (1),(8),(1),(5),(1)',
    'METI-2.5.2(1)-1 METI-2.5.2(2)-1 METI-2.5.2(3) | METI-2.5.2(1)-8 | METI-2.5.2(2)-1 | METI-2.5.2(2)-5 | METI-2.5.2(3)',
  ],
  // A section stands for what is in it.
  ['METI-2.6.14', 'METI-2.6.14(1) METI-2.6.14(2) METI-2.6.14(3) +19'],
  ['METI-2.5.2(1)', 'METI-2.5.2(1)-1 METI-2.5.2(1)-2 METI-2.5.2(1)-3 +5'],
  ['7.6.1', 'METI-2.6.1(1) METI-2.6.1(2) METI-2.6.1(3) +7'],
  // MIC: letters, headings, circled items.
  ['3.2.1(2) (ウ) 3.契約書・マニュアル等の文書の管理③,④,8.監査④', 'MIC-3.2.1(2)(ウ)3③ | MIC-3.2.1(2)(ウ)3④ | MIC-3.2.1(2)(ウ)8④'],
  ['3.2.3(2)(ア)2④,3.パスワードの管理⑥', 'MIC-3.2.3(2)(ア)2④ | MIC-3.2.3(2)(ア)3⑥'],
  ['総務省GL 3.2.3(ア)1①～③', 'MIC-3.2.3(2)(ア)1① | MIC-3.2.3(2)(ア)1② | MIC-3.2.3(2)(ア)1③'],
  ['3.2.3(2) (ウ) (a)入力者及び確定者の識別2臨床検査システム、医用画像①', 'MIC-3.2.3(2)(ウ)(a)①'],
  ['3.2.3(2) (ロ) 2.IoT機器上のサービスの利用①', 'MIC-3.2.3(2)(コ)2① (repaired)'],
  ['3.2.6(2) (2).再委託先の体制①,②', 'MIC-3.2.6(2)2① | MIC-3.2.6(2)2②'],
  ['3.4(2)クラウドサービスの利用終了における対応①,④', 'MIC-3.4(2)① | MIC-3.4(2)④'],
  ['総務省 本文2.5より', 'MIC-2.5'],
  ['1.3.2本文', 'MIC-1.3.2'],
  ['3.2.3(2)(ア)', 'MIC-3.2.3(2)(ア)1 MIC-3.2.3(2)(ア)2 MIC-3.2.3(2)(ア)3 +1'],
  // Scenarios, with measure numbers of 別紙2; measures.
  ['RS-1.1①', 'RS-1.1①'],
  ['RS-1.1-1', 'RS-1.1①'],
  ['別紙2 3.7 ②-1', 'RS-3.7②'],
  ['シナリオ1.1', 'RS-1.1① RS-1.1② RS-1.1③ +3'],
  ['3.4①', 'MIC-3.4(2)① RS-3.4①'],
  ['T02、T12', 'OQ-T02 | OQ-T12'],
  // Guidelines whose clauses are not bundled.
  ['企画管理編 7.6', 'unbundled'],
  ['厚労省6.0版 システム運用編 4.2 ②', 'unbundled'],
  ['表4-1', 'unbundled'],
  // No references; a number in brackets without its section is none either.
  ['推(2)', ''],
  ['(2)', ''],
  ['TLS1.2以上、ISO/IEC 27001', ''],
  ['LC-94、AES-128', ''],
  ['', ''],
])('%s', (text, wanted) => {
  expect(read(text)).toBe(wanted);
});

test('ranges are where each number stands', () => {
  const text = '参照: [7.6.13 アクセス制御方針] (5),推(1)';
  expect(readReferences(text, catalogs).map(({ start, end, printed }) => [text.slice(start, end), printed])).toEqual([
    ['7.6.13 アクセス制御方針] (5)', '7.6.13(5)'],
    ['推(1)', '7.6.13 推(1)'],
  ]);
});

test.each(['7.6.14(', '7.6.14(1)～(60)', '3.2.1(2)(ウ)', '①', '[', 'CL-1～CL-61 '])(
  'of a cell of %j again and again only the beginning is read',
  (unit) => {
    const read = readReferences(unit.repeat(20_000), catalogs);
    expect(read.length).toBeLessThanOrEqual(1100);
    expect(read.every(({ end }) => end <= 4000)).toBe(true);
  },
);

const shared = new URL('../../shared/data/checklist.json', import.meta.url);
const present = existsSync(shared);
if (!present) console.warn('SKIPPED: ../shared/data is not here; printed references were read from the table alone.');

describe.skipIf(!present)(
  `the reference columns of the check sheet${present ? '' : ' (SKIPPED: ../shared/data is not here)'}`,
  () => {
    interface Row {
      readonly no: number;
      readonly meti_ref_raw: string;
      readonly mic_ref_raw: string;
      readonly meti_refs: readonly {
        readonly items: readonly { readonly resolution: string; readonly target_seq: readonly number[] | null }[];
      }[];
    }
    const { rows } = present ? (JSON.parse(readFileSync(shared, 'utf8')) as { rows: readonly Row[] }) : { rows: [] };
    const meti = catalogs.of('meti-processor');
    const controlOf = ({ no }: Row) => {
      const control = checkSheet.control(`CL-${no}`);
      if (!control) throw new Error(`CL-${no}`);
      return control;
    };

    test('METI: 277 references come to what the facts say', () => {
      const outcomes: Record<string, number> = {};
      const differing: string[] = [];
      for (const row of rows) {
        const items = row.meti_refs.flatMap(({ items }) => items);
        const read = readReferences(row.meti_ref_raw, catalogs, controlOf(row));
        expect(read.length, `CL-${row.no}`).toBe(items.length);
        read.forEach(({ ids, why, repaired, printed }, i) => {
          const begunAnew = /^(?:7\.5\.2|7\.6\.14)\(/.test(printed);
          const outcome = why ?? (repaired ? 'repaired' : begunAnew ? 'block' : 'literal');
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          const wanted = (items[i]?.target_seq ?? []).map((seq) => meti?.data.controls[seq - 1]?.id);
          if (ids.join() !== wanted.join()) differing.push(`CL-${row.no} ${printed}: ${ids} ≠ ${wanted}`);
        });
      }
      expect(outcomes).toEqual({ literal: 174, block: 51, repaired: 3, recommended: 46, absent: 3 });
      expect(differing).toEqual([]);
    });

    test('MIC: every reference comes to a heading, and to what the catalog says', () => {
      for (const row of rows) {
        const control = controlOf(row);
        const read = readReferences(row.mic_ref_raw, catalogs, control);
        expect(
          read.filter(({ ids }) => ids.length === 0).map(({ printed }) => printed),
          control.id,
        ).toEqual([]);
        // Row 64 prints the references of row 63.
        const wanted = row.no === 64 ? checkSheet.control('CL-63') : control;
        const named = (wanted?.refs ?? []).map(({ to }) => to).filter((to) => to.startsWith('MIC-'));
        expect(new Set(read.flatMap(({ ids }) => ids)), control.id).toEqual(new Set(named));
      }
    });
  },
);
