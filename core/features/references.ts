/** Who names what stands at a place: in the package and those related to it (references), and in the file (document highlight). */
import { type DocumentHighlight, DocumentHighlightKind, type Location } from 'vscode-languageserver-types';
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { occurrencesInFile, occurrencesOf } from './occurrences.ts';
import { subjectAt } from './subject.ts';

/**
 * @param offset in `file`, UTF-16
 * @param packages those in which it may be named, `whole` included
 * @param withDefinition whether the places count where it gets its id (`includeDeclaration`)
 * @returns by path and place; undefined where nothing is named
 */
export function referencesAt(
  whole: Package,
  file: KaijiFile,
  offset: number,
  packages: Iterable<Package>,
  withDefinition: boolean,
): Location[] | undefined {
  const at = subjectAt(whole, file, offset);
  return (
    at &&
    occurrencesOf(at.subject, whole, packages)
      .filter(({ is }) => withDefinition || is !== 'definition')
      .map(({ file: { uri, text }, start, end }) => ({ uri, range: text.rangeOf(start, end) }))
  );
}

/**
 * What stands at a place, wherever the file has it: definitions and answers as written, uses as read.
 * @param offset in `file`, UTF-16
 */
export function highlightsAt(whole: Package, file: KaijiFile, offset: number): DocumentHighlight[] | undefined {
  const at = subjectAt(whole, file, offset);
  return (
    at &&
    occurrencesInFile(at.subject, whole, file).map(({ is, start, end }) => ({
      range: file.text.rangeOf(start, end),
      kind: is === 'use' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
    }))
  );
}
