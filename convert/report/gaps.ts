/** Open findings, and what time has run out for. */
import { ruleNamed } from '../../core/check.ts';
import type { Gap } from '../../core/report/gaps.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { type Blocks, code, type Part, paragraph, section, table } from './part.ts';

/** How many places a gap names. */
const NAMED = 5;

/** What time has run out for stands in sections of its own: due, and evidence. */
export const isTimely = ({ rule }: Gap): boolean => ruleNamed(rule)?.about === 'time';

/** Rule by rule, the gravest first. */
export function gapsPart({ gaps: all }: PackageReport, part: Part): Blocks {
  const { say } = part;
  const open = all.filter((gap) => !isTimely(gap));
  const heading = section(part, 'gaps', say('不足', 'Gaps'));
  if (open.length === 0) return [heading, paragraph(say('指摘はありません。', 'There are no findings.'))];
  return [
    heading,
    table(
      [say('重大度', 'Severity'), say('内容', 'What'), say('ルール', 'Rule'), say('件数', 'Count'), say('箇所', 'Where')],
      open.map((gap) => [severity(gap, part), gap.summary(part.language), code(gap.rule), gap.count, places(gap, part)]),
    ),
  ];
}

function severity(gap: Gap, { say }: Part): string {
  const terms = {
    error: say('エラー', 'error'),
    warning: say('警告', 'warning'),
    info: say('情報', 'info'),
    hint: say('ヒント', 'hint'),
  };
  return terms[gap.severity];
}

/** Each place once: a control by its ID, anything else by its line. */
function places({ places: all }: Gap, { say, pathOf }: Part): string {
  const names = [...new Set(all.map(({ uri, line: at, control }) => control ?? `${pathOf(uri)}:${at + 1}`))];
  const rest = names.length - NAMED;
  return names.slice(0, NAMED).join(say('、', ', ')) + (rest > 0 ? say(` ほか${rest}か所`, ` and ${rest} more`) : '');
}

/** What should have been done by today; evidence has a section of its own. */
export const overdueIn = ({ gaps }: PackageReport) =>
  gaps.filter((gap) => isTimely(gap) && gap.rule !== 'evidence-expired').flatMap((gap) => gap.places);

export function duePart(report: PackageReport, part: Part): Blocks {
  const { say, language, pathOf } = part;
  const found = overdueIn(report);
  if (found.length === 0) return [];
  return [
    section(part, 'due', say('期限', 'Due')),
    table(
      [say('箇所', 'Where'), say('内容', 'What')],
      found.map(({ uri, line: at, finding }) => [`${pathOf(uri)}:${at + 1}`, finding.message(language)]),
    ),
  ];
}
