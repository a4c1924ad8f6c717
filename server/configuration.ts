/** Settings: the client's `kaiji.*`, by resource, with what the client said at start. */
import type { ClientCapabilities, Connection, InitializeParams } from 'vscode-languageserver';
import type { CheckOptions, Level } from '../core/check.ts';
import { isoDate } from '../core/date.ts';
import { type Language, languageOf } from '../core/language.ts';
import { wellFormed } from '../core/text/well-formed.ts';
import type { InitializationOptions } from './protocol/options.ts';

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
  /** What of LSP the client understands beyond the least: each feature reads there what it needs to know. */
  readonly client: ClientCapabilities;

  constructor(
    private readonly connection: Connection,
    parameters: InitializeParams,
  ) {
    this.client = parameters.capabilities;
    this.canAsk = this.client.workspace?.configuration === true;
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

  /** The setting, then the client's locale: Japanese where it has none, English where it is a third one, in which the client's own words are English too. */
  async language(uri?: string): Promise<Language> {
    const { language } = await this.settings(uri);
    return languageOf(language) ?? languageOf(this.locale) ?? (this.locale ? 'en' : 'ja');
  }

  /** The day it is, `YYYY-MM-DD`: the clock's, unless the client said one. Never kept. */
  today(): string {
    return this.options.date ?? isoDate(new Date());
  }

  async checkOptions(uri: string): Promise<CheckOptions> {
    const { rules, evidence } = await this.settings(uri);
    return {
      date: this.today(),
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
  return encodeURIComponent(wellFormed(text)).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
