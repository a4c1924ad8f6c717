/** What we use of libraries that bring no types, or only types that need those of Node. */

declare module 'saxen' {
  type Decode = (text: string) => string;
  export class Parser {
    on(
      event: 'openTag',
      listener: (name: string, attributes: () => Readonly<Record<string, string>>, decode: Decode) => void,
    ): this;
    on(event: 'closeTag', listener: (name: string) => void): this;
    on(event: 'text', listener: (text: string, decode: Decode) => void): this;
    on(event: 'cdata', listener: (text: string) => void): this;
    on(event: 'error' | 'warn', listener: (error: Error) => void): this;
    parse(xml: string): this;
  }
}

declare module 'papaparse' {
  interface ParseResult {
    readonly data: readonly (readonly string[])[];
    readonly errors: readonly { readonly type: string; readonly code: string }[];
  }
  const papaparse: {
    parse(
      text: string,
      options: { delimiter?: string; quoteChar?: string; delimitersToGuess?: readonly string[]; preview?: number },
    ): ParseResult;
    unparse(lines: readonly (readonly string[])[], options: { newline: string }): string;
  };
  export default papaparse;
}
