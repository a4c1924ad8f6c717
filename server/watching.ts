/** Files that change behind the editor's back (git, other tools): the client is asked to tell of them, where it can be asked. */
import {
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
  type InitializeParams,
  WatchKind,
} from 'vscode-languageserver';
import type { Session } from './session.ts';

/** Evidence comes as documents, sheets, slides, pictures and archives; what it says is not read, so that only coming and going counts. */
const EVIDENCE = {
  globPattern:
    '**/*.{pdf,doc,docx,xls,xlsx,xlsm,ppt,pptx,odt,ods,odp,rtf,txt,md,csv,tsv,html,htm,png,jpg,jpeg,gif,svg,tif,tiff,webp,vsdx,drawio,msg,eml,zip}',
  kind: WatchKind.Create | WatchKind.Delete,
};

/** A baseline may have any name. */
const BASELINES = { globPattern: '**/*.json' };

const NAMES = ['**/*.kaiji.yaml', '**/*.kaiji.yml', '**/kaiji.yaml'];

/** Has a life cycle: folders outside the workspace come and go with the settings. */
export class Watching {
  /** Whether the client tells of files when asked to. */
  readonly canAsk: boolean;
  private readonly canAskOutside: boolean;
  private watched = '';
  private registered: Disposable | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly session: Session,
    { capabilities }: InitializeParams,
  ) {
    const { dynamicRegistration, relativePatternSupport } = capabilities.workspace?.didChangeWatchedFiles ?? {};
    this.canAsk = dynamicRegistration === true;
    this.canAskOutside = this.canAsk && relativePatternSupport === true;
  }

  /** Watches what is in the client's folders. */
  async workspace(): Promise<void> {
    if (this.canAsk) await this.register([...NAMES.map((globPattern) => ({ globPattern })), EVIDENCE, BASELINES]);
  }

  /** Watches these folders, and no longer those given before. @param folders URIs; those that are not there are left out */
  outside(folders: readonly string[]): Promise<void> {
    this.turn = this.turn.then(() =>
      this.session.guarded(
        'watching folders of catalogs',
        () => {},
        () => this.replace(folders),
      ),
    );
    return this.turn;
  }

  private async replace(folders: readonly string[]): Promise<void> {
    if (!this.canAskOutside) return;
    const { io } = this.session.host;
    const there: string[] = [];
    for (const folder of folders) if (await io.exists(folder)) there.push(folder);
    const key = there.join('\n');
    if (key === this.watched) return;
    this.watched = key;
    this.registered?.dispose();
    this.registered =
      there.length === 0
        ? undefined
        : await this.register(there.flatMap((baseUri) => NAMES.map((pattern) => ({ globPattern: { baseUri, pattern } }))));
  }

  private register(watchers: FileSystemWatcher[]): Promise<Disposable> {
    return this.session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}
