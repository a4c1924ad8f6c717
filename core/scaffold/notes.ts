/** Notes on what to say, as comments beside a scaffold. */

/** A comment line for each sentence, those after a note's first set in: editors do not wrap comments as they wrap text. */
export function noteComments(notes: readonly string[]): readonly string[] {
  return notes.flatMap((note) =>
    note
      .replace(/\s+/g, ' ')
      .trim()
      .split(/(?<=。)(?![」』）)])|(?<=[.;]) (?=[A-Z])/)
      .filter((sentence) => sentence !== '')
      .map((sentence, i) => `# ${i === 0 ? '' : '  '}${sentence}`),
  );
}
