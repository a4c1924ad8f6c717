// Starts VS Code in a page of the browser, as a site that hosts it does: what is wanted comes from the server (server.mjs) and the address.
(async () => {
  /** @typedef {{ readonly language: string, readonly trusted: boolean, readonly options: Readonly<Record<string, unknown>> }} Wanted */
  const given = new URL(location.href).searchParams;
  /** @type {Wanted} */
  const { language, trusted, options } = await (await fetch(`/configuration${location.search}`)).json();
  const { require: load, webPackagePaths } = /** @type {any} */ (globalThis);
  load.config({
    baseUrl: `${location.origin}/build/out`,
    paths: Object.fromEntries(
      Object.entries(webPackagePaths).map(([name, path]) => [name, `${location.origin}/build/node_modules/${name}/${path}`]),
    ),
    // What extensions speak. VS Code's own words stay English, for no language pack of that version is on npm.
    'vs/nls': {
      availableLanguages: { '*': language },
      loadBundle: (
        /** @type {string} */ name,
        /** @type {string} */ _,
        /** @type {(failed: unknown, words: unknown) => void} */ take,
      ) => load([`${name}.nls`], (/** @type {unknown} */ words) => take(undefined, words)),
    },
  });
  load(['vs/workbench/workbench.web.main'], ({ create, URI }) => {
    const folder = given.get('folder');
    create(document.body, {
      ...options,
      workspaceProvider: {
        workspace: folder === null ? undefined : { folderUri: URI.parse(folder) },
        trusted,
        open: async (/** @type {{ readonly folderUri?: object } | undefined} */ workspace) => {
          const address = new URL(location.href);
          address.searchParams.delete('folder');
          if (workspace?.folderUri) address.searchParams.set('folder', String(workspace.folderUri));
          location.href = address.href;
          return true;
        },
      },
    });
  });
})();
