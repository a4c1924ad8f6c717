/** The register of evidence: what ends when, and what is wrong with it. */
import type { RegisteredEvidence } from '../../core/report/evidence.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { AHEAD, timelineSvg } from './charts/timeline.ts';
import { type Blocks, drawing, line, type Part, section, subsection, table } from './part.ts';

/** What is drawn at most: the first to end. */
const DRAWN = 30;

type Ending = RegisteredEvidence & { readonly daysLeft: number; readonly validity: 'expired' | 'expiring' | 'valid' };

/** None where nothing is registered. */
export function evidencePart({ evidence: all }: PackageReport, part: Part): Blocks {
  const { say } = part;
  if (all.length === 0) return [];
  const ending = all
    .filter((one): one is Ending => one.daysLeft !== undefined)
    .sort((a, b) => a.daysLeft - b.daysLeft || (a.id < b.id ? -1 : 1));
  const urgent = ending.filter(({ validity }) => validity !== 'valid');
  const unused = all.filter(({ isUnused }) => isUnused);
  const lost = all.filter(({ file }) => file === 'missing' || file === 'outside');
  return [
    section(part, 'evidence', say('エビデンス', 'Evidence')),
    ...line(
      part,
      say(`登録 ${all.length}件`, `${all.length} registered`),
      say(`有効期限のあるもの ${ending.length}件`, `${ending.length} with a last day`),
      say(`期限切れ ${count(ending, 'expired')}件`, `${count(ending, 'expired')} expired`),
      say(`60日以内 ${count(ending, 'expiring')}件`, `${count(ending, 'expiring')} within 60 days`),
      say(`どこからも挙げられていないもの ${unused.length}件`, `${unused.length} cited by nothing`),
      say(`ファイルのないもの ${lost.length}件`, `${lost.length} without their file`),
    ),
    ...endings(ending, part),
    ...(urgent.length > 0
      ? [
          subsection(part, say('期限の切れたもの、近いもの', 'Expired, or soon to be')),
          table(
            [
              say('有効期限', 'Last day'),
              say('残り', 'Left'),
              'ID',
              say('題名', 'Title'),
              say('担当', 'Owner'),
              say('挙げている数', 'Cited'),
            ],
            urgent.map((one) => [one.expires ?? '', left(one, part), one.id, one.title, one.owner ?? '', one.citations]),
          ),
        ]
      : []),
    ...(unused.length + lost.length > 0
      ? [
          subsection(part, say('台帳の見直し', 'To be put right in the register')),
          table(
            ['ID', say('題名', 'Title'), say('内容', 'What')],
            all.filter((one) => unused.includes(one) || lost.includes(one)).map((one) => [one.id, one.title, faults(one, part)]),
          ),
        ]
      : []),
  ];
}

function count(ending: readonly Ending[], validity: Ending['validity']): number {
  return ending.filter((one) => one.validity === validity).length;
}

function left({ daysLeft }: Ending, { say }: Part): string {
  if (daysLeft === 0) return say('今日まで', 'today');
  return daysLeft < 0 ? say(`${-daysLeft}日前に終了`, `${-daysLeft} days over`) : say(`あと${daysLeft}日`, `${daysLeft} days`);
}

function faults({ isUnused, file }: RegisteredEvidence, { say }: Part): string {
  return [
    isUnused ? say('どこからも挙げられていません', 'cited by nothing') : '',
    file === 'missing' ? say('ファイルがありません', 'its file is missing') : '',
    file === 'outside' ? say('ファイルがパッケージの外にあります', 'its file is outside the package') : '',
  ]
    .filter(Boolean)
    .join(say('。', '; '));
}

/** What has ended, and what ends in the year ahead. */
function endings(ending: readonly Ending[], part: Part): Blocks {
  const { say } = part;
  const shown = ending.filter(({ daysLeft }) => daysLeft <= AHEAD).slice(0, DRAWN);
  if (shown.length === 0) return [];
  const rest = ending.length - shown.length;
  const later = rest > 0 ? say(`ほか${rest}件の期限は、それより後です。`, `${rest} more end later.`) : '';
  const text = shown.map((one) => `${one.title || one.id} ${one.expires} ${left(one, part)}`).join(say('、', '; '));
  return [
    ...drawing(part, text, (description) =>
      timelineSvg({
        title: say('エビデンスの有効期限', 'When evidence ends'),
        description,
        today: part.date,
        todayName: say('今日', 'today'),
        near: { days: 60, name: say('60日以内', 'within 60 days') },
        rows: shown.map((one) => ({
          name: one.title || one.id,
          days: one.daysLeft,
          state: one.validity === 'expired' ? 'over' : one.validity === 'expiring' ? 'near' : 'later',
          note: `${one.lastDay} ${left(one, part)}`,
        })),
      }),
    ),
    ...(part.hasDrawings ? line(part, later) : []),
  ];
}
