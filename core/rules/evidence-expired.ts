import { fixed, type Localized, message } from '../language.ts';
import { evidenceItem, validityOn } from '../model/evidence.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';

const expired = message<{ title: Localized; expires: string }>({
  ja: ({ title, expires }) =>
    `「${title('ja')}」の有効期限（${expires}）が過ぎています。更新後の文書に差し替えて expires を直すか、別のエビデンスを挙げてください。`,
  en: ({ title, expires }) =>
    `"${title('en')}" expired on ${expires}. Put the renewed document in its place and correct expires, or cite other evidence.`,
});

const expiring = message<{ title: Localized; expires: string; days: number }>({
  ja: ({ title, expires, days }) =>
    `「${title('ja')}」の有効期限（${expires}）${days === 0 ? 'は今日です' : `まであと${days}日です`}。更新の予定を確かめてください。`,
  en: ({ title, expires, days }) =>
    `"${title('en')}" expires on ${expires}, ${days === 0 ? 'today' : `in ${days} day${days === 1 ? '' : 's'}`}. Check when it is renewed.`,
});

const untitled = fixed('名称のないエビデンス', 'Evidence without a title');

export const docs: RuleDocs = {
  ja: `有効期限（\`expires\`）の過ぎた証明書や契約書は、裏付けになりません。期限の翌日から警告し、期限の60日前からは情報として知らせます。\`2027-03\` のように日のない期限は、その月の末日までとみなします。日付として読めない値は \`invalid-value\` が知らせます。`,
  en: `A certificate or contract past its \`expires\` backs nothing. It is a warning from the day after, and information from 60 days before. A date without a day (\`2027-03\`) lasts to the end of the month. What is no date is reported by \`invalid-value\`.`,
};

export const evidenceExpired: EntryRule = {
  code: 'evidence-expired',
  severity: 'warning',
  about: 'time',
  scope: 'entry',
  sequences: ['evidence'],
  summary: fixed('エビデンスの有効期限が過ぎている、または近い', 'Evidence that has expired or soon will'),
  *check({ node }, { date }) {
    const map = asMap(node);
    if (!map) return;
    const { id, title, expires } = evidenceItem(map);
    const held = validityOn(date, expires?.value);
    if (!expires || !held || held.validity === 'valid') return;
    const name = title?.value.trim() || id?.value;
    const called = name ? fixed(name, name) : untitled;
    yield held.validity === 'expired'
      ? { at: expires.node, message: expired({ title: called, expires: expires.value }) }
      : { at: expires.node, message: expiring({ title: called, expires: expires.value, days: held.daysLeft }), severity: 'info' };
  },
};
