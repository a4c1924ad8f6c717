/** What a document says to each table, by its kind: a file each beside this one. */
import type { Entry, KaijiDocument } from '../../model/document.ts';
import { itemsOf, textField } from '../../model/field.ts';
import type { KindName } from '../../model/schema.ts';
import { asMap } from '../../yaml/tree.ts';
import { annexesIn } from './annexes.ts';
import { assessmentTables } from './assessment.ts';
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
};

/** Kinds whose words are the author's own: those of guidelines name whom they will. */
const NAMING: ReadonlySet<KindName> = new Set<KindName>(['disclosure', 'checklist', 'statements', 'risks', 'assessment']);

/** Calls `put` for every site of a document, in document order. */
export function contribute(document: KaijiDocument, context: TableContext, put: Put): void {
  if (!document.root) return;
  frame(document.header, put);
  const contributor = document.kind && contributors[document.kind];
  for (const entry of [document.header, ...document.entries]) {
    for (const { key, node } of idsOf(entry)) put('ids', key, entry, node);
    mentionsIn(entry, put);
    if (entry.sequence === 'evidence') evidenceTables(entry, context, put);
    else contributor?.(entry, context, put);
    // A catalog speaks of things in general.
    if (document.kind !== 'catalog' && document.kind !== 'catalog-text') namesGiven(entry, context, put);
    peopleNamed(entry, put);
    if (document.kind && NAMING.has(document.kind)) partiesNamed(entry, put);
  }
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
