import { assessedScenario, scaleFor, usable } from '../assessment/assessed.ts';
import type { Scale } from '../catalog/scale.ts';
import { fixed, message } from '../language.ts';
import { type Level, type Threat, threatOf, type Vulnerability, vulnerabilityOf } from '../model/assessment.ts';
import { entriesOf } from '../model/document.ts';
import type { PackageView } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { Splice } from '../text/text.ts';
import { setPair } from '../yaml/set.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, FileEdit, Fix, RuleDocs } from './rule.ts';
import { together } from './shared/evidence-register.ts';

const differs = message<{ row: string; threat: string; list: number }>({
  ja: ({ row, threat, list }) =>
    `ここでは脅威レベルが ${row} ですが、脅威の一覧では ${threat} のレベルは ${list} です。リスク評価値の計算には一覧のレベルを使います。どちらかにそろえてください。`,
  en: ({ row, threat, list }) =>
    `The threat level is ${row} here, but the list of threats has ${list} for ${threat}. Risk values are computed with that of the list: make the two agree.`,
});

const listed = message<{ threat: string; list: number }>({
  ja: ({ threat, list }) => `脅威の一覧では、${threat} のレベルは ${list} です`,
  en: ({ threat, list }) => `The list of threats has level ${list} for ${threat}`,
});

const takeList = message<{ level: number }>({
  ja: ({ level }) => `一覧に合わせて ${level} に直す`,
  en: ({ level }) => `Take the list's level, ${level}`,
});

const takeRow = message<{ level: number; threat: string }>({
  ja: ({ level, threat }) => `一覧の ${threat} のほうを ${level} に直す（その脅威のリスク評価値も計算し直す）`,
  en: ({ level, threat }) => `Set ${threat} to ${level} in the list, and compute its risk values anew`,
});

interface Data {
  readonly row: Vulnerability;
  readonly threat: string;
  readonly list: number;
}

export const docs: RuleDocs = {
  ja: `脆弱性の表は、脅威の一覧にあるレベルを再掲することがあります（\`threat-level\`）。片方だけを直すと、同じ脅威に二つのレベルができ、どちらで評価したのか分からなくなります。一覧のレベルと違うものを、表の側で知らせます。

\`\`\`yaml
threats:
  - { id: th-ransom, name: 情報を暗号化するプログラムの侵入, level: 2 }
vulnerabilities:
  - { id: vu-usb, threat: [th-ransom], level: 3, threat-level: 3 }   # 一覧では 2
\`\`\`

クイックフィックスで、表と一覧のどちらにもそろえられます。シナリオの \`threat-level\` は、その場面だけのレベルとして一覧に優先するので、ここでは指摘しません。その理由は \`reason\` に書きます。`,
  en: `A table of vulnerabilities may repeat the level of each threat (\`threat-level\`). Where only one of the two is changed, one threat has two levels and nobody knows which was assessed. What differs from the list is reported in the table.

\`\`\`yaml
threats:
  - { id: th-ransom, name: ransomware, level: 2 }
vulnerabilities:
  - { id: vu-usb, threat: [th-ransom], level: 3, threat-level: 3 }   # the list has 2
\`\`\`

Quick fixes take either. The \`threat-level\` of a scenario is a level for that case alone, in place of the list's: it is not reported here, and wants a reason.`,
};

export const levelMismatch: EntryRule = {
  code: 'level-mismatch',
  severity: 'warning',
  scope: 'entry',
  kinds: ['assessment'],
  sequences: ['vulnerabilities'],
  reads: ['threats'],
  summary: fixed(
    '脆弱性の表にある脅威レベルが、脅威の一覧と違う',
    'A threat level repeated in a table that differs from the list',
  ),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map) return;
    const row = vulnerabilityOf(map);
    const scale = scaleFor(entry.document, context);
    const level = inScale(scale, row.threatLevel);
    if (level === undefined || !row.threatLevel) return;
    for (const { text } of row.threats) {
      const site = context.lookup('threats', text)[0];
      const threat = threatIn(site?.entry.node);
      const list = inScale(scale, threat?.level);
      if (!site || !threat?.level || list === undefined || list === level) continue;
      const related = { uri: site.document.file.uri, at: threat.level.node, message: listed({ threat: text, list }) };
      yield {
        at: row.threatLevel.node,
        message: differs({ row: row.threatLevel.node.text.trim(), threat: text, list }),
        ...(row.id ? { control: row.id.value } : {}),
        related: [related],
        data: { row, threat: text, list } satisfies Data,
      };
    }
  },
  fixes(finding, { file, package: whole, document }) {
    const { row, threat, list } = finding.data as Data;
    const level = row.threatLevel?.value;
    if (level === undefined || !document) return [];
    const fixes: Fix[] = [];
    // A row of several threats cannot agree with two of them that differ.
    const others = row.threats.map(({ text }) => threatIn(whole.lookup('threats', text)[0]?.entry.node)?.level?.value);
    if (others.every((other) => other === undefined || other === list))
      fixes.push({
        title: takeList({ level: list }),
        edits: [{ uri: file.uri, splices: [setPair(file, row.node, 'threat-level', String(list))] }],
        preferred: true,
      });
    const edits = rowsAgree(whole, threat, level) ? inList(whole, threat, level) : undefined;
    if (edits) fixes.push({ title: takeRow({ level, threat }), edits });
    return fixes;
  },
};

function inScale(scale: Scale | undefined, level: Level | undefined): number | undefined {
  return usable(scale, 'threat', level);
}

function threatIn(node: Parameters<typeof asMap>[0]): Threat | undefined {
  const map = asMap(node);
  return map && threatOf(map);
}

function* entriesIn(whole: Package, sequence: string) {
  for (const document of whole.documents) if (document.kind === 'assessment') yield* entriesOf(document, sequence);
}

/** Whether every row that repeats the threat's level has this one: else the list's, once changed, would differ from another. */
function rowsAgree(whole: Package, threat: string, level: number): boolean {
  for (const { node, document } of entriesIn(whole, 'vulnerabilities')) {
    const map = asMap(node);
    const row = map && vulnerabilityOf(map);
    const said = inScale(scaleFor(document, whole), row?.threatLevel);
    if (said !== undefined && said !== level && row?.threats.some(({ text }) => text === threat)) return false;
  }
  return true;
}

/** The list's level changed, and with it the values written where it is multiplied. */
function inList(whole: Package, threat: string, level: number): readonly FileEdit[] | undefined {
  const site = whole.lookup('threats', threat)[0];
  const item = asMap(site?.entry.node);
  if (!site || !item || !whole.files.has(site.document.file.uri)) return undefined;
  const home = site.document.file;
  const edits: FileEdit[] = [{ uri: home.uri, splices: [setPair(home, item, 'level', String(level))] }];
  for (const entry of entriesIn(whole, 'scenarios')) {
    const { file } = entry.document;
    const splices = valuesAnew(entry, whole, item, level);
    if (splices.length > 0) edits.push({ uri: file.uri, splices });
  }
  return together(edits);
}

function valuesAnew(
  entry: Parameters<typeof assessedScenario>[0],
  view: PackageView,
  item: Threat['node'],
  level: number,
): readonly Splice[] {
  const assessed = assessedScenario(entry, view);
  if (assessed?.threat?.item.node !== item) return [];
  const { scenario, product, residual, scale } = assessed;
  const splices: Splice[] = [];
  const rewrite = (map: typeof scenario.node, written: Level | undefined, old: typeof product) => {
    if (!old?.factors.some(({ from, axis }) => from === 'list' && axis === 'threat') || written?.value === undefined) return;
    const levels = Object.fromEntries(old.factors.map(({ axis, level: one }) => [axis, axis === 'threat' ? level : one]));
    const value = scale?.value(levels);
    if (value !== undefined && value !== written.value) splices.push(setPair(entry.document.file, map, 'value', String(value)));
  };
  rewrite(scenario.node, scenario.value, product);
  if (scenario.residual) rewrite(scenario.residual.node, scenario.residual.value, residual?.product);
  return splices;
}
