/** Whether the ranges of an answer lie inside the document they speak of. */

interface Place {
  readonly line: number;
  readonly character: number;
}

/**
 * The ranges in `answer` that no text with these lines has, as JSON. What an answer says of other documents is not looked at.
 * @param lines of the document `uri`, without their ends
 */
export function outside(answer: unknown, uri: string, lines: readonly string[]): readonly string[] {
  const found: string[] = [];
  const stack: unknown[] = [answer];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null) continue;
    const { uri: named, targetUri, textDocument, start, end, startLine, endLine } = value as Record<string, unknown>;
    const other = named ?? targetUri ?? (textDocument as { uri?: unknown } | undefined)?.uri;
    if (other !== undefined && other !== uri) continue;
    const bad =
      (isPlace(start) && isPlace(end) && !(holds(lines, start) && holds(lines, end) && inOrder(start, end))) ||
      (typeof startLine === 'number' &&
        typeof endLine === 'number' &&
        !(0 <= startLine && startLine <= endLine && endLine < lines.length));
    if (bad) found.push(JSON.stringify(value));
    stack.push(...Object.values(value).slice(0, 50_000));
  }
  return found;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

function holds(lines: readonly string[], { line, character }: Place): boolean {
  return line >= 0 && character >= 0 && character <= (lines[line]?.length ?? -1);
}

function inOrder(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
