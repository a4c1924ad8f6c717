/**
 * A value as JSON that a terminal can show: `JSON.stringify` escapes control characters below the space only, and terminals obey some of those above it too. The
 * value it says is the same.
 */
export function jsonText(
  value: unknown,
  columns = 0,
  replacer: ((key: string, value: unknown) => unknown) | undefined = undefined,
): string {
  return JSON.stringify(value, replacer, columns).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
