/** The VS Codes that the suite runs in; which one, `$KAIJI_HOST` says. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provision, provisionWeb } from './provision.mjs';
import { startVsCodeServer } from './server.mjs';
import { startVsCodeWeb } from './web/server.mjs';
import { launch, openWorkspace } from './workbench.mjs';

/** `server`: a VS Code server, whose extension host is Node's. `web`: VS Code for the Web, all of it in the browser, the folder a virtual one. */
export type HostName = 'server' | 'web';

export interface Wanted {
  /** The folder to open. */
  readonly workspace: string;
  /** A folder above it that is read too; on a disk everything is. */
  readonly reach?: string;
  /** Whether the folder is trusted; it is unless told. */
  readonly trusted?: boolean;
  /** Of the user, beside the usual ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What extensions speak: `ja`; English where absent. */
  readonly language?: string | undefined;
}

export interface Opened {
  readonly vs: Awaited<ReturnType<typeof openWorkspace>>;
  close(): Promise<void>;
}

/** As `npm run package` makes it. */
export const VSIX = fileURLToPath(new URL('../../kaiji.vsix', import.meta.url));

export const hostName: HostName = process.env.KAIJI_HOST === 'web' ? 'web' : 'server';

const hosts: Readonly<Record<HostName, (wanted: Wanted) => Promise<Opened>>> = {
  async server({ workspace, trusted = true, settings = {}, language }) {
    const { chromium, vscodeServer } = provided(await provision());
    const server = await startVsCodeServer({
      vscodeServer,
      vsix: VSIX,
      workspace,
      trusted,
      settings,
      // Nobody's own catalogs may decide about a test.
      env: { KAIJI_CATALOGS: join(workspace, 'none') },
    });
    const browser = await launch(chromium);
    const vs = await openWorkspace(browser, server.url, language === undefined ? {} : { language });
    return { vs, close: async () => void (await Promise.all([browser.close(), server.stop()])) };
  },

  async web({ workspace, reach = workspace, trusted = true, settings = {}, language = 'en' }) {
    const { chromium, dir } = provided(await provisionWeb());
    const server = await startVsCodeWeb({ dir, vsix: VSIX, workspace, reach, trusted, settings, language });
    const browser = await launch(chromium);
    const vs = await openWorkspace(browser, server.url);
    // The folder is there with the extension that knows its scheme; the explorer then takes the keyboard.
    const entry = readdirSync(workspace).find((name) => !name.startsWith('.'));
    if (entry !== undefined)
      await vs.page.locator('.explorer-folders-view .monaco-list-row', { hasText: entry }).first().waitFor();
    await vs.runCommand('Developer: Install Extension from Location...');
    await vs.answer(server.extension);
    return { vs, close: async () => void (await Promise.all([browser.close(), server.stop()])) };
  },
};

/** Opens a folder in the VS Code of this run, with the packaged extension installed. */
export const openInHost = (wanted: Wanted): Promise<Opened> => hosts[hostName](wanted);

function provided<T extends { readonly missing?: undefined }>(provisioned: T | { readonly missing: string }): T {
  if (provisioned.missing !== undefined) throw new Error(provisioned.missing);
  return provisioned;
}
