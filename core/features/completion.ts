/** Completion: what may be typed at an offset. One source a file in completion/; here is which of them speak where. */
import type { CompletionList } from 'vscode-languageserver-types';
import type { KaijiFile } from '../model/document.ts';
import { schemaAt } from '../model/schema.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { controlCandidates, LIMIT } from './completion/controls.ts';
import { factValueCandidates } from './completion/facts.ts';
import { keyCandidates, typesOf } from './completion/keys.ts';
import { type Candidate, type CompletionOptions, itemsOf, type Place } from './completion/place.ts';
import {
  evidenceCandidates,
  fromCandidates,
  linkCandidates,
  roleCandidates,
  sectionCandidates,
  statementCandidates,
} from './completion/references.ts';
import {
  levelCandidates,
  listedCandidates,
  measureCandidates,
  measureControlCandidates,
  scaleCandidates,
} from './completion/risk.ts';
import {
  catalogCandidates,
  enumCandidates,
  evidenceKindCandidates,
  guidelineCandidates,
  kindCandidates,
  suppressionCandidates,
} from './completion/values.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { axisOf, roleOf } from './role.ts';

export { resolveCompletion } from './completion/documentation.ts';

const NOTHING: CompletionList = { isIncomplete: false, items: [] };

/**
 * @param offset in `file`, UTF-16
 * @returns at most about {@link LIMIT} items in the order to show; incomplete wherever we match what is typed ourselves
 */
export function completionAt(whole: Package, file: KaijiFile, offset: number, options: CompletionOptions): CompletionList {
  const cursor = cursorAt(file, offset);
  if (!cursor) return NOTHING;
  const place = placeOf(whole, file, cursor, options);
  const candidates = candidatesAt(place);
  return {
    isIncomplete: candidates.some(({ matched }) => matched === true) || candidates.length === 0,
    items: itemsOf(place, [...candidates].sort((a, b) => a.rank - b.rank).slice(0, LIMIT + 50)),
  };
}

function placeOf(whole: Package, file: KaijiFile, cursor: Cursor, options: CompletionOptions): Place {
  const { document, path } = cursor;
  const own = document && ownCatalog(document, whole.catalogs);
  const base = {
    whole,
    file,
    cursor,
    document,
    kind: document?.kind,
    own,
    options,
    path,
    before: cursor.tight ? ' ' : '',
    after: '',
    column: cursor.column,
    link: false,
  };
  const link = linkOf(file, cursor);
  if (link) return { ...base, cursor: link, before: '', link: true };
  const types = document?.kind ? typesOf(schemaAt(document.kind, path)) : [];
  const listWanted = types.includes('array') && !types.includes('object');
  if (listWanted && cursor.form === 'line') return { ...base, path: [...path, 0], before: '- ', column: cursor.column + 2 };
  if (listWanted && !types.includes('string') && (cursor.form === 'value' || cursor.form === 'flow-value')) {
    return { ...base, path: [...path, 0], before: `${base.before}[`, after: ']' };
  }
  return base;
}

/** The cursor narrowed to what stands behind `[[`; undefined where no reference is being typed. */
function linkOf(file: KaijiFile, cursor: Cursor): Cursor | undefined {
  const { offset, document, path } = cursor;
  if (cursor.form === 'comment' || !document?.kind) return undefined;
  const value = withoutIndexes(path);
  // `[[` may also open a sequence of sequences: only where text is wanted is it a reference.
  const schema = [path, value].map((one) => document.kind && schemaAt(document.kind, one)).find((one) => one?.['x-prose']);
  if (!schema) return undefined;
  const line = file.text.lineStart(file.text.lineAt(offset));
  const typed = /\[\[([^[\]\r\n]{0,120})$/.exec(file.text.slice(Math.max(line, offset - 130), offset))?.[1];
  if (typed === undefined) return undefined;
  const rest = /^[^[\]\s、。，．]*/.exec(file.text.slice(offset, offset + 120))?.[0].length ?? 0;
  return { ...cursor, start: offset - typed.length, end: offset + rest, typed, tight: false };
}

function candidatesAt(place: Place): readonly Candidate[] {
  const { cursor, kind, path, file } = place;
  if (cursor.form === 'comment') return inSuppression(file, cursor.offset) ? suppressionCandidates(place) : [];
  if (place.link) return linkCandidates(place);
  if (cursor.form === 'prose') return [];
  const role = roleOf(kind, path);
  const schema = kind && schemaAt(kind, path);
  const types = typesOf(schema);
  const keyPlace = cursor.form === 'line' || cursor.form === 'dash' || cursor.form === 'flow-key';
  const keys = keyPlace && (!kind || types.includes('object')) ? keyCandidates(place) : [];
  const values = cursor.form === 'flow-key' || cursor.keyed ? [] : valueCandidates(place, role, schema);
  return [...values, ...keys.map((key) => ({ ...key, rank: key.rank + (values.length > 0 ? 100_000 : 0) }))];
}

function valueCandidates(
  place: Place,
  role: ReturnType<typeof roleOf>,
  schema: ReturnType<typeof schemaAt>,
): readonly Candidate[] {
  const { cursor, kind, path } = place;
  const block = cursor.form === 'line' || cursor.form === 'dash';
  const alone = cursor.siblings.size === 0;
  // A bare `- ` among answers, scenarios or sections begins an entry.
  if (block && alone) {
    const item = typeof path.at(-1) === 'number';
    if (item && kind === 'checklist' && path.length === 2 && path[0] === 'answers')
      return controlCandidates(place, 'control', true);
    if (item && kind === 'risks' && path.length === 2 && path[0] === 'scenarios')
      return controlCandidates(place, 'control', true);
    if (item && kind === 'disclosure' && path[0] === 'sections' && path.at(-2) === 'sections')
      return sectionCandidates(place, true);
  }
  const axis = axisOf(kind, path);
  if (axis !== undefined) return levelCandidates(place, axis);
  switch (role) {
    case 'control':
      return controlCandidates(place, role, cursor.form === 'value' && alone);
    case 'same-as':
    case 'satisfies':
    case 'responds-to':
    case 'control-ref':
      if (role === 'control-ref' && kind === 'assessment') return measureControlCandidates(place);
      return schema?.properties && !typesOf(schema).includes('string') ? [] : controlCandidates(place, role, false);
    case 'section':
      return sectionCandidates(place, cursor.form === 'value' && alone);
    case 'also':
      return sectionCandidates(place, false);
    case 'evidence':
      return evidenceCandidates(place);
    case 'statement':
      return statementCandidates(place);
    case 'from':
      return fromCandidates(place);
    case 'role':
      return roleCandidates(place);
    case 'evidence-kind':
      return evidenceKindCandidates(place);
    case 'catalog':
      return catalogCandidates(place, false);
    case 'outline':
      return catalogCandidates(place, true);
    case 'guideline':
      return guidelineCandidates(place);
    case 'scale':
      return scaleCandidates(place);
    case 'asset':
      return listedCandidates(place, 'assets');
    case 'threat':
      return listedCandidates(place, 'threats');
    case 'vulnerability':
      return listedCandidates(place, 'vulnerabilities');
    case 'measure':
      return measureCandidates(place);
    case 'fact':
      return factValueCandidates(place);
    case 'kind':
      return kindCandidates(place);
    default:
      return enumCandidates(place, schema);
  }
}

function withoutIndexes(path: readonly (string | number)[]): readonly (string | number)[] {
  let length = path.length;
  while (typeof path[length - 1] === 'number') length--;
  return path.slice(0, length);
}

function inSuppression(file: KaijiFile, offset: number): boolean {
  const before = file.text.slice(file.text.lineStart(file.text.lineAt(offset)), offset);
  return /#\s*kaiji-disable(?:-next-line|-line)?\s[a-z\s,，、-]*$/.test(before) && !/\s--/.test(before);
}
