/** The language server as the client's parts see it. */
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The language id; also the section of our settings. */
export const LANGUAGE = 'kaiji';

/** The running client, for what needs to ask the server. */
export interface Server {
  readonly client: BaseLanguageClient;
}
