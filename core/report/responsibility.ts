/**
 * Shared responsibility (責任分界): what we do, what those we build on do, what the medical institution has to do; collected from checklists, risk annexes and
 * sections into one list.
 */
import type { Bilingual } from '../language.ts';
import { isMissing, isProvisional } from '../model/answer-state.ts';
import { answerOf } from '../model/checklist.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import type { Entry } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { effectiveRows, scenarioOf } from '../model/risks.ts';
import { canonicalTerm } from '../model/schema.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { answerControl } from '../rules/shared/control.ts';
import { namedReplies } from '../rules/shared/reply.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';
import { expandedReply, type Said, type SaidText, wordsOf } from './expanded.ts';

/** ours: 事業者; platform: 外部事業者; customer: 利用者. What is shared stands under both ours and customer. */
export type Bearer = 'ours' | 'platform' | 'customer';

export interface Duty {
  readonly bearer: Bearer;
  readonly shared: boolean;
  readonly source: 'checklist' | 'annex' | 'section';
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** A control's or scenario's canonical ID, part included; a section's key. */
  readonly id: string;
  readonly title: Bilingual;
  /** What is spoken of, where an answer differs by target. */
  readonly target: string | undefined;
  /** In the author's words: the answer with what it repeats and uses, the content, the body; of a platform its statement. */
  readonly text: string;
  /** Of a platform: the party's name, or package and statement as written. */
  readonly from: string | undefined;
  /** Not done yet, or not wholly: 一部対応, 対応予定, or nothing is said. */
  readonly open: boolean;
}

/** A duty with its words as they are written. */
export interface WrittenDuty extends Duty {
  readonly words: readonly (SaidText | Said)[];
  /** Of a platform: the name of the party or of the platform's service. */
  readonly fromName: string | undefined;
}

/** By path, then in document order. What names nobody responsible is left out. */
export function dutiesOf(whole: Package): readonly Duty[] {
  return writtenDuties(whole).map(({ words: _words, fromName: _name, ...duty }) => duty);
}

/** As {@link dutiesOf}, with the texts and the documents they stand in. */
export function writtenDuties(whole: Package): readonly WrittenDuty[] {
  return whole.documents.flatMap((document) =>
    document.entries.flatMap((entry) => {
      const map = asMap(entry.node);
      if (!map) return [];
      if (entry.sequence === 'answers') return ofAnswer(whole, entry, map);
      if (entry.sequence === 'sections') return ofSection(whole, entry, map);
      return document.kind === 'risks' && entry.sequence === 'scenarios' ? ofScenario(whole, entry, map) : [];
    }),
  );
}

const OPEN: ReadonlySet<string | undefined> = new Set(['partial', 'planned']);

function ofAnswer(whole: Package, entry: Entry, map: MapNode): readonly WrittenDuty[] {
  const answer = answerOf(map);
  const own = ownCatalog(entry.document, whole.catalogs);
  const resolved = answerControl(answer, whole.catalogs, own);
  const title = resolved?.control.title ?? { ja: '' };
  const satisfied = resolved ? whole.lookup('satisfies', resolved.id) : [];
  const unanswered = isMissing(answer, satisfied.length > 0) || isProvisional(answer);
  // Where parts or targets say whose they are, the entry is only their heading.
  const isHeading = [...answer.parts, ...answer.responses].some(({ responsibility }) => responsibility) && !answer.answer;
  return namedReplies(answer, resolved).flatMap(({ reply, id, whole: isEntry }) => {
    const responsibility = reply.responsibility?.value;
    if (responsibility === undefined || (isEntry && isHeading)) return [];
    if ((reply.status ?? answer.status)?.value === 'not-applicable') return [];
    const { from } = reply;
    const target = textField(reply.map, 'target')?.value;
    const said = expandedReply(whole, entry.document, reply);
    return bearersOf(responsibility).map((bearer) => ({
      ...placeOf(entry, reply.map ?? map),
      bearer,
      shared: responsibility === 'shared',
      source: 'checklist' as const,
      id,
      title,
      target,
      text: wordsOf(said),
      words: said.pieces,
      fromName: said.from,
      from: bearer === 'platform' && from ? nameOfParty(whole, from.value) : undefined,
      open: unanswered || OPEN.has((reply.status ?? answer.status)?.value),
    }));
  });
}

function bearersOf(responsibility: string): readonly Bearer[] {
  if (responsibility === 'shared') return ['ours', 'customer'];
  return [responsibility === 'inherited' ? 'platform' : responsibility === 'customer' ? 'customer' : 'ours'];
}

/** The name of a party, else what is written. */
function nameOfParty(whole: Package, from: string): string {
  const map = asMap(whole.lookup('parties', from)[0]?.entry.node);
  return textField(map, 'name')?.value ?? from;
}

function ofSection(whole: Package, entry: Entry, map: MapNode): readonly WrittenDuty[] {
  const outline = ownCatalog(entry.document, whole.catalogs);
  return [...withNested(sectionOf(map))].flatMap((section) => {
    const written = textField(section.node, 'responsibility')?.value;
    const responsibility = written === undefined ? undefined : canonicalTerm('responsibility', written);
    if (responsibility === undefined || section.notApplicable) return [];
    const key = section.key?.value ?? section.id?.value ?? section.number?.value ?? '';
    const from = textField(section.node, 'from')?.value;
    return bearersOf(responsibility).map((bearer) => ({
      ...placeOf(entry, section.node),
      bearer,
      shared: responsibility === 'shared',
      source: 'section' as const,
      id: key,
      title: section.title ? { ja: section.title.value } : (outline?.control(key)?.title ?? { ja: key }),
      target: undefined,
      text: section.body?.value.trim() ?? '',
      words: section.body ? [{ field: section.body, document: entry.document, home: whole }] : [],
      from: bearer === 'platform' && from !== undefined ? nameOfParty(whole, from) : undefined,
      fromName: from === undefined ? undefined : nameOfParty(whole, from),
      open: false,
    }));
  });
}

function ofScenario(whole: Package, entry: Entry, map: MapNode): readonly WrittenDuty[] {
  const scenario = scenarioOf(map);
  if (!scenario.scenario || scenario.notApplicable) return [];
  const own = ownCatalog(entry.document, whole.catalogs);
  const resolved = whole.catalogs.resolve(scenario.scenario.value, own);
  return effectiveRows(scenario).flatMap((row) => {
    const parties = row.parties.flatMap(({ text }) => canonicalTerm('party', text) ?? []);
    return parties.map((party) => ({
      ...placeOf(entry, row.map),
      bearer: party === 'customer' ? ('customer' as const) : ('ours' as const),
      shared: parties.length > 1,
      source: 'annex' as const,
      id: resolved?.id ?? scenario.scenario?.value ?? '',
      title: resolved?.control.title ?? { ja: scenario.title?.value ?? '' },
      target: row.target?.value,
      text: row.contents.map(({ value }) => value.trim()).join('\n'),
      words: row.contents.map((field) => ({ field, document: entry.document, home: whole })),
      from: undefined,
      fromName: undefined,
      open: row.contents.length === 0,
    }));
  });
}

function placeOf({ document: { file } }: Entry, map: MapNode): { readonly uri: string; readonly line: number } {
  return { uri: file.uri, line: file.text.positionAt(file.tree.spanOf(map).start).line };
}
