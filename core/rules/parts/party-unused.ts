/** What `undefined-party` says of parties and roles that nothing names. */
import { message } from '../../language.ts';
import { placeholdersIn } from '../../model/answer-text.ts';
import type { Entry, KaijiDocument } from '../../model/document.ts';
import { type Field, scalarsOf, textField } from '../../model/field.ts';
import { titleName } from '../../package/tables/parties.ts';
import { asMap, isDamaged, type MapNode } from '../../yaml/tree.ts';
import type { DocumentContext, Finding } from '../rule.ts';
import { freeTextsOf } from '../shared/free-text.ts';
import { isBroken } from '../shared/unreadable.ts';
import type { PartyData } from './party-fixes.ts';

const unusedRole = message<{ title: string }>({
  ja: ({ title }) =>
    `責任者「${title}」は、この開示書の本文にも、ほかの文書からの参照にも出てきません。本文で役割を述べるか、不要なら roles から削除してください。`,
  en: ({ title }) =>
    `Neither the text of this disclosure nor any reference names the role "${title}". Say in the text what it does, or remove it from roles.`,
});

const unusedParty = message<{ name: string }>({
  ja: ({ name }) =>
    `主体「${name}」は、この開示書の本文にも参照にも出てきません。受け持ちを duties か本文に書くか、不要なら parties から削除してください。`,
  en: ({ name }) =>
    `Neither the text of this disclosure nor any reference names the party "${name}". Say what it does under duties or in the text, or remove it from parties.`,
});

/** Those who give the service and those who use it are 当社 and 利用者 in the text. */
const OURSELVES = /^(?:provider|customer|提供事業者|利用者|helpdesk|ヘルプデスク)$/;
/** What a company is, before or behind its name. */
const LEGAL_FORM = /株式会社|有限会社|合同会社|一般社団法人|\(株\)|（株）|,? (?:Inc|Ltd|LLC|K\.K|Co)\.?/g;

/** What an entry of a disclosure says: what it defines, perhaps for nobody, and its words. */
export interface PartyNote {
  readonly key: string;
  readonly defined: Defined | undefined;
  /** The author's words, but for the names that are defined by them. */
  readonly text: string;
}

interface Defined {
  readonly sequence: 'roles' | 'parties';
  readonly map: MapNode;
  readonly id: string;
  readonly name: Field<string>;
  /** How a text may name it, its own name first. */
  readonly names: readonly string[];
}

export function noteOfParties(entry: Entry): PartyNote | undefined {
  if (entry.document.kind !== 'disclosure') return undefined;
  const defined = entry.sequence === 'roles' ? roleIn(entry) : entry.sequence === 'parties' ? partyIn(entry) : undefined;
  const text = textOf(entry);
  return { key: JSON.stringify([entry.sequence, defined?.id, defined?.names, text]), defined, text };
}

/** The roles and parties of a disclosure that nothing names, as advice. One without sections defines for others. */
export function* unusedParties(
  document: KaijiDocument,
  { lookup, notes }: Pick<DocumentContext<PartyNote>, 'lookup' | 'notes'>,
): Iterable<Finding> {
  if (isBroken(document) || !notes().some(({ entry }) => entry.sequence === 'sections')) return;
  const isListed = { roles: lookup('mentions', 'roles').length > 0, parties: lookup('mentions', 'parties').length > 0 };
  const isNamed = (id: string) =>
    (['mentions', 'party-uses', 'role-uses'] as const).some((table) => lookup(table, id).length > 0);
  const isInText = (name: string) => name !== '' && notes().some(({ note }) => note.text.includes(titleName(name)));
  for (const { note } of notes()) {
    const { defined } = note;
    if (!defined || isListed[defined.sequence] || isNamed(defined.id)) continue;
    const { sequence, map, name, names } = defined;
    if (sequence === 'roles' && names.some((one) => isUsedTitle(one, lookup))) continue;
    if (names.some(isInText)) continue;
    yield {
      at: name.node,
      message: sequence === 'roles' ? unusedRole({ title: name.value }) : unusedParty({ name: name.value }),
      severity: 'info',
      data: { what: 'unused', sequence, map } satisfies PartyData,
    };
  }
}

function roleIn(entry: Entry): Defined | undefined {
  const map = mapOf(entry);
  const title = textField(map, 'title');
  const id = textField(map, 'id');
  if (!map || !title || !id || isBlank(title.value)) return undefined;
  const names = [title.value, ...scalarsOf(map, 'variants').map((node) => node.text)];
  return { sequence: 'roles', map, id: id.value, name: title, names };
}

/** A party that says itself what it does, and the two sides of every contract, need not be named. */
function partyIn(entry: Entry): Defined | undefined {
  const map = mapOf(entry);
  const name = textField(map, 'name');
  const id = textField(map, 'id');
  if (!map || !name || !id || isBlank(name.value) || textField(map, 'duties')) return undefined;
  if (scalarsOf(map, 'role').some((node) => OURSELVES.test(node.text))) return undefined;
  const names = [name.value, name.value.replace(LEGAL_FORM, ''), textField(map, 'short')?.value ?? ''];
  return { sequence: 'parties', map, id: id.value, name, names };
}

function mapOf({ node }: Entry): MapNode | undefined {
  const map = node.kind === 'map' ? asMap(node) : undefined;
  return map && !isDamaged(map) ? map : undefined;
}

/** Still to be named: placeholder-answer says so. */
function isBlank(name: string): boolean {
  return name.trim() === '' || placeholdersIn(name).length > 0;
}

function isUsedTitle(name: string, lookup: DocumentContext['lookup']): boolean {
  const key = titleName(name);
  return (['title-uses', 'role-uses', 'people'] as const).some((table) => lookup(table, key).length > 0);
}

function textOf(entry: Entry): string {
  const defines = entry.sequence === 'roles' || entry.sequence === 'parties';
  const words: string[] = [];
  for (const { node, key } of freeTextsOf(entry)) if (!defines || key === 'duties') words.push(titleName(node.text));
  return words.join('\n');
}
