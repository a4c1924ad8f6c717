// `npm run pictures`: packages kaiji.vsix, draws the icon (media/icon.png), and takes from the real VS Code with it the README's picture (docs/images/loop.png) and
// those of docs/first-hour.md. `node scripts/pictures.mjs icon`, `loop` or `first-hour` (with the kaiji.vsix that is there) draws one of them.
import { writeFileSync } from 'node:fs';
import { provision } from '../test/vscode/provision.mjs';
import { launch } from '../test/vscode/workbench.mjs';
import { keepFirstHour } from './pictures/first-hour.mjs';
import { drawIcon } from './pictures/icon.mjs';
import { drawLoop } from './pictures/loop.mjs';

const provisioned = await provision();
if (provisioned.missing !== undefined) {
  console.error(provisioned.missing);
  process.exit(2);
}
const [only] = process.argv.slice(2);
const browser = await launch(provisioned.chromium);
const wanted = (name) => only === undefined || only === name;
if (wanted('icon')) writeFileSync('media/icon.png', await drawIcon(browser, 'media/icon.svg'));
if (wanted('loop')) writeFileSync('docs/images/loop.png', await drawLoop(browser, provisioned.vscodeServer));
await browser.close();
if (wanted('first-hour')) keepFirstHour();
