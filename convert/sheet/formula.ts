/**
 * Texts a spreadsheet program would take for a formula (OWASP, CSV Injection): those that begin with `=`, `+`, `-`, `@` or their full-width forms, white space
 * before them aside, or with a tab or a line break. In csv, where nothing but the text itself can say that it is text, an apostrophe stands before them. It stands
 * before apostrophes followed by one of these as well, so that exactly what was added can be taken away.
 */
const RISKY = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;
const TO_GUARD = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;
const GUARDED = /^'+(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/** Whether a spreadsheet program may take the text for a formula. */
export function isRisky(text: string): boolean {
  return RISKY.test(text);
}

/** A text as csv holds it; {@link unguarded} gives it back. */
export function guarded(text: string): string {
  return TO_GUARD.test(text) ? `'${text}` : text;
}

/** A text of a csv file without the apostrophe that keeps it from being a formula. No other apostrophe is taken away. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
