import { fixed, type Localized, message } from '../language.ts';
import { type Section, sectionOf, withNested } from '../model/disclosure.ts';
import { type Field, keyNode, textField } from '../model/field.ts';
import type { Site } from '../package/index.ts';
import { insertItem, insertPair } from '../yaml/edit.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, isDamaged, isEmpty, keyText, type MapNode, pairOf } from '../yaml/tree.ts';
import type { DocumentRule, Place, RuleDocs } from './rule.ts';
import { CONTACT_SECTION, keysOf } from './shared/outline.ts';
import { nameOf } from './shared/place.ts';
import { has } from './shared/reply.ts';
import { isBroken } from './shared/unreadable.ts';

const none = fixed(
  '問合せ窓口がありません。contacts に、窓口の名称・受付時間・連絡方法（電話・メール・URLのいずれか）を書いてください。',
  'There is no help desk contact. Under contacts give its name, its hours and a way to reach it (telephone, mail or URL).',
);

type Lack = 'hours' | 'reach' | 'both';

const incomplete = message<{ name: string; lack: Lack }>({
  ja: ({ name, lack }) =>
    `問合せ窓口${name === '' ? '' : `「${name}」`}${
      {
        hours: 'に受付時間がありません。hours に曜日と時刻を書いてください。',
        reach: 'に連絡方法がありません。電話（tel）・メール（mail）・URL（url）のいずれかを書いてください。',
        both: 'に受付時間と連絡方法がありません。hours に曜日と時刻を書き、電話（tel）・メール（mail）・URL（url）のいずれかを加えてください。',
      }[lack]
    }`,
  en: ({ name, lack }) =>
    `The contact${name === '' ? '' : ` "${name}"`} has ${
      {
        hours: 'no hours. Write days and times under hours.',
        reach: 'no way to reach it. Give a telephone number (tel), a mail address (mail) or a url.',
        both: 'no hours and no way to reach it. Write days and times under hours, and a telephone number (tel), a mail address (mail) or a url.',
      }[lack]
    }`,
});

const insertContact = fixed('問合せ窓口の雛形を追加する', 'Insert a contact to complete');
const insertHours = fixed('受付時間（hours）の欄を加える', 'Insert hours');
const insertTel = fixed('電話（tel）の欄を加える', 'Insert a telephone number');
const insertBoth = fixed('受付時間（hours）と電話（tel）の欄を加える', 'Insert hours and a telephone number');

/** The ways to reach a contact. */
const REACH = ['tel', 'mail', 'url'] as const;
const TEL = '●●-●●●●-●●●●';
const HOURS = '●●（受付時間）';

/** A contact, and what it lacks. */
interface Contact {
  readonly key: string;
  readonly map: MapNode | undefined;
  readonly name: Field<string> | undefined;
  readonly lack: Lack | undefined;
}

type Data = { readonly contact: MapNode; readonly lack: Lack } | undefined;

export const docs: RuleDocs = {
  ja: `障害や事故のとき、医療機関等は開示書に書かれた窓口に連絡します。窓口がない、いつ受け付けるのか分からない、どう連絡するのか分からない、という開示書では役に立ちません。窓口ごとに、受付時間（\`hours\`）と、電話（\`tel\`）・メール（\`mail\`）・URL（\`url\`）のいずれかを書いてください。

\`\`\`yaml
contacts:
  - { name: ヘルプデスク, purpose: [問い合わせ, 障害], hours: 平日9時–17時, tel: 03-0000-0000 }
\`\`\`

問合せ窓口の節（\`org.contact\`）に本文がある場合は、そこに書かれているものとして指摘しません。その節がまだない開示書には \`missing-section\` が、●● のままの欄には \`placeholder-answer\` が知らせます。`,
  en: `In a failure or an incident the medical institution turns to the contact named in the disclosure. It is of no use without one, without its hours, or without a way to reach it. Give each contact its \`hours\` and a telephone number (\`tel\`), a mail address (\`mail\`) or a \`url\`.

\`\`\`yaml
contacts:
  - { name: Help desk, purpose: [questions, failures], hours: 9:00–17:00 on weekdays, tel: 03-0000-0000 }
\`\`\`

Where the section on contacts (\`org.contact\`) has a body, it is taken to say so and nothing is reported. Where that section is not there yet, \`missing-section\` says so; blanks left as ●● are reported by \`placeholder-answer\`.`,
};

export const missingContact: DocumentRule<Contact> = {
  code: 'missing-contact',
  severity: 'warning',
  scope: 'document',
  kinds: ['disclosure'],
  sequences: ['contacts'],
  reads: ['targets', 'sections'],
  summary: fixed('問合せ窓口・受付時間・連絡方法がない', 'No contact, or one without hours or a way to reach it'),
  note({ node }) {
    const map = asMap(node);
    const lack = map && !isDamaged(map) ? lackOf(map) : undefined;
    const name = textField(map, 'name');
    return { key: `${lack ?? ''} ${name?.value ?? ''}`, map, name, lack };
  },
  *check(document, { lookup, notes }) {
    const { root } = document;
    if (!root) return;
    const sites = lookup('sections', CONTACT_SECTION);
    const sections = sites.flatMap(sectionAt);
    if (sections.some(saysItself)) return;
    const contacts = notes();
    for (const {
      note: { map, name, lack },
    } of contacts) {
      if (!map || !lack) continue;
      const data: Data = { contact: map, lack };
      yield { at: name?.node ?? nameOf(map), message: incomplete({ name: name?.value ?? '', lack }), data };
    }
    if (contacts.length > 0 || lookup('targets', 'contacts').some(({ entry }) => entry.sequence === 'contacts')) return;
    // What could not be read may hold one.
    if (isBroken(document)) return;
    const pair = pairOf(root, 'contacts');
    // What is no list is another rule's business; a section that is missing is missing-section's.
    if (pair && !isEmpty(pair.value) && pair.value?.kind !== 'seq') return;
    const at: Place | undefined = keyNode(root, 'contacts') ?? sites.find((site) => site.document === document)?.node;
    if (at) yield { at, message: none, control: CONTACT_SECTION };
  },
  fixes(finding, { document, file }) {
    const data = finding.data as Data;
    const fix = (title: Localized, splices: readonly ReturnType<typeof insertPair>[]) => [
      { title, edits: [{ uri: file.uri, splices }], preferred: true },
    ];
    if (data) {
      const { contact, lack } = data;
      const source: readonly (readonly [string, string])[] = [
        ...(lack === 'reach' ? [] : [['hours', HOURS] as const]),
        ...(lack === 'hours' ? [] : [['tel', TEL] as const]),
      ];
      const title = lack === 'hours' ? insertHours : lack === 'reach' ? insertTel : insertBoth;
      const [first, second] = source;
      // Two new keys of one place go in one behind the other.
      const absent = source.filter(([key]) => !pairOf(contact, key));
      if (first && second && absent.length === 2)
        return fix(title, [
          insertPair(
            file,
            contact,
            source.map(([key, value]) => `${key}: ${value}`),
            'purpose',
          ),
        ]);
      return fix(
        title,
        source.map(([key, value]) => setPair(file, contact, key, value, 'purpose')),
      );
    }
    const root = document?.root;
    if (!root) return [];
    const lines = ['name: ヘルプデスク', 'purpose: [問い合わせ, 障害]', `hours: ${HOURS}`, `tel: ${TEL}`];
    if (pairOf(root, 'contacts')) return fix(insertContact, [insertItem(file, root, 'contacts', lines)]);
    const index = root.pairs.findIndex((pair) => keyText(pair) === 'sections');
    const before = root.pairs[index - 1];
    const item = lines.map((line, i) => (i === 0 ? `  - ${line}` : `    ${line}`));
    return fix(insertContact, [insertPair(file, root, ['contacts:', ...item], before && keyText(before))]);
  },
};

function lackOf(contact: MapNode): Lack | undefined {
  const hours = isSaid(contact, 'hours');
  const reach = REACH.some((key) => isSaid(contact, key));
  if (hours && reach) return undefined;
  return hours ? 'reach' : reach ? 'hours' : 'both';
}

/** A value of another type is there, and wrong-type's business. */
function isSaid(map: MapNode, key: string): boolean {
  const field = textField(map, key);
  return field ? field.value.trim() !== '' : has(map, key);
}

/** The section a site of the table `sections` names. */
function sectionAt({ entry, key }: Site): readonly Section[] {
  const map = asMap(entry.node);
  return map ? [...withNested(sectionOf(map))].filter((section) => keysOf(section).includes(key)) : [];
}

/** A section that does not only render what `contacts` has. */
function saysItself({ node, body, notApplicable, sections }: Section): boolean {
  return notApplicable !== undefined || sections.length > 0 || (body ? body.value.trim() !== '' : has(node, 'body'));
}
