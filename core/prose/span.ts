/** A stretch of a text: UTF-16, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
