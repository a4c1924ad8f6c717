// `npm run pictures`: draws the icon (media/icon.png), packages kaiji.vsix, and takes the README's picture (docs/images/loop.png) from the real VS Code with it.
// `node scripts/pictures.mjs icon` and `node scripts/pictures.mjs loop` (with the kaiji.vsix that is there) draw one of them.
import { writeFileSync } from 'node:fs';
import { provision } from '../test/vscode/provision.mjs';
import { launch } from '../test/vscode/workbench.mjs';
import { drawIcon } from './pictures/icon.mjs';
import { drawLoop } from './pictures/loop.mjs';

const provisioned = await provision();
if (provisioned.missing !== undefined) {
  console.error(provisioned.missing);
  process.exit(2);
}
const [only] = process.argv.slice(2);
const browser = await launch(provisioned.chromium);
if (only !== 'loop') writeFileSync('media/icon.png', await drawIcon(browser, 'media/icon.svg'));
if (only !== 'icon') writeFileSync('docs/images/loop.png', await drawLoop(browser, provisioned.vscodeServer));
await browser.close();
