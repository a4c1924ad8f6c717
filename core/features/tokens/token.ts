/** The vocabulary of semantic tokens: what they are of, and how each client is told. */

/**
 * Standard types, so that themes and clients that know nothing of us colour them, and two of our own:
 * - `class` a control; `namespace` a section; `function` a common answer; `interface` a party
 * - `variable` evidence, assets, threats, vulnerabilities, measures, scenarios: whatever else has an id
 * - `type` a kind of document, catalog, outline, scale, guideline; `enumMember` a term; `property` a fact or sub-item
 * - `placeholder` words not yet written; `unresolvedReference` what names nothing, in place of its type
 */
export const TOKEN_TYPES = [
  'class',
  'namespace',
  'function',
  'interface',
  'variable',
  'type',
  'enumMember',
  'property',
  'placeholder',
  'unresolvedReference',
] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];

/** `declaration`: an id where it is given; `deprecated`: an edition of a guideline that has a successor. */
export const TOKEN_MODIFIERS = ['declaration', 'deprecated'] as const;

export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** How something looks. */
export interface Look {
  readonly type: TokenType;
  readonly modifier?: TokenModifier;
  /** It names nothing: shown as `unresolvedReference` where the client knows that, else as its type. */
  readonly unresolved?: boolean;
}

const known = new Map<TokenType, Look>(TOKEN_TYPES.map((type) => [type, { type }]));
const unknown = new Map<TokenType, Look>(TOKEN_TYPES.map((type) => [type, { type, unresolved: true }]));

/** The look of something without modifiers; always the same value, for there are many. */
export function lookOf(type: TokenType, isKnown = true): Look {
  return (isKnown ? known : unknown).get(type) as Look;
}

/** What stands for a type a client does not know, the likest first; where it knows none of them there is no token. */
const INSTEAD: Readonly<Record<TokenType, readonly string[]>> = {
  class: ['type', 'variable'],
  namespace: ['class', 'type', 'variable'],
  function: ['method', 'variable'],
  interface: ['class', 'type', 'variable'],
  variable: ['parameter'],
  type: ['class'],
  enumMember: ['enum', 'keyword'],
  property: ['variable'],
  placeholder: ['macro', 'keyword'],
  unresolvedReference: [],
};

/** What a client says of the tokens it shows (`textDocument.semanticTokens` of its capabilities). */
export interface AnnouncedTokens {
  readonly tokenTypes: readonly string[];
  readonly tokenModifiers: readonly string[];
}

/** How tokens are told to one client. Immutable. */
export class TokenCodes {
  /** Names by number, as LSP wants them told: none the client does not know. */
  readonly legend: { readonly tokenTypes: string[]; readonly tokenModifiers: string[] };
  private readonly types: Readonly<Record<TokenType, number>>;

  constructor({ tokenTypes, tokenModifiers }: AnnouncedTokens) {
    const named = (type: TokenType) => [type, ...INSTEAD[type]].find((name) => tokenTypes.includes(name));
    const names = [...new Set(TOKEN_TYPES.flatMap((type) => named(type) ?? []))];
    this.legend = {
      tokenTypes: names,
      tokenModifiers: TOKEN_MODIFIERS.filter((modifier) => tokenModifiers.includes(modifier)),
    };
    const codeOf = (type: TokenType) => names.indexOf(named(type) ?? '');
    this.types = Object.fromEntries(TOKEN_TYPES.map((type) => [type, codeOf(type)])) as Record<TokenType, number>;
  }

  /** The number of a look's type in the legend; -1 where the client has none for it. */
  typeOf({ type, unresolved }: Look): number {
    const { unresolvedReference } = this.types;
    return unresolved && unresolvedReference >= 0 ? unresolvedReference : this.types[type];
  }

  /** The bits of a look's modifiers; none for what names nothing. */
  modifiersOf({ modifier, unresolved }: Look): number {
    const bit = modifier === undefined || unresolved ? -1 : this.legend.tokenModifiers.indexOf(modifier);
    return bit < 0 ? 0 : 1 << bit;
  }
}
