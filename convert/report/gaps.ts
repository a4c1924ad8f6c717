/** Open findings. */
import type { Gap } from '../../core/report/gaps.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { isTimely } from '../../core/report/standing.ts';
import type { Inline, LedTo } from '../form/form.ts';
import { small } from './answers.ts';
import { type Bar, type Bars, barsSvg } from './charts/bars.ts';
import { type Blocks, type Cell, code, count, drawing, led, type Part, paragraph, section, table, words } from './part.ts';

/** How many places a gap names. */
const NAMED = 5;
/** How many rules are drawn. */
const DRAWN = 10;

/** Rule by rule, the gravest first; what time has run out for stands in sections of its own. */
export function gapsPart({ gaps: all }: PackageReport, part: Part): Blocks {
  const { say } = part;
  const open = all.filter((gap) => !isTimely(gap));
  const most = mostOf(open);
  const heading = section(part, 'gaps', say('不足', 'Gaps'));
  if (open.length === 0) return [heading, paragraph(say('指摘はありません。', 'There are no findings.'))];
  return [
    heading,
    ...(part.isDrawn ? gapsDrawing(open, part) : []),
    table(
      [
        say('重大度', 'Severity'),
        say('内容', 'What'),
        say('ルール', 'Rule'),
        say('件数', 'Count'),
        ...(part.hasDrawings ? [say('多さ', 'Share')] : []),
        say('箇所', 'Where'),
      ],
      open.map((gap): readonly Cell[] => [
        severity(gap, part),
        gap.summary(part.language),
        code(gap.rule),
        count(gap.count, ledTo(gap.places, part)),
        ...small(part, countLegend(part), barOf(gap, most, part)),
        places(gap, part),
      ]),
    ),
  ];
}

/** The rules with most findings; the table has all. */
function gapsDrawing(open: readonly Gap[], part: Part): Blocks {
  const { say } = part;
  const shown = [...open].sort((a, b) => b.count - a.count).slice(0, DRAWN);
  const bars = shown.map((gap) => barOf(gap, mostOf(open), part));
  const text = bars.map(({ name, note }) => `${name} ${note}`).join(say('、', '; '));
  return drawing(part, text, (description, width) =>
    barsSvg(
      {
        title: say('指摘の多いルール', 'Rules with most findings'),
        description,
        legend: countLegend(part),
        bars,
      },
      width,
    ),
  );
}

function countLegend({ say }: Part): Bars['legend'] {
  return [{ name: say('件数', 'Count'), tone: 1 }];
}

function mostOf(open: readonly Gap[]): number {
  return Math.max(1, ...open.map(({ count: found }) => found));
}

function barOf(gap: Gap, most: number, part: Part): Bar {
  const [grave, what] = [severity(gap, part), gap.summary(part.language)];
  return {
    name: part.say(`${grave}　${what}`, `${grave}: ${what}`),
    parts: [gap.count],
    of: most,
    note: String(gap.count),
  };
}

/** Places with what is found there. */
function ledTo(all: Gap['places'], { language }: Part): readonly LedTo[] {
  return all.map(({ uri, line, control, finding }) => ({ uri, line, control, text: finding.message(language) }));
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
function places({ places: all }: Gap, part: Part): readonly Inline[] {
  const { say, pathOf } = part;
  const named = new Map<string, (typeof all)[number][]>();
  for (const place of all) {
    const name = place.control ?? `${pathOf(place.uri)}:${place.line + 1}`;
    named.set(name, [...(named.get(name) ?? []), place]);
  }
  const names = [...named];
  const rest = names.slice(NAMED);
  return [
    ...names
      .slice(0, NAMED)
      .flatMap(([name, at], i) => [...(i > 0 ? words(say('、', ', ')) : []), ...led(name, ledTo(at, part))]),
    ...(rest.length > 0
      ? led(
          say(` ほか${rest.length}か所`, ` and ${rest.length} more`),
          rest.flatMap(([, at]) => ledTo(at, part)),
        )
      : []),
  ];
}
