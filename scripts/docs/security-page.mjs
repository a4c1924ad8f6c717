import { entries } from '../../test/security/threats/index.mjs';
import { between, cell, table } from './words.mjs';

const HEADS = {
  ja: ['', '想定する攻撃', '対策', '実装箇所', 'テスト'],
  en: ['', 'What could be tried', 'What keeps it from working', 'Where', 'Test'],
};

/** docs/security.md with its tables written anew, from the register of threats. */
export function securityWithTables(source) {
  return between(between(source, 'threats ja', tables('ja')), 'threats en', tables('en'));
}

function tables(language) {
  return entries.flatMap(({ title, threats }, i) => [
    ...(i > 0 ? [''] : []),
    `${language === 'ja' ? '###' : '####'} ${title[language]}`,
    '',
    ...table(
      HEADS[language],
      threats.map(({ id, tried, kept, guard, test }) => [
        id,
        cell(tried[language]),
        cell(kept[language]),
        `[${guard.file}](../${guard.file}) \`${guard.name}\``,
        `[${test.file}](../${test.file})<br>${cell(test.title)}`,
      ]),
    ),
  ]);
}
