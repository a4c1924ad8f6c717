/** Whether the ranges of an answer lie inside the documents they speak of. */

interface Place {
  readonly line: number;
  readonly character: number;
}

/** A range of an answer, with the document it is of. */
export interface Ranged {
  readonly uri: string;
  readonly start: Place;
  readonly end: Place;
}

/**
 * Every range in an answer of LSP, whatever it is an answer to: of the document `uri`, but for those which name another (`uri`, `targetUri`, the
 * document of an edit). What a range is folded by is one of whole lines.
 */
export function rangesIn(answer: unknown, uri: string): readonly Ranged[] {
  const found: Ranged[] = [];
  const stack: (readonly [value: unknown, uri: string])[] = [[answer, uri]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [value, outer] = next;
    if (typeof value !== 'object' || value === null) continue;
    const { uri: named, targetUri, textDocument, start, end, startLine, endLine } = value as Record<string, unknown>;
    const other = named ?? targetUri ?? (textDocument as { uri?: unknown } | undefined)?.uri;
    const own = typeof other === 'string' ? other : outer;
    if (isPlace(start) && isPlace(end)) found.push({ uri: own, start, end });
    if (typeof startLine === 'number' && typeof endLine === 'number')
      found.push({ uri: own, start: { line: startLine, character: 0 }, end: { line: endLine, character: 0 } });
    for (const [key, child] of Object.entries(value).slice(0, 50_000)) {
      // Edits by document; where a link is followed from.
      if (key === 'changes' && typeof child === 'object' && child !== null && !Array.isArray(child))
        stack.push(...Object.entries(child).map(([of, edits]) => [edits, of] as const));
      else stack.push([child, key === 'originSelectionRange' ? outer : own]);
    }
  }
  return found;
}

/**
 * The ranges in `answer` that no text with these lines has, as JSON. What an answer says of other documents is not looked at.
 * @param lines of the document `uri`, without their ends
 */
export function outside(answer: unknown, uri: string, lines: readonly string[]): readonly string[] {
  return rangesIn(answer, uri)
    .filter((range) => range.uri === uri && !fits(range, (line) => lines[line]?.length))
    .map(({ start, end }) => JSON.stringify({ start, end }));
}

/** @param lengthOf a line, without its end; undefined for one the document does not have */
export function fits({ start, end }: Ranged, lengthOf: (line: number) => number | undefined): boolean {
  const holds = ({ line, character }: Place) => line >= 0 && character >= 0 && character <= (lengthOf(line) ?? -1);
  return holds(start) && holds(end) && (start.line < end.line || (start.line === end.line && start.character <= end.character));
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}
