/** A new risk assessment: the scale explained, and one scenario worked from asset to what remains. */
import { fixed, inLanguage } from '../../language.ts';
import { scalarSource } from '../../yaml/edit.ts';
import type { Frame, Template } from './frame.ts';

export const assessmentTemplate: Template = {
  label: fixed('リスク評価', 'Risk assessment'),
  purpose: fixed(
    '資産・脅威・脆弱性からリスク評価値を求め、対策を決めます。社内で使う表です。',
    'Works out risk values from assets, threats and vulnerabilities, and settles the measures. For use inside.',
  ),
  lines,
};

const SCALE = 'oq-2021';

function lines({ text, service, catalogs, language }: Frame): readonly string[] {
  const scale = catalogs.scales.of(SCALE)?.data;
  /** What the levels of an axis mean, as comments. */
  const levels = (axis: string, indent = '') => {
    const found = scale?.axes[axis];
    if (!found) return [];
    const title = inLanguage(found.title, language);
    return [
      `${indent}# ${title} ${found.min}–${found.max}`,
      ...(found.levels ?? []).map((one) => `${indent}#   ${one.level}: ${inLanguage(one, language)}`),
    ];
  };
  return [
    'kaiji: assessment/v1',
    `scale: ${SCALE}`,
    `title: ${scalarSource(text(`${service} リスク評価`, `${service}: risk assessment`))}`,
    text(
      '# 資産の重要度 × 脅威 × 脆弱性でリスク評価値を求め、基準値以上のものに対策をとります。',
      '# Asset × threat × vulnerability gives the risk value; what reaches the line needs measures.',
    ),
    text(
      `# 対策要否の基準値は、評価基準の ${scale?.line?.value ?? ''} です。変えるときは理由とともに書きます。`,
      `# The line is that of the scale, ${scale?.line?.value ?? ''}. Another one wants a reason.`,
    ),
    text(
      '# threshold: { value: 12, reason: 受容できるリスクを小さくするため }',
      '# threshold: { value: 12, reason: we accept smaller risks only }',
    ),
    text('# 次は記入例です。自社の内容に書き換えてください。', '# One worked example follows. Put your own.'),
    '',
    text(
      '# 資産: 重要度は機密性・完全性・可用性の最大です（計算するので、書かなくて構いません）。',
      '# Assets: the importance is the highest of the three, computed for you.',
    ),
    ...levels('confidentiality'),
    ...levels('integrity'),
    ...levels('availability'),
    text(
      '# 評価しない資産は scope: 対象外 とし、reason を書きます。',
      '# An asset that is not assessed: scope: out, and a reason.',
    ),
    'assets:',
    '  - id: as-records',
    `    name: ${text('●●（例：保存している診療記録）', '●● (such as stored medical records)')}`,
    '    confidentiality: 3',
    '    integrity: 2',
    '    availability: 2',
    '',
    ...levels('threat'),
    'threats:',
    '  - id: th-ransom',
    `    name: ${text('●●（例：情報を暗号化するプログラムの侵入）', '●● (such as a program that encrypts data gets in)')}`,
    `    kind: ${text('意図的 # 意図的・偶発的・環境的', 'intentional # intentional, accidental, environmental')}`,
    '    level: 2',
    '',
    ...levels('vulnerability'),
    'vulnerabilities:',
    '  - id: vu-patch',
    `    name: ${text('●●（例：修正プログラムの適用が遅れている）', '●● (such as patches are applied late)')}`,
    '    threat: [th-ransom]',
    '    level: 3',
    '',
    text(
      '# シナリオ: 重要度 3 × 脅威 2 × 脆弱性 3 = 18 は基準値以上なので、対策が要ります。',
      '# Scenario: importance 3 × threat 2 × vulnerability 3 = 18 reaches the line and needs measures.',
    ),
    'scenarios:',
    '  - id: sc-ransom-records',
    `    title: ${text('●●（例：診療記録が暗号化され、使えなくなる）', '●● (such as the records are encrypted and of no use)')}`,
    '    asset: as-records',
    '    threat: th-ransom',
    '    vulnerability: vu-patch',
    text(
      '    # 一覧と違うレベルで評価するときは threat-level か vulnerability-level と、reason を書きます。',
      '    # Other levels than those of the lists: threat-level / vulnerability-level, and a reason.',
    ),
    text('    # 値は計算と照合します。', '    # The value is checked against the computed one.'),
    '    value: 18',
    '    measures: [OQ-T12, OQ-T15, me-backup]',
    text(
      '    # 対策実施後: 3 × 2 × 1 = 6。なお基準値以上なら、treatment: 保有 と理由を書きます。',
      '    # After the measures: 3 × 2 × 1 = 6. Still at the line: treatment: retain, and a reason.',
    ),
    '    residual: { vulnerability: 1, value: 6 }',
    '',
    text(
      '# 対策: カタログのもの（OQ-…）は control、自社のものは id と name で挙げ、対応状況を書きます。',
      '# Measures: those of a catalog (OQ-…) by control, your own by id and name; and how far they are.',
    ),
    'measures:',
    `  - { control: OQ-T12, status: ${text('対応済', 'implemented')} }`,
    `  - { control: OQ-T15, status: ${text('対応済', 'implemented')} }`,
    '  - id: me-backup',
    `    name: ${text('●●（例：切り離した場所へのバックアップ）', '●● (such as backups kept apart)')}`,
    `    kind: ${text('技術的', 'technical')}`,
    `    obligation: ${text('必須', 'must')}`,
    `    status: ${text('対応済', 'implemented')}`,
  ];
}
