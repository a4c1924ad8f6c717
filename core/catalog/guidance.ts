/** The form guidance has (docs/decisions): labelled notes, then a model answer quoted with `>`. */

export interface Guidance {
  /** A line each, without markup: `書くこと …`. */
  readonly notes: readonly string[];
  /** The model answer, a line each, with ●● where the author fills in; empty where there is none. */
  readonly model: readonly string[];
}

/** Guidance taken apart. Text of another form, as an author's own catalog may have, is all notes. */
export function guidanceParts(text: string): Guidance {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const model = lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2).trim());
  const notes = lines
    .filter((line) => !line.startsWith('> ') && !/^\*\*[^*]+\*\*\s*$/.test(line))
    .map((line) => line.replace(/^\*\*([^*]+)\*\*/, '$1:'));
  return { notes, model };
}
