/** The register of evidence: what ends when, and what is wrong with it. */
import { counted } from '../../core/language.ts';
import type { RegisteredEvidence } from '../../core/report/evidence.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { daysLeft, endingsDrawing } from './endings.ts';
import { type Blocks, led, line, type Part, section, subsection, table } from './part.ts';

type Ending = RegisteredEvidence & {
  readonly lastDay: string;
  readonly daysLeft: number;
  readonly validity: 'expired' | 'expiring' | 'valid';
};

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
    ...endingsDrawing(
      ending.map((one) => ({
        name: one.title || one.id,
        lastDay: one.lastDay,
        daysLeft: one.daysLeft,
        left: left(one, part),
      })),
      say('エビデンスの有効期限', 'When evidence ends'),
      part,
    ),
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
            urgent.map((one) => [
              one.expires ?? '',
              left(one, part),
              led(one.id, [one]),
              one.title,
              one.owner ?? '',
              one.citations,
            ]),
          ),
        ]
      : []),
    ...(unused.length + lost.length > 0
      ? [
          subsection(part, say('台帳の見直し', 'To be put right in the register')),
          table(
            ['ID', say('題名', 'Title'), say('内容', 'What')],
            all
              .filter((one) => unused.includes(one) || lost.includes(one))
              .map((one) => [led(one.id, [one]), one.title, faults(one, part)]),
          ),
        ]
      : []),
  ];
}

function count(ending: readonly Ending[], validity: Ending['validity']): number {
  return ending.filter((one) => one.validity === validity).length;
}

function left(one: Ending, part: Part): string {
  return daysLeft(one.daysLeft, part, (days) => part.say(`${days}日前に終了`, `${counted(days, 'day')} over`));
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
