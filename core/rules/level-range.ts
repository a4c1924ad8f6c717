import { scaleFor } from '../assessment/assessed.ts';
import type { Axis } from '../catalog/scale.ts';
import { type Bilingual, fixed, inLanguage, message } from '../language.ts';
import { assessmentScenarioOf, assetOf, type Level, levelField, threatOf, vulnerabilityOf } from '../model/assessment.ts';
import type { Entry } from '../model/document.ts';
import { scenarioOf } from '../model/risks.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';

const outside = message<{ axis: Axis; written: string; scale: Bilingual }>({
  ja: ({ axis, written, scale }) =>
    `${axis.title.ja}の「${written}」は、評価基準「${scale.ja}」の ${axis.min}〜${axis.max} に入りません。基準にあるレベルに直してください。`,
  en: ({ axis, written, scale }) =>
    `"${written}" (${inLanguage(axis.title, 'en')}) is not within ${axis.min}–${axis.max} of the scale "${inLanguage(scale, 'en')}". Write one of its levels.`,
});

export const docs: RuleDocs = {
  ja: `リスク評価のレベルは、文書の \`scale\` が指す評価基準の範囲で付けます。範囲の外の数字が混じると、重要度やリスク評価値を基準値と比べられません。オンライン資格確認の評価基準（oq-2021）では、機密性と脅威が1〜3、完全性と可用性が1〜2、脆弱性が0〜3です。リスク対応一覧の \`level\`（影響度と顕在化率）は1〜3です。

\`\`\`yaml
assets:
  - { id: as-terminal, confidentiality: 3, integrity: 2, availability: 2 }   # 完全性に 3 はない
\`\`\`

評価基準の名前が違うときは \`unknown-catalog\` が、数字でないときは \`wrong-type\` が指摘します。`,
  en: `The levels of an assessment are those of the scale its \`scale\` names; with others neither importance nor risk value can be compared with the line. In the scale of the online eligibility verification (oq-2021) confidentiality and threats go from 1 to 3, integrity and availability from 1 to 2, vulnerabilities from 0 to 3. The \`level\` of a risk annex (impact and likelihood) goes from 1 to 3.

\`\`\`yaml
assets:
  - { id: as-terminal, confidentiality: 3, integrity: 2, availability: 2 }   # integrity has no 3
\`\`\`

An unknown scale is reported by unknown-catalog, what is no number by wrong-type.`,
};

export const levelRange: EntryRule = {
  code: 'level-range',
  severity: 'error',
  scope: 'entry',
  kinds: ['assessment', 'risks'],
  sequences: ['assets', 'threats', 'vulnerabilities', 'scenarios'],
  summary: fixed('評価基準にないレベル', 'A level outside the scale'),
  *check(entry, context) {
    const scale = scaleFor(entry.document, context);
    if (!scale) return;
    for (const [name, level] of levelsIn(entry)) {
      const axis = scale.axis(name);
      if (!axis || level?.value === undefined || scale.has(name, level.value)) continue;
      yield { at: level.node, message: outside({ axis, written: level.node.text.trim(), scale: scale.data.title }) };
    }
  },
};

/** The levels an entry gives, by axis. */
function levelsIn(entry: Entry): readonly (readonly [axis: string, level: Level | undefined])[] {
  const map = asMap(entry.node);
  if (!map) return [];
  if (entry.document.kind === 'risks') {
    const { level } = scenarioOf(map);
    return ['impact', 'likelihood'].map((axis) => [axis, levelField(level, axis)]);
  }
  switch (entry.sequence) {
    case 'assets': {
      const { confidentiality, integrity, availability } = assetOf(map);
      return Object.entries({ confidentiality, integrity, availability });
    }
    case 'threats':
      return [['threat', threatOf(map).level]];
    case 'vulnerabilities': {
      const { level, threatLevel } = vulnerabilityOf(map);
      return [
        ['vulnerability', level],
        ['threat', threatLevel],
      ];
    }
    default: {
      const { threatLevel, vulnerabilityLevel, residual } = assessmentScenarioOf(map);
      return [
        ['threat', threatLevel],
        ['vulnerability', vulnerabilityLevel],
        ['threat', residual?.threat],
        ['vulnerability', residual?.vulnerability],
      ];
    }
  }
}
