// `npm start`: the examples in VS Code with the extension. `code` where it is on PATH; otherwise a VS Code server, whose address is printed.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const packaged = spawnSync(process.execPath, ['scripts/package.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
if (packaged.status !== 0) process.exit(packaged.status ?? 2);

// A copy: trying things out must not change the repository.
const workspace = join(mkdtempSync(join(tmpdir(), 'kaiji-examples-')), 'examples');
cpSync('examples', workspace, { recursive: true });

const hasCode = spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
if (hasCode) {
  const options = { stdio: 'inherit', shell: process.platform === 'win32' };
  const { status } = spawnSync('code', ['--new-window', `--extensionDevelopmentPath=${resolve('.')}`, workspace], options);
  process.exit(status ?? 0);
}
const { provision } = await import('../test/vscode/provision.mjs');
const { startVsCodeServer } = await import('../test/vscode/server.mjs');
const provisioned = await provision();
if (provisioned.missing || !existsSync('kaiji.vsix')) {
  console.error(provisioned.missing ?? 'kaiji.vsix is missing');
  process.exit(2);
}
const server = await startVsCodeServer({
  vscodeServer: provisioned.vscodeServer,
  vsix: 'kaiji.vsix',
  workspace,
  settings: { 'kaiji.language': 'ja' },
});
console.log(
  `ブラウザで開いてください / open in a browser:\n\n  ${server.urlOf({ workspace })}\n\nCtrl+C で終わります / Ctrl+C ends it.`,
);
process.on('SIGINT', () => void server.stop().then(() => process.exit(0)));
