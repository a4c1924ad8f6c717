/** Whole lines set in or out: what a part of a document is moved by when it comes to stand at another depth. */

/**
 * The lines of `source` begun further right, or left where `columns` is negative. Block scalars and values over several lines keep their meaning, for all of
 * a node's lines move alike.
 * @param source whole lines, each with its line end but perhaps the last
 * @returns undefined where a line begins too far left to be moved so far
 */
export function shifted(source: string, columns: number): string | undefined {
  const lead = ' '.repeat(Math.abs(columns));
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    if (line === '' || line === '\r') lines.push(line);
    else if (columns >= 0) lines.push(lead + line);
    else if (line.startsWith(lead)) lines.push(line.slice(lead.length));
    else if (line.trim() === '') lines.push(line.endsWith('\r') ? '\r' : '');
    else return undefined;
  }
  return lines.join('\n');
}
