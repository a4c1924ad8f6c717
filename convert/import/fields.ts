/** One function a kind of blank: it takes a cell into the entry's field. What it cannot take goes into the note. */
import { dittoIn } from '../../core/model/answer-text.ts';
import type { Role } from '../sheet/columns.ts';
import { beginning } from '../sheet/prose.ts';
import { type AnswerEntry, below, type EvidenceCited, NOT_APPLICABLE } from './entry.ts';
import { evidenceIn } from './evidence-names.ts';
import { finding, improvement, result } from './judgement-fields.ts';
import { meaningIn } from './legend.ts';
import { answerNote } from './notes.ts';
import type { Register } from './register.ts';
import { bearerIn, remarkIn, statedIn } from './stated.ts';
import { type Field, isNothing, type Taking, term, unclear } from './taking.ts';
import { dateIn, isNone, isNotDone, pointedAt } from './words.ts';

export const FIELDS: Readonly<Partial<Record<Role, Field>>> = {
  answer,
  found: evidence,
  result,
  status,
  responsibility,
  reason: text('reason'),
  plan: text('action'),
  finding,
  improvement,
  due: date('due'),
  updated: date('updated'),
  by({ entry, cell }) {
    if (entry.by !== '' || cell.text.includes('\n')) return false;
    entry.by = cell.text;
    return true;
  },
  note(taking) {
    if (isNothing(taking)) return true;
    const { entry, cell } = taking;
    const { words, by, updated } = remarkIn(cell.text);
    entry.note = below(entry.note, words);
    if (by !== '') entry.by ||= by;
    if (updated !== undefined) entry.updated ??= updated;
    return true;
  },
};

function answer({ entry, row, cell, above: { standing }, register, entryAt, read, tell }: Taking): boolean {
  const { id } = row.control;
  if (entry.answer !== '' || entry.sameAs !== undefined) {
    if (row.is === 'continued') entry.answer = below(entry.answer, cell.text);
    return row.is === 'continued';
  }
  const printed = beginning(cell.text);
  const ditto = dittoIn(cell.text);
  if (ditto && cell.text.slice(ditto.head.start, ditto.head.end).includes('左')) {
    const to = ditto.separable && standing?.entry !== entry ? standing?.entry.control.id : undefined;
    entry.doubts.push(answerNote('ditto-to-the-left', cell, { id, printed, to }, id, to === undefined ? [] : [to]));
  } else if (ditto && (!standing || standing.entry === entry)) tell(answerNote('ditto-of-nothing', cell, { id, printed }, id));
  if (ditto?.separable && standing && standing.entry !== entry) {
    const { entry: meant, certain } = standing;
    const to = meant.control.id;
    const said = cell.text.slice(0, cell.text.length - ditto.own.length).trim();
    // A control that only says 対象外 has no text to repeat: that is what is repeated.
    if (meant.answer === '' && meant.status !== undefined) {
      entry.status ??= meant.status;
      entry.isTerse = true;
      entry.reason = below(entry.reason, meant.reason);
      read(said, meant.status);
    } else {
      entry.sameAs = to;
      read(said, 'same-as');
    }
    entry.answer = ditto.own;
    if (!certain) entry.doubts.push(answerNote('ditto-over-gap', cell, { id, printed, to }, id, [to]));
    return true;
  }
  const pointed = pointedAt(cell.text);
  if (pointed !== undefined) {
    const meant = entryAt(pointed);
    // One that only says 同上 itself means what that means.
    const to = meant?.answer === '' ? meant.sameAs : meant?.control.id;
    if (to !== undefined && to !== id) {
      entry.sameAs = to;
      read(cell.text, 'same-as');
      return true;
    }
    entry.doubts.push(answerNote('points-elsewhere', cell, { id, printed }, id));
  }
  const { words: text, cited } = withProof(cell.text, register);
  cite(entry, cited);
  const stated = statedIn(text, entry.status);
  const { status, responsibility: bearer, words } = stated;
  if (status !== undefined) {
    entry.status = status;
    if (words === '' && stated.action === '' && stated.due === undefined) entry.isTerse = true;
    read(beginning(text.slice(0, text.length - words.length).trim()), status);
  }
  if (bearer && entry.responsibility === undefined) Object.assign(entry, bearer);
  entry.reason = below(entry.reason, stated.reason);
  entry.action = below(entry.action, stated.action);
  if (stated.due !== undefined) entry.due ??= stated.due;
  if (status === NOT_APPLICABLE && entry.reason === '') entry.reason = words;
  else entry.answer = words;
  return true;
}

/** An answer without the evidence on its last line (エビデンス: …), which forms without a column for it have there. */
function withProof(text: string, register: Register): { readonly words: string; readonly cited: readonly EvidenceCited[] } {
  const [line = '', separator = '', listed = ''] = /(?:^|\n)(エビデンス: |Evidence: )([^\n]+)$/.exec(text) ?? [];
  const cited = line === '' ? undefined : register.cited(listed, separator === 'Evidence: ' ? '; ' : '、');
  if (cited) return { words: text.slice(0, text.length - line.length), cited };
  const { named, rest } = evidenceIn(listed);
  if (named.length === 0 || rest.length > 0) return { words: text, cited: [] };
  return {
    words: text.slice(0, text.length - line.length),
    cited: named.map((one) => ({ ref: register.idOf(one), at: one.at })),
  };
}

function responsibility(taking: Taking): boolean {
  const { entry, cell, read } = taking;
  const bearer = entry.responsibility === undefined ? bearerIn(cell.text) : undefined;
  if (bearer?.from === undefined) return term('responsibility')(taking);
  Object.assign(entry, bearer);
  read(cell.text, bearer.responsibility);
  return true;
}

function evidence(taking: Taking): boolean {
  const { entry, row, cell, above, register, read } = taking;
  if (isNothing(taking)) return true;
  const ditto = dittoIn(cell.text);
  if (ditto?.own === '' && above.evidence.length > 0) {
    read(cell.text, listed(above.evidence));
    cite(entry, above.evidence);
    return true;
  }
  if (isNone(cell.text)) return false;
  const pointed = pointedAt(cell.text);
  const meant = pointed === undefined ? undefined : taking.entryAt(pointed);
  if (meant && meant.evidence.length > 0) {
    read(cell.text, listed(meant.evidence));
    cite(entry, meant.evidence);
    return true;
  }
  const known = register.cited(cell.text, '\n');
  if (known) {
    cite(entry, known);
    above.evidence = known;
    return true;
  }
  const { named, rest } = evidenceIn(cell.text);
  if (ditto || pointed !== undefined || rest.length > 0 || named.length === 0) {
    const { id } = row.control;
    entry.doubts.push(answerNote('unclear-evidence', cell, { id, printed: beginning(cell.text, 40) }, id));
    return false;
  }
  const cited = named.map((one) => ({ ref: register.idOf(one), at: one.at }));
  cite(entry, cited);
  above.evidence = cited;
  return true;
}

function listed(cited: readonly EvidenceCited[]): string {
  return cited.map(({ ref, at }) => `${ref} ${at}`.trim()).join(', ');
}

function cite({ evidence: known }: AnswerEntry, cited: readonly EvidenceCited[]): void {
  for (const one of cited) if (!known.some(({ ref, at }) => ref === one.ref && at === one.at)) known.push(one);
}

/** 対応状況: by the sheet's own legend, else as such marks and words are usually meant. */
function status(taking: Taking): boolean {
  const { entry, row, cell, heading, legend, read } = taking;
  if (entry.status !== undefined) return false;
  const meant = meaningIn(legend, cell.text);
  if (meant === 'clashing') return unclear(taking, 'status');
  if (meant?.status !== undefined) {
    entry.status = meant.status;
    if (meant.status !== cell.text) read(cell.text, meant.status);
    return true;
  }
  if (!meant && !isNotDone(cell.text)) return term('status')(taking);
  const { id } = row.control;
  const printed = meant ? `${meant.words}（${cell.text}）` : cell.text;
  entry.note = below(entry.note, `対応: ${printed}`);
  entry.doubts.push(answerNote('not-done', cell, { id, printed, heading }, id));
  return true;
}

function text(name: 'reason' | 'action'): Field {
  return (taking) => {
    const { entry, row, cell } = taking;
    if (isNothing(taking)) return true;
    if (entry[name] !== '' && row.is !== 'continued') return false;
    entry[name] = below(entry[name], cell.text);
    return true;
  };
}

function date(name: 'due' | 'updated'): Field {
  return (taking) => {
    const { entry, row, cell, heading, read } = taking;
    if (isNothing(taking)) return true;
    if (entry[name] !== undefined) return false;
    const found = dateIn(cell.text);
    const { id } = row.control;
    if (found === undefined)
      entry.doubts.push(answerNote('unclear-date', cell, { id, printed: beginning(cell.text), heading }, id));
    else {
      entry[name] = found;
      if (found !== cell.text) read(cell.text, found);
    }
    return found !== undefined;
  };
}
