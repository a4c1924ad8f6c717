/** Shared responsibility: what the medical institution has to do, what others do for us, what is left to us. */
import { headline } from '../../core/features/markdown.ts';
import { inLanguage } from '../../core/language.ts';
import type { PackageReport } from '../../core/report/report.ts';
import type { Bearer, Duty } from '../../core/report/responsibility.ts';
import { barsSvg } from './charts/bars.ts';
import { type Blocks, type Cell, drawing, led, type Part, section, subsection, table } from './part.ts';

export function dutiesPart({ duties: all }: PackageReport, part: Part): Blocks {
  const { say } = part;
  if (all.length === 0) return [];
  const bearers: readonly (readonly [Bearer, string])[] = [
    ['customer', say('利用者（医療機関等）が行うこと', 'What the medical institution has to do')],
    ['platform', say('外部事業者に依拠していること', 'What others do for us')],
    ['ours', say('当社に残っていること', 'What is still ours to do')],
  ];
  return [
    section(part, 'duties', say('責任分界', 'Shared responsibility')),
    ...dutiesDrawing(all, part),
    ...bearers.flatMap(([bearer, heading]) => dutiesBy(bearer, heading, all, part)),
  ];
}

function dutiesDrawing(all: readonly Duty[], part: Part): Blocks {
  const { say } = part;
  const bearers: readonly (readonly [Bearer, string])[] = [
    ['ours', say('当社', 'We')],
    ['platform', say('外部事業者', 'Others, for us')],
    ['customer', say('利用者（医療機関等）', 'The medical institution')],
  ];
  const counts = bearers.map(([bearer, name]) => {
    const own = all.filter((duty) => duty.bearer === bearer);
    return {
      name,
      own: own.length,
      open: own.filter(({ open }) => open).length,
      shared: own.filter(({ shared }) => shared).length,
    };
  });
  const most = Math.max(...counts.map(({ own }) => own));
  const note = ({ own, open }: (typeof counts)[number]) => say(`${own}件（未了 ${open}件）`, `${own} (${open} open)`);
  const text = counts.map((one) => `${one.name} ${note(one)}`).join(say('、', ', '));
  return drawing(part, text, (description, width) =>
    barsSvg(
      {
        title: say('だれが行うか', 'Who does it'),
        description,
        legend: [
          { name: say('対応済', 'Done'), tone: 1 },
          { name: say('未了', 'Open'), tone: 3 },
        ],
        bars: counts.map((one) => ({ name: one.name, parts: [one.own - one.open, one.open], of: most, note: note(one) })),
      },
      width,
    ),
  );
}

function dutiesBy(bearer: Bearer, heading: string, all: readonly Duty[], part: Part): Blocks {
  const { say } = part;
  const own = all.filter((duty) => duty.bearer === bearer);
  // What we do already is the sheet itself; here it is what is left.
  const shown = bearer === 'ours' ? own.filter(({ open }) => open) : own;
  const done =
    bearer === 'ours' ? say(`（${own.length}件のうち未了 ${shown.length}件）`, ` (${shown.length} of ${own.length} open)`) : '';
  if (own.length === 0) return [];
  const sources = { checklist: say('確認項目', 'check item'), annex: say('リスク', 'risk'), section: say('節', 'section') };
  const head = [
    say('出所', 'Source'),
    'ID',
    say('題名', 'Title'),
    say('対象', 'Target'),
    ...(bearer === 'platform' ? [say('依拠先', 'Relies on')] : []),
    say('内容', 'What'),
  ];
  const rows = shown.map((duty): readonly Cell[] => [
    sources[duty.source] + (duty.shared ? say('（共同）', ' (shared)') : ''),
    led(duty.id, [duty]),
    inLanguage(duty.title, part.language),
    duty.target ?? '',
    ...(bearer === 'platform' ? [duty.from ?? say('（未記入）', '(not said)')] : []),
    headline(duty.text.replace(/\s+/g, ' '), 120),
  ]);
  return [subsection(part, `${heading}${done}`), ...(rows.length === 0 ? [] : [table(head, rows)])];
}
