/** Answers to controls as items, their parts and targets below them. */
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import type { Bilingual } from '../language.ts';
import { answerOf, type Reply } from '../model/checklist.ts';
import type { Entry, KaijiDocument } from '../model/document.ts';
import { evidenceUses } from '../model/evidence.ts';
import { textField } from '../model/field.ts';
import { type Place, placeOf } from '../model/prose.ts';
import { dereference } from '../model/schema.ts';
import { statementOf } from '../model/statements.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';
import { type EffectiveAnswers, joinedText } from './effective-answer.ts';
import { citations, type FieldContext, factFields, fieldsOf, labelOf, targetField } from './fields.ts';
import type { Field, Item, Names, Piece } from './item.ts';
import { itemOf } from './make-item.ts';

const PLACE = placeOf('checklist', 'answers') as Place;
const PARTS = placeBelow('parts');
const RESPONSES = placeBelow('responses');

/** Read otherwise: what answers, and what the entry is about. */
const ANSWERING: ReadonlySet<string> = new Set(['control', 'answer', 'parts', 'responses', 'same-as', 'use', 'target']);
/** Behind which the answer stands in forms. */
const BEFORE_ANSWER: ReadonlySet<string> = new Set(['status', 'responsibility', 'from', 'target']);

function placeBelow(key: string): Place {
  const { schema, home } = dereference(PLACE.schema.properties?.[key] ?? {}, PLACE.home);
  const below = schema.items ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {});
  return dereference(below, home);
}

/** An entry of `answers`. */
export function answerItem(whole: Package, { document }: Entry, map: MapNode, answers: EffectiveAnswers): Item {
  const answer = answerOf(map);
  const own = ownCatalog(document, whole.catalogs);
  const written = answer.control?.value.trim() ?? '';
  const found = written === '' ? undefined : whole.catalogs.resolve(written, own);
  const fields = (reply: Reply, place: Place, satisfied?: Resolved) => (names: Names) => {
    const context: FieldContext = { document, facts: whole.catalogs.facts, names };
    const said = answerField(answers.piecesOf(reply, own, satisfied), context);
    const read = [...targetField(reply.map), ...fieldsOf(reply.map, place, context, ANSWERING)];
    const at = read.findIndex(({ name }) => !BEFORE_ANSWER.has(name));
    return at < 0 ? [...read, ...said] : [...read.slice(0, at), ...said, ...read.slice(at)];
  };
  const parts = answer.parts.map((part) => {
    const known = found?.control.parts.find(({ id }) => partKey(id) === partKey(part.keyText));
    const id = known?.id ?? `(${partKey(part.keyText)})`;
    return itemOf({
      type: 'part',
      id,
      title: { ja: known?.ja ?? '', ...(known?.en === undefined ? {} : { en: known.en }) },
      document,
      node: part.key,
      text: part.answer?.value ?? '',
      fields: fields(part, PARTS),
    });
  });
  const responses = answer.responses.map((response) => {
    const target = textField(response.map, 'target')?.value.trim() ?? '';
    return itemOf({
      type: 'response',
      id: target.normalize('NFKC'),
      title: { ja: target },
      document,
      node: response.map,
      text: response.answer?.value ?? '',
      fields: fields(response, RESPONSES),
    });
  });
  return itemOf({
    type: 'answer',
    id: found?.id ?? written.normalize('NFKC'),
    title: titleOf(found),
    document,
    node: map,
    text: answer.answer?.value ?? '',
    children: [...parts, ...responses],
    fields: fields(answer, PLACE, parts.length + responses.length === 0 ? found : undefined),
  });
}

/** Of the controls of each checklist those that have no entry there because a common answer satisfies them. */
export function impliedAnswers(whole: Package, answers: EffectiveAnswers): readonly Item[] {
  const sheets = new Map<string, KaijiDocument>();
  for (const document of whole.documents) {
    const own = document.kind === 'checklist' ? ownCatalog(document, whole.catalogs) : undefined;
    if (own && !sheets.has(own.id)) sheets.set(own.id, document);
  }
  return [...whole.keys('satisfies')].flatMap((id) => {
    const found = whole.catalogs.resolve(id);
    const document = found && sheets.get(found.control.catalog);
    if (!document || whole.lookup('answers', id).length > 0) return [];
    const maps = whole.lookup('satisfies', id).flatMap(({ entry }) => asMap(entry.node) ?? []);
    const fields = (names: Names): readonly Field[] => {
      const context: FieldContext = { document, facts: whole.catalogs.facts, names };
      const value = citations(maps.flatMap(evidenceUses), context);
      const evidence: readonly Field[] = value ? [{ name: 'evidence', label: labelOf('evidence', {}), value }] : [];
      return [
        ...answerField(answers.satisfying(found), context),
        ...evidence,
        ...maps.flatMap((map) => factFields(map, context)),
      ];
    };
    const [first] = maps;
    const text = first ? (statementOf(first).text?.value ?? '') : '';
    // It stands nowhere in the sheet, and the common answer may stand in another file.
    const node = document.kindNode;
    return [itemOf({ type: 'answer', id, title: titleOf(found), document, node, text, isImplied: true, fields })];
  });
}

function answerField(pieces: readonly Piece[], { names, document }: FieldContext): readonly Field[] {
  if (pieces.length === 0) return [];
  const read = pieces.map(({ source, text }) => ({
    source: source === '' ? '' : names.source(source),
    text: names.prose(text, document),
  }));
  const text = joinedText(read);
  const label = labelOf('answer', PLACE.schema.properties?.answer ?? {});
  return [{ name: 'answer', label, value: { key: text, text: { ja: text }, isProse: true, pieces: read } }];
}

function titleOf(found: Resolved | undefined): Bilingual {
  return found?.control.title ?? { ja: '' };
}
