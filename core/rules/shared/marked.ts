/** What the rules about marks share: where a mark stands, which control it concerns, and taking it away. */
import { fixed } from '../../language.ts';
import type { KaijiDocument } from '../../model/document.ts';
import { textField } from '../../model/field.ts';
import { type Mark, type MarkName, marksIn } from '../../model/mark.ts';
import { asMap } from '../../yaml/tree.ts';
import type { EntryContext, Finding, Fix, FixContext } from '../rule.ts';
import { removalOf } from './suppression-edit.ts';

const settled = fixed('確認済みとして印を消す', 'Remove the mark: this is settled');

/** The marks of a document with the control each concerns, canonical where it is known. */
export function* marked(
  document: KaijiDocument,
  name: MarkName,
  { catalogs, own }: EntryContext,
): Iterable<{ readonly mark: Mark; readonly control: string | undefined }> {
  for (const mark of marksIn(document, name)) {
    const map = asMap(mark.entry?.node);
    const named = ['control', 'section', 'scenario', 'id'].map((key) => textField(map, key)?.value).find(Boolean);
    const written = mark.control === '' ? named : mark.control;
    yield { mark, control: written === undefined ? undefined : (catalogs.resolve(written, own)?.id ?? written) };
  }
}

/** A mark goes with its line where it stands alone on it. Not safe: somebody has to have looked. */
export function withoutMark({ at }: Finding, { file }: FixContext): readonly Fix[] {
  return [{ title: settled, edits: [{ uri: file.uri, splices: [removalOf(file, at)] }], preferred: true }];
}

/** A note as a whole sentence: `stop` behind it where it has none. */
export function sentence(note: string, stop: string): string {
  return /[。．.!?！？]$/.test(note) ? note : note + stop;
}
