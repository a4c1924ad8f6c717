// `npm run pictures`: draws the icon (media/icon.png).
import { writeFileSync } from 'node:fs';
import { provisionChromium } from '../test/vscode/chromium.mjs';
import { launch } from '../test/vscode/workbench.mjs';
import { drawIcon } from './pictures/icon.mjs';

const provisioned = await provisionChromium();
if ('missing' in provisioned) {
  console.error(provisioned.missing);
  process.exit(2);
}
const browser = await launch(provisioned.chromium);
writeFileSync('media/icon.png', await drawIcon(browser, 'media/icon.svg'));
await browser.close();
