import { fixed, message } from '../language.ts';
import { assetOf } from '../model/assessment.ts';
import { asMap, isDamaged } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';

const unused = message<{ id: string; name: string }>({
  ja: ({ id, name }) =>
    `資産 ${id}${name ? `（${name}）` : ' '}は評価の対象ですが、どのシナリオにも出てきません。シナリオで評価するか、対象外なら scope を「対象外」とし、理由を reason に書いてください。`,
  en: ({ id, name }) =>
    `The asset ${id}${name && ` (${name})`} is in scope, but no scenario covers it. Assess it in a scenario, or mark it out of scope and say why.`,
});

export const docs: RuleDocs = {
  ja: `洗い出した資産のうち、評価の対象（対象・一部対象）でありながら、どのシナリオの \`asset\` にも挙げられていないものを知らせます。評価の漏れか、対象外の書き忘れです。

\`\`\`yaml
assets:
  - { id: as-router, name: ルーター, scope: 対象外, reason: 回線事業者の設備であり、当社は操作できないため }
\`\`\`

対象外の資産は指摘しません。シナリオは、同じパッケージの別のリスク評価にあっても構いません。`,
  en: `Reports assets in scope (in, partial) that no scenario names under \`asset\`: something was not assessed, or its scope was not written.

\`\`\`yaml
assets:
  - { id: as-router, name: router, scope: out, reason: It belongs to the carrier and cannot be operated by us }
\`\`\`

Assets out of scope are fine. The scenario may stand in another assessment of the package.`,
};

export const unusedAsset: EntryRule = {
  code: 'unused-asset',
  severity: 'info',
  scope: 'entry',
  kinds: ['assessment'],
  sequences: ['assets'],
  reads: ['assessed'],
  summary: fixed('どのシナリオも扱わない資産', 'An asset in scope that no scenario covers'),
  *check(entry, { lookup }) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map)) return;
    const { id, name, scope } = assetOf(map);
    if (!id?.value || scope === 'out' || lookup('assessed', id.value).length > 0) return;
    yield { at: id.node, message: unused({ id: id.value, name: name?.value ?? '' }), control: id.value };
  },
};
