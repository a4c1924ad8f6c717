/**
 * What an answer says in set words, as forms of ours print them and authors write them: its state with the reason, and who is responsible, at its head; what is
 * planned, and by when, at its end. What is read so is printed again in the same words.
 */
import { openedBy } from '../form/marks.ts';
import { dateIn, statusIn, termIn } from './words.ts';

export interface Stated {
  readonly status?: string;
  readonly reason: string;
  readonly responsibility?: Bearer;
  readonly action: string;
  readonly due?: string;
  /** The rest. */
  readonly words: string;
}

export interface Bearer {
  readonly responsibility: string;
  /** Whom it relies on, by name. */
  readonly from?: string;
}

/** @param known the status a column of its own says */
export function statedIn(text: string, known: string | undefined): Stated {
  const state = known === undefined ? (reasonedIn(text) ?? statusIn(text)) : undefined;
  let rest = state?.rest ?? text;
  let reason = state && 'reason' in state ? state.reason : '';
  if (known !== undefined) {
    const [line = '', said = ''] = /^(?:理由|reason)[:：][ \t\u3000]*(\S.*)\n?/.exec(rest) ?? [];
    reason = said;
    rest = rest.slice(line.length);
  }
  const [line = '', named = ''] = /^(?:責任の所在|Responsibility)[:：][ \t\u3000]*(\S.*)\n?/.exec(rest) ?? [];
  const responsibility = bearerIn(named);
  if (responsibility) rest = rest.slice(line.length);
  const planned = plannedIn(rest, state?.status ?? known);
  const status = state?.status ?? (known === undefined && planned?.isState ? '対応予定' : undefined);
  return {
    ...(status === undefined ? {} : { status }),
    reason,
    ...(responsibility ? { responsibility } : {}),
    action: planned?.action ?? '',
    ...(planned?.due === undefined ? {} : { due: planned.due }),
    words: planned?.before ?? rest,
  };
}

/** `利用者`, `外部事業者に依拠・株式会社見本基盤`; undefined for anything else. */
export function bearerIn(text: string): Bearer | undefined {
  const whole = termIn('responsibility', text);
  if (whole !== undefined) return { responsibility: whole };
  const [, word = '', from = ''] = /^([^・,，\n]+)(?:・|[,，] ?)(\S[^\n]*)$/.exec(text.trim()) ?? [];
  const responsibility = termIn('responsibility', word);
  return responsibility === undefined ? undefined : { responsibility, from: from.trim() };
}

/** `対象外（理由: 電子署名を使わないため）`, and what stands on the lines below. */
function reasonedIn(text: string) {
  const opened = /^([^\s:：。、（(\n]{2,12}) ?[（(](?:理由|reason)[:：][ \t\u3000]*/.exec(text);
  const status = opened && statusIn(opened[1] ?? '')?.status;
  if (!opened || status === undefined) return undefined;
  let depth = 1;
  for (let at = opened[0].length; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '（' || character === '(') depth++;
    else if (character === '）' || character === ')') depth--;
    if (depth > 0) continue;
    // What stands behind the bracket on its line belongs to another sentence.
    if (at + 1 < text.length && text.charAt(at + 1) !== '\n') return undefined;
    return { status, reason: text.slice(opened[0].length, at), rest: text.slice(at + 2) };
  }
  return undefined;
}

const PLANNED = /^(対応予定|planned|計画|plan)(?: ?[（(](?:by )?([^（()）\n]+?)(?:まで)?[)）])?(?:[:：][ \t\u3000]*(\S.*))?$/;

/** `対応予定（2027年3月31日まで）: …` to the end. Where there are items or targets, it may be that of one of these. @param status of the answer, where it says one */
function plannedIn(text: string, status: string | undefined) {
  const lines = text.split('\n');
  if (lines.some((line) => openedBy(line))) return undefined;
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    const [, word = '', day, first] = PLANNED.exec(line) ?? [];
    const due = day === undefined ? undefined : dateIn(day);
    const isState = word === '対応予定' || word === 'planned';
    // 計画 opens many a line: with a day, or where the state has a plan, it is one.
    const isPlan = isState || due !== undefined || (status !== undefined && status !== '対応済' && status !== '対象外');
    if (word !== '' && isPlan && (day === undefined || due !== undefined) && (due !== undefined || first !== undefined)) {
      const action = [first ?? '', ...lines.slice(at + 1)].filter((one, i) => i > 0 || one !== '').join('\n');
      return { before: lines.slice(0, at).join('\n'), action, due, isState };
    }
  }
  return undefined;
}

/** What an evaluator's cell says under its labels; all of it is the improvement where it has none. */
export interface Judged {
  readonly finding: string;
  readonly improvement: string;
  readonly due?: string;
  readonly by: string;
}

export function judgedIn(text: string): Judged {
  const said = { finding: '', improvement: '', by: '' };
  let key: keyof typeof said = 'improvement';
  for (const [i, line] of text.split('\n').entries()) {
    const [label = '', word = ''] = /^(指摘|改善策|判定|Finding|Improvement|Judged by):[ \t\u3000]*/.exec(line) ?? [];
    if (i === 0 && word === '') break;
    const named = LABELS[word];
    key = named ?? key;
    const words = line.slice(label.length);
    said[key] += named && said[key] === '' ? words : `\n${words}`;
  }
  const { finding, improvement, by } = said.finding + said.improvement + said.by === '' ? { ...said, improvement: text } : said;
  const [until = '', day = ''] = / ?[（(](?:by )?([^（()）\n]+?)(?:まで)?[)）]$/.exec(improvement) ?? [];
  const due = /^ \(by |まで）$/.test(until) ? dateIn(day) : undefined;
  const words = due === undefined ? improvement : improvement.slice(0, -until.length);
  return { finding, improvement: words, ...(due === undefined ? {} : { due }), by };
}

const LABELS: Readonly<Record<string, 'finding' | 'improvement' | 'by'>> = {
  指摘: 'finding',
  Finding: 'finding',
  改善策: 'improvement',
  Improvement: 'improvement',
  判定: 'by',
  'Judged by': 'by',
};

/** 備考 with who answered, and when, on its last line: `回答者: 運用部、更新日: 2026年4月1日`. */
export function remarkIn(text: string): { readonly words: string; readonly by: string; readonly updated?: string } {
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  const [, by = '', day] = /^(?:回答者: (\S.*?))?(?:、?更新日: (\S+))?$/.exec(last) ?? [];
  const updated = day === undefined ? undefined : dateIn(day);
  if ((by === '' && updated === undefined) || (day !== undefined && updated === undefined)) return { words: text, by: '' };
  return { words: lines.slice(0, -1).join('\n'), by, ...(updated === undefined ? {} : { updated }) };
}
