/** Settings: the client's `kaiji.*`, by resource, with what the client said at start. */
import { CompletionItemTag, type Connection, type InitializeParams, InsertTextMode, MarkupKind } from 'vscode-languageserver';
import type { CheckOptions, Level } from '../core/check.ts';
import { isoDate } from '../core/date.ts';
import type { AnnouncedTokens } from '../core/features/tokens/token.ts';
import { type Language, languageOf } from '../core/language.ts';
import type { InitializationOptions } from './protocol.ts';

export interface ClientAbilities {
  readonly snippets: boolean;
  /** Takes completions of several lines: as snippets, or because it knows of their indentation. */
  readonly severalLines: boolean;
  /** Leaves the indentation of completions as it is when told to. */
  readonly keepsIndentation: boolean;
  readonly insertReplace: boolean;
  /** Shows a title beside the label of a completion. */
  readonly labelDetails: boolean;
  /** Shows that a completion is superseded. */
  readonly deprecatedItems: boolean;
  /** Takes the place of a parameter of a signature as offsets. */
  readonly labelOffsets: boolean;
  readonly definitionLinks: boolean;
  readonly typeDefinitionLinks: boolean;
  readonly implementationLinks: boolean;
  /** Shows tooltips of document links. */
  readonly linkTooltips: boolean;
  /** Asks for the range of a workspace symbol when it is chosen. */
  readonly resolvesSymbols: boolean;
  /** Shows each of these as Markdown; those that do not say are thought to. */
  readonly markdown: { readonly hover: boolean; readonly completion: boolean };
  /** Takes symbols in each other; else it is given a list. */
  readonly nestedSymbols: boolean;
  /** Edits with versions. */
  readonly documentChanges: boolean;
  /** Edits that make files. */
  readonly createFiles: boolean;
  /** Asks for the edit of a code action when it is chosen. */
  readonly resolvesActions: boolean;
  /** Shows code actions that cannot be done, with the reason. */
  readonly disabledActions: boolean;
  /** Asks before a rename whether there is something to rename. */
  readonly preparesRename: boolean;
  /** May be told that code lenses are different. */
  readonly codeLensRefresh: boolean;
  /** May be told to ask for inlay hints again. */
  readonly hintRefresh: boolean;
  /** Asks for what is read about an inlay hint when it is pointed at. */
  readonly hintTooltips: boolean;
  /** Likewise for where it leads. */
  readonly hintLocations: boolean;
  /** Shows how far what the server does by itself has come. */
  readonly progress: boolean;
  /** Semantic tokens it shows; undefined where it shows none. */
  readonly tokens: AnnouncedTokens | undefined;
  /** May be told to ask for semantic tokens again. */
  readonly tokenRefresh: boolean;
  /** How many folding ranges it wants of a document at most. */
  readonly mostFolds: number;
  /** Shows words of ours in place of what is folded. */
  readonly collapsedText: boolean;
}

interface Settings {
  readonly language?: string;
  readonly rules?: Readonly<Record<string, Level>>;
  readonly catalogs?: readonly string[];
  readonly inlayHints?: Readonly<Record<string, boolean>>;
  readonly evidence?: { readonly checkFiles?: unknown } | null;
  readonly codeLens?: Readonly<Record<string, boolean>>;
}

export class Configuration {
  private readonly cache = new Map<string, Promise<Settings>>();
  private readonly canAsk: boolean;
  /** What a client that cannot be asked has told. */
  private told: Settings;
  private readonly locale: string | undefined;
  readonly options: InitializationOptions;
  /** What of LSP the client understands beyond the least. */
  readonly client: ClientAbilities;

  constructor(
    private readonly connection: Connection,
    parameters: InitializeParams,
  ) {
    const { codeAction, completion, definition, documentLink, foldingRange, implementation, inlayHint } =
      parameters.capabilities.textDocument ?? {};
    const { documentSymbol, hover, rename, semanticTokens, signatureHelp, typeDefinition } =
      parameters.capabilities.textDocument ?? {};
    const { symbol } = parameters.capabilities.workspace ?? {};
    const { documentChanges, resourceOperations } = parameters.capabilities.workspace?.workspaceEdit ?? {};
    const keepsIndentation = completion?.completionItem?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) === true;
    this.client = {
      keepsIndentation,
      snippets: completion?.completionItem?.snippetSupport === true,
      severalLines: completion?.completionItem?.snippetSupport === true || keepsIndentation,
      insertReplace: completion?.completionItem?.insertReplaceSupport === true,
      labelDetails: completion?.completionItem?.labelDetailsSupport === true,
      deprecatedItems: completion?.completionItem?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true,
      labelOffsets: signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true,
      definitionLinks: definition?.linkSupport === true,
      typeDefinitionLinks: typeDefinition?.linkSupport === true,
      implementationLinks: implementation?.linkSupport === true,
      linkTooltips: documentLink?.tooltipSupport === true,
      resolvesSymbols: symbol?.resolveSupport?.properties.includes('location.range') === true,
      markdown: {
        hover: hover?.contentFormat?.includes(MarkupKind.Markdown) !== false,
        completion: completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) !== false,
      },
      nestedSymbols: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
      tokens: semanticTokens?.formats.includes('relative') ? semanticTokens : undefined,
      tokenRefresh: parameters.capabilities.workspace?.semanticTokens?.refreshSupport === true,
      mostFolds: foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
      collapsedText: foldingRange?.foldingRange?.collapsedText === true,
      hintRefresh: parameters.capabilities.workspace?.inlayHint?.refreshSupport === true,
      hintTooltips: inlayHint?.resolveSupport?.properties.includes('tooltip') === true,
      hintLocations: inlayHint?.resolveSupport?.properties.includes('label.location') === true,
      documentChanges: documentChanges === true,
      createFiles: documentChanges === true && resourceOperations?.includes('create') === true,
      resolvesActions: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true,
      progress: parameters.capabilities.window?.workDoneProgress === true,
      disabledActions: codeAction?.disabledSupport === true,
      preparesRename: rename?.prepareSupport === true,
      codeLensRefresh: parameters.capabilities.workspace?.codeLens?.refreshSupport === true,
    };
    this.canAsk = parameters.capabilities.workspace?.configuration === true;
    this.locale = parameters.locale;
    this.options = (parameters.initializationOptions as InitializationOptions | undefined) ?? {};
    this.told = settingsOf(this.options.settings);
  }

  /**
   * Forgets what was asked: the client's settings changed.
   * @param told what the notification carries: the settings of a client that cannot be asked, ours under `kaiji` or alone
   */
  changed(told?: unknown): void {
    this.cache.clear();
    this.told = settingsOf(isObject(told) && 'kaiji' in told ? told.kaiji : told);
  }

  /** The setting, then the client's locale, else Japanese. */
  async language(uri?: string): Promise<Language> {
    const { language } = await this.settings(uri);
    return languageOf(language) ?? languageOf(this.locale) ?? 'ja';
  }

  async checkOptions(uri: string): Promise<CheckOptions> {
    const { rules, evidence } = await this.settings(uri);
    const date = this.options.date ?? isoDate(new Date());
    return {
      date,
      ...(rules && typeof rules === 'object' ? { editor: rules } : {}),
      // Where files are is a matter of the machine: no package may ask for what its user has turned off.
      ...(evidence?.checkFiles === false ? { override: { 'evidence-missing-file': 'off' } } : {}),
    };
  }

  /** Which code lenses are wanted, by their producer's name: all but those switched off. */
  async lenses(uri: string): Promise<(producer: string) => boolean> {
    const { codeLens } = await this.settings(uri);
    return (producer) => codeLens?.[producer] !== false;
  }

  /** Names of the inlay hints that are switched off (`kaiji.inlayHints.*`). */
  async hiddenHints(uri: string): Promise<ReadonlySet<string>> {
    const { inlayHints } = await this.settings(uri);
    return new Set(Object.entries(inlayHints ?? {}).flatMap(([name, shown]) => (shown === false ? [name] : [])));
  }

  /** Folders with more catalogs, as a person wrote them, for a folder of the workspace. */
  async catalogFolders(folder: string | undefined): Promise<readonly string[]> {
    const { catalogs } = await this.settings(folder);
    if (!Array.isArray(catalogs)) return [];
    return catalogs.filter((path): path is string => typeof path === 'string' && path.trim() !== '').map((path) => path.trim());
  }

  /** Whether the client shows `kaiji-catalog:` documents. */
  get pages(): boolean {
    return this.options.catalogScheme === true;
  }

  /** A link to the page of a clause in Markdown; undefined for a client that shows none. */
  get clauseLink(): ((id: string) => string) | undefined {
    const { clauseCommand } = this.options;
    if (typeof clauseCommand !== 'string' || !/^[\w.-]+$/.test(clauseCommand)) return undefined;
    return (id) => `command:${clauseCommand}?${encoded(JSON.stringify([id]))}`;
  }

  private settings(uri = ''): Promise<Settings> {
    if (!this.canAsk) return Promise.resolve(this.told);
    let settings = this.cache.get(uri);
    if (!settings) {
      const item = uri === '' ? { section: 'kaiji' } : { section: 'kaiji', scopeUri: uri };
      settings = this.connection.workspace.getConfiguration(item).then(settingsOf, () => ({}));
      this.cache.set(uri, settings);
    }
    return settings;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function settingsOf(value: unknown): Settings {
  return isObject(value) ? value : {};
}

/** A text as a link in Markdown may carry it; brackets would end the link. */
export function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
