/** What `undefined-party` says of parties and roles that nothing names. */
import { message } from '../../language.ts';
import { placeholdersIn } from '../../model/answer-text.ts';
import { type Entry, entriesOf, type KaijiDocument } from '../../model/document.ts';
import { scalarsOf, textField } from '../../model/field.ts';
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

/** The roles and parties of a disclosure that nothing names, as advice. One without sections defines for others. */
export function* unusedParties(document: KaijiDocument, { lookup }: DocumentContext): Iterable<Finding> {
  if (entriesOf(document, 'sections').length === 0 || isBroken(document)) return;
  const isListed = (list: string) => lookup('mentions', list).length > 0;
  const isNamed = (id: string) =>
    (['mentions', 'party-uses', 'role-uses'] as const).some((table) => lookup(table, id).length > 0);
  let text: string | undefined;
  const isInText = (name: string) => {
    text ??= textOf(document);
    return name !== '' && text.includes(titleName(name));
  };
  for (const entry of isListed('roles') ? [] : entriesOf(document, 'roles')) {
    const map = mapOf(entry);
    const title = textField(map, 'title');
    const id = textField(map, 'id');
    if (!map || !title || !id || isBlank(title.value) || isNamed(id.value)) continue;
    const names = [title.value, ...scalarsOf(map, 'variants').map((node) => node.text)];
    if (names.some((name) => isUsedTitle(name, lookup) || isInText(name))) continue;
    const data: PartyData = { what: 'unused', sequence: 'roles', map };
    yield { at: title.node, message: unusedRole({ title: title.value }), severity: 'info', data };
  }
  for (const entry of isListed('parties') ? [] : entriesOf(document, 'parties')) {
    const map = mapOf(entry);
    const name = textField(map, 'name');
    const id = textField(map, 'id');
    if (!map || !name || !id || isBlank(name.value) || textField(map, 'duties') || isNamed(id.value)) continue;
    if (scalarsOf(map, 'role').some((node) => OURSELVES.test(node.text))) continue;
    const names = [name.value, name.value.replace(LEGAL_FORM, ''), textField(map, 'short')?.value ?? ''];
    if (names.some((one) => isInText(one))) continue;
    const data: PartyData = { what: 'unused', sequence: 'parties', map };
    yield { at: name.node, message: unusedParty({ name: name.value }), severity: 'info', data };
  }
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

/** The author's words in a document, but for the names under which `roles` and `parties` are defined. */
function textOf(document: KaijiDocument): string {
  const words: string[] = [];
  for (const entry of [document.header, ...document.entries]) {
    const defines = entry.sequence === 'roles' || entry.sequence === 'parties';
    for (const { node, key } of freeTextsOf(entry)) if (!defines || key === 'duties') words.push(titleName(node.text));
  }
  return words.join('\n');
}
