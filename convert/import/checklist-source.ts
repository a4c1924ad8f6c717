/** A checklist as text: its keys in the order of the schema, texts as literal blocks, doubts as marks above their entries. */
import type { Language } from '../../core/language.ts';
import { markComment } from '../../core/model/mark.ts';
import { literalLines, scalarSource } from '../../core/yaml/edit.ts';
import { type Note, placeName } from '../sheet/note.ts';
import type { AnswerEntry } from './entry.ts';
import type { Head } from './head-lines.ts';
import { asMarkdown } from './markdown.ts';
import type { NewEvidence } from './register.ts';
import { writable } from './writable.ts';

export interface ChecklistSource {
  /** As the document names it. */
  readonly catalog: string;
  readonly head: Head;
  readonly register: readonly NewEvidence[];
  readonly entries: readonly AnswerEntry[];
  /** Doubts about no entry of their own: they stand at the end. */
  readonly loose: readonly Note[];
  /** Name of the file read. */
  readonly file: string;
  readonly language: Language;
}

/** The document, with `\n` line ends. */
export function checklistSource({ catalog, head, register, entries, loose, file, language }: ChecklistSource): string {
  const mark = (note: Note) => markComment('import-doubt', writable(`${placeName(note, language)}: ${note.message(language)}`));
  const from = language === 'ja' ? `${file} から取り込みました。` : `Imported from ${file}.`;
  const lines = [
    'kaiji: checklist/v1',
    `catalog: ${scalarSource(catalog)}`,
    `# ${writable(from).replace(/\s+/g, ' ')}`,
    ...headLines(head),
    ...(register.length > 0 ? ['evidence:', ...register.map(registered)] : []),
    entries.length === 0 ? 'answers: []' : 'answers:',
    ...entries.flatMap((entry) => [...entry.doubts.map((note) => `  ${mark(note)}`), ...entryLines(entry)]),
    // At the margin: a mark further in would be the last entry's.
    ...loose.map(mark),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines(head: Head): readonly string[] {
  const applicant = flow({ organization: head.organization, product: head.product, name: head.name, contact: head.contact });
  const evaluator = flow({
    organization: head['evaluator-organization'],
    name: head.evaluator,
    date: head['evaluated-on'],
  });
  return [
    ...(head['reference-no'] === undefined ? [] : [`reference-no: ${value(head['reference-no'])}`]),
    ...(head.submitted === undefined ? [] : [`submitted: ${value(head.submitted)}`]),
    ...(applicant === '' ? [] : [`applicant: ${applicant}`]),
    ...(evaluator === '' ? [] : [`evaluators: [${evaluator}]`]),
  ];
}

function registered({ id, title, kind, url }: NewEvidence): string {
  return `  - ${flow({ id, title, kind, location: url === '' ? undefined : url })}`;
}

function entryLines(entry: AnswerEntry): readonly string[] {
  const { status, responsibility, from, answer, sameAs, reason, action, due, evidence, judgements, by, updated, note } = entry;
  const cited = evidence.map(({ ref, at }) => (at === '' ? ref : flow({ ref, at })));
  const one = (key: string, said: string | undefined) => (said === undefined || said === '' ? [] : [`${key}: ${value(said)}`]);
  const planned = [...text('action', action), ...one('due', due)];
  const told = judgements.filter(({ round: _, ...said }) => Object.values(said).some((one) => one !== undefined && one !== ''));
  const judged = told.map((judgement) => [
    ...one('round', judgement.round === undefined ? undefined : String(judgement.round)),
    ...one('result', judgement.result),
    ...text('finding', judgement.finding),
    ...text('improvement', judgement.improvement),
    ...one('due', judgement.due),
    ...one('by', judgement.by),
  ]);
  const [only = [], ...others] = judged;
  const lines = [
    `control: ${scalarSource(entry.control.id)}`,
    ...one('status', status),
    ...one('responsibility', responsibility),
    ...one('from', from),
    ...text('answer', answer),
    ...one('same-as', sameAs),
    ...text('reason', reason),
    ...below('plan', planned),
    ...(cited.length > 0 ? [`evidence: [${cited.join(', ')}]`] : []),
    ...(others.length === 0 ? below('judgement', only) : ['judgement:', ...judged.flatMap(listed)]),
    ...one('answered-by', by),
    ...one('updated', updated),
    ...text('note', note),
  ];
  return listed(lines);
}

function below(key: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${key}:`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.map((line, i) => (line === '' ? '' : `  ${i === 0 ? '- ' : '  '}${line}`));
}

function text(key: string, said: string): readonly string[] {
  const words = asMarkdown(writable(said).trim());
  if (words === '') return [];
  const [header = '', ...body] = literalLines(words);
  return [`${key}: ${header}`, ...body];
}

function value(said: string): string {
  return scalarSource(writable(said).replace(/\s+/g, ' ').trim());
}

/** Those that are there, as a flow mapping; '' where none is. */
function flow(fields: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(fields).flatMap(([key, said]) =>
    said === undefined || said === '' ? [] : [`${key}: ${scalarSource(writable(said).replace(/\s+/g, ' ').trim(), true)}`],
  );
  return pairs.length === 0 ? '' : `{ ${pairs.join(', ')} }`;
}
