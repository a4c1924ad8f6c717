// `node test/vscode/web/host.mjs`: the in-host suite in the extension host of VS Code for the Web, which is a worker of the browser.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { emptyWorkspace, PROJECT, report } from '../host.mjs';
import { provisionWeb } from '../provision.mjs';
import { launch, openWorkspace } from '../workbench.mjs';
import { startVsCodeWeb } from './server.mjs';

/** Milliseconds for all of the suite. */
const LIMIT = 240_000;

/** One script, as extension hosts of browsers load it: `vscode` is all they have. */
const bundled = async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../suite/web.cjs', import.meta.url))],
    bundle: true,
    format: 'cjs',
    external: ['vscode'],
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
};

const provisioned = await provisionWeb();
if (provisioned.missing !== undefined) {
  console.error(provisioned.missing);
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'kaiji-suite-'));
const server = await startVsCodeWeb({
  dir: provisioned.dir,
  vsix: join(PROJECT, 'kaiji.vsix'),
  workspace: emptyWorkspace(scratch),
  suite: await bundled(),
});
const browser = await launch(provisioned.chromium);
try {
  const { console: written } = await openWorkspace(browser, server.url, { isDriven: true });
  let timer;
  const late = new Promise((_, failed) => {
    const fail = () =>
      failed(new Error(`The suite gave no result in ${LIMIT} ms. The page wrote:\n${written().slice(-20).join('\n')}`));
    timer = setTimeout(fail, LIMIT);
  });
  report(JSON.parse(await Promise.race([server.suiteResult, late])));
  clearTimeout(timer);
} finally {
  await browser.close();
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
