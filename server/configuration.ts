/** Settings: the client's `kaiji.*`, by resource, with what the client said at start. */
import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { CheckOptions, Level } from '../core/check.ts';
import { isoDate } from '../core/date.ts';
import { type Language, languageOf } from '../core/language.ts';

/** What our client, or a test, hands over at start. All optional: any LSP client may start us. */
export interface InitializationOptions {
  /** Today, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Address of the rules' documentation, to which a code is appended. */
  readonly docsBase?: string;
  /** The client has our commands (`kaiji.explainRule`). */
  readonly commands?: boolean;
  /** Where the catalogs are, for a server without a disk. */
  readonly catalogs?: string;
}

export interface ClientAbilities {
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly definitionLinks: boolean;
  /** Edits with versions. */
  readonly documentChanges: boolean;
}

interface Settings {
  readonly language?: string;
  readonly rules?: Readonly<Record<string, Level>>;
}

export class Configuration {
  private readonly cache = new Map<string, Promise<Settings>>();
  private readonly canAsk: boolean;
  private readonly locale: string | undefined;
  readonly options: InitializationOptions;
  /** What of LSP the client understands beyond the least. */
  readonly client: ClientAbilities;

  constructor(
    private readonly connection: Connection,
    parameters: InitializeParams,
  ) {
    const { completion, definition } = parameters.capabilities.textDocument ?? {};
    this.client = {
      snippets: completion?.completionItem?.snippetSupport === true,
      insertReplace: completion?.completionItem?.insertReplaceSupport === true,
      definitionLinks: definition?.linkSupport === true,
      documentChanges: parameters.capabilities.workspace?.workspaceEdit?.documentChanges === true,
    };
    this.canAsk = parameters.capabilities.workspace?.configuration === true;
    this.locale = parameters.locale;
    this.options = (parameters.initializationOptions as InitializationOptions | undefined) ?? {};
  }

  /** Forgets what was asked: the client's settings changed. */
  changed(): void {
    this.cache.clear();
  }

  /** The setting, then the client's locale, else Japanese. */
  async language(uri?: string): Promise<Language> {
    const { language } = await this.settings(uri);
    return languageOf(language) ?? languageOf(this.locale) ?? 'ja';
  }

  async checkOptions(uri: string): Promise<CheckOptions> {
    const { rules } = await this.settings(uri);
    const date = this.options.date ?? isoDate(new Date());
    return { date, ...(rules && typeof rules === 'object' ? { editor: rules } : {}) };
  }

  private settings(uri = ''): Promise<Settings> {
    if (!this.canAsk) return Promise.resolve({});
    let settings = this.cache.get(uri);
    if (!settings) {
      const item = uri === '' ? { section: 'kaiji' } : { section: 'kaiji', scopeUri: uri };
      settings = this.connection.workspace.getConfiguration(item).then(
        (value: unknown) => (typeof value === 'object' && value !== null ? (value as Settings) : {}),
        () => ({}),
      );
      this.cache.set(uri, settings);
    }
    return settings;
  }
}
