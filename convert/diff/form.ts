/** What changed between two versions of a package (core/diff) as a 新旧対照表: what to agree to again first, old and new side by side, the words marked. */
import type { Change, FieldOf, PackageDiff, Place, Subject, VersionName } from '../../core/diff/change.ts';
import { type Item, itemNouns } from '../../core/diff/item.ts';
import type { Mark } from '../../core/diff/words.ts';
import { type Bilingual, inLanguage, type Language } from '../../core/language.ts';
import { printedDate } from '../form/date.ts';
import type { Block, Form, Inline, TableCell, TableRow } from '../form/form.ts';

export interface DiffFormOptions {
  readonly language: Language;
  /** What people call the versions: paths, revisions. */
  readonly old: string;
  readonly now: string;
  /** How a file is called. */
  readonly pathOf: (uri: string) => string;
}

/** The parts of the document, in their order. */
const changeClasses = ['agreement', 'changed', 'added', 'removed', 'moved'] as const;
type ChangeClass = (typeof changeClasses)[number];

/** The part of the document a change stands in. */
function classOf({ reagree, is }: Change): ChangeClass {
  return reagree ? 'agreement' : is;
}

const HEADINGS: Readonly<Record<ChangeClass, Required<Bilingual>>> = {
  agreement: { ja: '医療機関と再び合意が必要な変更', en: 'To be agreed to again with the medical institution' },
  changed: { ja: '記載の変更', en: 'Changed' },
  added: { ja: '追加', en: 'Added' },
  removed: { ja: '削除', en: 'Removed' },
  moved: { ja: '移動・番号の変更', en: 'Moved or renumbered' },
};

/** How many others a change names; the rest is counted. */
const NAMED = 30;

/** `第1.1版（2026年4月1日、v1.1:開示書）`; where it came from alone where a version says nothing of itself. */
function versionText({ version, issued }: VersionName, from: string, language: Language): string {
  const ja = language === 'ja';
  const name = version === '' ? '' : ja ? `第${version.replace(/^第|版$/g, '')}版` : `version ${version}`;
  const date = issued === '' ? '' : printedDate(issued, language);
  const [first, ...others] = [name, date, from].filter((part) => part !== '');
  if (others.length === 0) return first ?? '';
  return ja ? `${first}（${others.join('、')}）` : `${first} (${others.join(', ')})`;
}

/** The document. Without changes it says so. */
export function diffForm({ service, old, now, changes, unread }: PackageDiff, options: DiffFormOptions): Form {
  const { language } = options;
  const say = sayIn(language);
  const name = say('新旧対照表', 'Changes');
  const title = service === '' ? name : say(`${service} ${name}`, `${service}: changes`);
  const counted = changeClasses.map((one) => ({ one, own: changes.filter((change) => classOf(change) === one) }));
  const blocks: Block[] = [
    paragraph(`${say('旧', 'Old')}: ${versionText(old, options.old, language)}`),
    paragraph(`${say('新', 'New')}: ${versionText(now, options.now, language)}`),
    changes.length === 0
      ? paragraph(say('変更はありません。', 'Nothing changed.'))
      : {
          is: 'table',
          widths: [4, 1],
          head: [row([heading(say('区分', 'Kind')), heading(say('件数', 'Count'))])],
          rows: counted.map(({ one, own }) =>
            row([cell(HEADINGS[one][language]), { ...cell(String(own.length)), align: 'right' }]),
          ),
        },
  ];
  if (unread.length > 0) {
    const places = unread.map(
      ({ side, uri, line }) => `${side === 'old' ? say('旧', 'old') : say('新', 'new')} ${options.pathOf(uri)}:${line + 1}`,
    );
    blocks.push(
      paragraph(
        say(
          `次の箇所は書き方の誤りのため読み取れず、比べていません。直してから作り直してください。\n${places.join('\n')}`,
          `These places cannot be read and were not compared. Correct them and compare again.\n${places.join('\n')}`,
        ),
      ),
    );
  }
  for (const { one, own } of counted) {
    if (own.length === 0) continue;
    blocks.push({ is: 'heading', level: 1, number: '', content: [{ is: 'text', text: HEADINGS[one][language] }], anchor: one });
    blocks.push({
      is: 'table',
      widths: [3, 5, 5, 2],
      head: [row([say('箇所', 'Where'), say('旧', 'Old'), say('新', 'New'), say('備考', 'Remarks')].map(heading))],
      rows: own.map((change) => rowOf(change, language)),
    });
  }
  return { title, language, hasContents: false, running: title, page: 'landscape', blocks };
}

function rowOf(change: Change, language: Language): TableRow {
  const { item, within } = change;
  const node = item.node;
  const { file } = item.document;
  const line = node ? file.text.positionAt(file.tree.spanOf(node).start).line : 0;
  const where = [
    ...subjectLines({ item, within }, language),
    ...(change.is === 'changed' ? [inLanguage(change.label, language)] : []),
  ];
  const [old, now] = sides(change, language);
  return {
    cells: [{ ...cell(where.join('\n')), isHeading: true }, old, now, cell(remarks(change, language))],
    origin: { uri: file.uri, line, end: line + 1 },
  };
}

function sides(change: Change, language: Language): readonly [TableCell, TableCell] {
  const say = sayIn(language);
  const none = cell(say('（なし）', '(none)'));
  switch (change.is) {
    case 'changed': {
      const { old, now, words } = change;
      if (words) return [marked(words, 'deleted'), marked(words, 'inserted')];
      const shown = (text: Bilingual | undefined, is: 'deleted' | 'inserted') =>
        text ? marked([{ is, text: inLanguage(text, language) }], is) : none;
      return [shown(old, 'deleted'), shown(now, 'inserted')];
    }
    case 'added':
      return [none, marked([{ is: 'inserted', text: contents(change.fields, language) }], 'inserted')];
    case 'removed':
      return [marked([{ is: 'deleted', text: contents(change.fields, language) }], 'deleted'), none];
    case 'moved':
      return [cell(placeText(change.old, language)), cell(placeText(change.now, language))];
  }
}

/** All an item says: a line a field, those of its parts under their names. */
function contents(fields: readonly FieldOf[], language: Language): string {
  const lines: string[] = [];
  let last: Item | undefined;
  for (const { label, value, of } of fields) {
    if (of && of !== last) lines.push(...subjectLines({ item: of, within: undefined }, language));
    last = of;
    const text = inLanguage(value.text, language);
    lines.push(`${inLanguage(label, language)}${language === 'ja' ? '：' : ': '}${text}`);
  }
  return lines.join('\n');
}

/** What a row is about: the answer or scenario, then its part or target. */
function subjectLines({ item, within }: Subject, language: Language): readonly string[] {
  const noun = itemNouns[item.type][language];
  const title = inLanguage(item.title, language);
  const names = item.type === 'section' ? [item.number, title || item.key || item.id] : [isShownId(item) ? item.id : '', title];
  const own = [noun, ...names].filter((text) => text !== '').join(' ');
  // The only row of a scenario has no name of its own.
  const lines = own === noun && (within || item.type === 'treatment' || item.type === 'response') ? [] : [own];
  return within ? [...subjectLines({ item: within, within: undefined }, language), ...lines] : lines;
}

/** IDs of guidelines are known to everybody, those an author gave are not. */
function isShownId({ type, title }: Item): boolean {
  return (
    type === 'answer' ||
    type === 'part' ||
    type === 'scenario' ||
    (type !== 'response' && type !== 'treatment' && title.ja === '' && type !== 'package')
  );
}

function remarks(change: Change, language: Language): string {
  const say = sayIn(language);
  const names = change.also.map((one) => shortName(one, language));
  const rest = names.length - NAMED;
  const list = names.slice(0, NAMED).join(say('、', ', ')) + (rest > 0 ? say(`、ほか${rest}件`, ` and ${rest} more`) : '');
  return [
    ...(change.reagree ? [say('再合意が必要', 'agree again')] : []),
    ...(change.reagree && change.is === 'added' ? [say('追加', 'added')] : []),
    ...(change.reagree && change.is === 'removed' ? [say('削除', 'removed')] : []),
    ...(names.length > 0 ? [say(`次にも反映: ${list}`, `also read in: ${list}`)] : []),
  ].join('\n');
}

function shortName({ item, within }: Subject, language: Language): string {
  const say = sayIn(language);
  if (item.type === 'section')
    return [item.number, inLanguage(item.title, language) || item.key].filter((text) => text !== '').join(' ');
  const isById = item.type === 'answer' || item.type === 'part' || item.type === 'scenario';
  const title = inLanguage(item.title, language);
  return isById || title === ''
    ? `${within?.id ?? ''}${item.id}`
    : `${within?.id ?? ''}${within ? say(`（${title}）`, ` (${title})`) : title}`;
}

function placeText({ number, parent, behind }: Place, language: Language): string {
  const say = sayIn(language);
  const name = (item: Item) =>
    [item.number, inLanguage(item.title, language) || item.key].filter((text) => text !== '').join(' ');
  const quoted = (item: Item) => say(`「${name(item)}」`, `"${name(item)}"`);
  const at = behind ? say(`${quoted(behind)}の次`, `behind ${quoted(behind)}`) : say('最初', 'first');
  return [number, parent ? say(`${quoted(parent)}の中の${at}`, `in ${quoted(parent)}, ${at}`) : at]
    .filter((text) => text !== '')
    .join('\n');
}

function marked(words: readonly Mark[], side: 'deleted' | 'inserted'): TableCell {
  const own = words.filter(({ is }) => is === 'same' || is === side);
  const content = own.flatMap(({ is, text }): readonly Inline[] =>
    is === 'same' ? inlines(text) : [{ is, content: inlines(text) }],
  );
  return { blocks: [{ is: 'paragraph', content }] };
}

function cell(text: string): TableCell {
  return { blocks: [paragraph(text)] };
}

function heading(text: string): TableCell {
  return { ...cell(text), isHeading: true };
}

function row(cells: readonly TableCell[]): TableRow {
  return { cells };
}

function paragraph(text: string): Block {
  return { is: 'paragraph', content: inlines(text) };
}

function inlines(text: string): readonly Inline[] {
  return text
    .split('\n')
    .flatMap((line, i): readonly Inline[] => [
      ...(i > 0 ? [{ is: 'break' as const }] : []),
      ...(line === '' ? [] : [{ is: 'text' as const, text: line }]),
    ]);
}

function sayIn(language: Language): (ja: string, en: string) => string {
  return (ja, en) => (language === 'ja' ? ja : en);
}
