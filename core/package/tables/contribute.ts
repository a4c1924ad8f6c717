/** What a document says to each table, by its kind: a file each beside this one. */
import type { Entry } from '../../model/document.ts';
import { itemsOf, textField } from '../../model/field.ts';
import type { KindName } from '../../model/schema.ts';
import { namesIn } from '../../model/service-names.ts';
import { asMap } from '../../yaml/tree.ts';
import { annexesIn } from './annexes.ts';
import { assessmentTables } from './assessment.ts';
import { catalogNamed, catalogTables } from './catalog.ts';
import { checklistTables } from './checklist.ts';
import { disclosureTables } from './disclosure.ts';
import { evidenceTables } from './evidence.ts';
import { idsOf } from './ids.ts';
import { manifestTables } from './manifest.ts';
import { mentionsIn } from './mentions.ts';
import { namesGiven, namesOfService, namesOfTitle } from './names.ts';
import { partiesNamed, peopleNamed } from './parties.ts';
import { riskTables } from './risks.ts';
import { statementTables } from './statements.ts';
import type { Contributor, Put, TableContext } from './table.ts';
import { textTables } from './texts.ts';

const contributors: Partial<Record<KindName, Contributor>> = {
  package: manifestTables,
  checklist: checklistTables,
  disclosure: disclosureTables,
  statements: statementTables,
  risks: riskTables,
  assessment: assessmentTables,
  'catalog-text': textTables,
  catalog: catalogTables,
};

/** Kinds whose words are the author's own: those of guidelines name whom they will. */
const NAMING: ReadonlySet<KindName> = new Set<KindName>(['disclosure', 'checklist', 'statements', 'risks', 'assessment']);

/** Calls `put` for everything an entry says, in its order. Of its document an entry's words may depend on the kind and the own catalog, nothing else. */
export function contribute(entry: Entry, context: TableContext, put: Put): void {
  const { kind, root } = entry.document;
  if (!root) return;
  if (entry.sequence === '') {
    frame(entry, put);
    catalogNamed(entry, context, put);
  }
  for (const { key, node } of idsOf(entry)) put('ids', key, entry, node);
  for (const { what, node } of namesIn(entry, context.catalogs)) put('called', what, entry, node);
  mentionsIn(entry, context, put);
  if (entry.sequence === 'evidence') evidenceTables(entry, context, put);
  else if (kind) contributors[kind]?.(entry, context, put);
  // A catalog speaks of things in general.
  if (kind !== 'catalog' && kind !== 'catalog-text') namesGiven(entry, context, put);
  peopleNamed(entry, put);
  if (kind && NAMING.has(kind)) partiesNamed(entry, put);
}

/** What every document may have: a title that is an annex's, references. */
function frame(header: Entry, put: Put): void {
  const { root } = header.document;
  annexesIn(header, put, textField(root, 'title')?.value);
  if (header.document.kind === 'package') namesOfService(header, put);
  else namesOfTitle(header, put);
  for (const item of itemsOf(root, 'references')) {
    const reference = asMap(item);
    const id = textField(reference, 'id');
    if (reference) put('targets', id?.value, header, reference);
    annexesIn(header, put, textField(reference, 'title')?.value);
  }
}
