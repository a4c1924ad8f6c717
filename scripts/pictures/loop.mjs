// docs/images/loop.png: what one does again and again with Kaiji, in one window of the real VS Code with the packaged extension, and a number at each step.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locate } from '../../test/vscode/editor.mjs';
import { startVsCodeServer } from '../../test/vscode/server.mjs';
import { eventually } from '../../test/vscode/wait.mjs';
import { openWorkspace } from '../../test/vscode/workbench.mjs';
import { smallPng } from './small-png.mjs';

const SHEET = 'checklist.kaiji.yaml';
/** An item of the example that is answered without evidence. */
const ITEM = 'CL-38';
const ANSWER = '入社時と毎年6月に';
/** Of the window, in pixels. */
const SIZE = { width: 1440, height: 800 };
const STEPS = [
  ['不足を知らせる', 'findings'],
  ['クイックフィックスで直す', 'quick fixes'],
  ['記入状況が進む', 'coverage'],
  ['渡す形で確かめる', 'preview'],
];

const SETTINGS = {
  'kaiji.language': 'ja',
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.wordWrap': 'on',
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'window.title': 'Kaiji',
};

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('../../test/vscode/provision.mjs').VsCodeServer} vscodeServer
 * @returns {Promise<Buffer>} a PNG
 */
export async function drawLoop(browser, vscodeServer) {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-loop-'));
  const workspace = join(folder, 'clinic-cloud');
  cpSync(join('examples', 'clinic-cloud'), workspace, { recursive: true });
  const env = { KAIJI_CATALOGS: join(workspace, 'none') };
  const server = await startVsCodeServer({ vscodeServer, vsix: 'kaiji.vsix', workspace, settings: SETTINGS, env });
  try {
    const vs = await openWorkspace(browser, server.url, { ...SIZE, language: 'ja' });
    const { png, places } = await take(vs, readFileSync(join(workspace, SHEET), 'utf8'));
    await vs.close();
    return await numbered(browser, png, places);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The window, and where each step is to be seen in it: pixels. */
async function take(vs, sheet) {
  const { page } = vs;
  const line = sheet.split('\n').findIndex((text) => text.includes(`control: ${ITEM}`)) + 1;
  const corner = async (locator) => {
    const { x, y, width } = await locator.boundingBox();
    return { x: x + width - 30, y: y + 16 };
  };

  await vs.openFile(SHEET);
  await vs.placeCursor({ line, column: 7 });
  await vs.runCommand('Kaiji: プレビューを横に開く');
  const sheetOf = (frame) => frame.evaluate(() => document.querySelector('.sheet')?.textContent ?? '').catch(() => '');
  await eventually('the preview', async () =>
    (await Promise.all(page.frames().map(sheetOf))).some((text) => text.includes(ANSWER)),
  );
  await page.locator('.activitybar [aria-label^="Kaiji"]').first().click();
  await page.locator('.sidebar .monaco-list-row').first().waitFor();
  await vs.placeCursor({ line, column: 7 });
  await page.keyboard.press('ControlOrMeta+.');
  const menu = page.locator('.action-widget:visible');
  await menu.waitFor();
  const item = await locate(page, ITEM);
  const places = [
    { x: item.x - 110, y: item.y + item.height / 2 },
    await corner(menu),
    await corner(page.locator('.sidebar .pane-header').first()),
    await corner(page.locator('.editor-group-container').last().locator('.title')),
  ];
  return { png: await page.screenshot({ animations: 'disabled' }), places };
}

/** The picture with a number at each place, and below what the numbers are. */
async function numbered(browser, picture, places) {
  const page = await browser.newPage({ viewport: { width: SIZE.width, height: SIZE.height + 50 } });
  const at = ({ x, y }, i) => `<b style="position: absolute; left: ${x - 14}px; top: ${y - 14}px">${i + 1}</b>`;
  await page.setContent(`<style>
    body { margin: 0; position: relative; font: 20px sans-serif; color: #1f2328; background: #fff }
    img { display: block }
    p { display: flex; justify-content: space-around; margin: 0; line-height: 50px }
    small { color: #59636e }
    b { display: inline-block; width: 28px; line-height: 28px; border-radius: 50%; text-align: center; color: #fff; background: #b3261e; box-shadow: 0 0 0 2px #fff }
  </style><img src="data:image/png;base64,${picture.toString('base64')}">
  ${places.map(at).join('')}<p>${STEPS.map(([ja, en], i) => `<span><b>${i + 1}</b> ${ja} <small>${en}</small></span>`).join('')}</p>`);
  const png = await page.screenshot();
  await page.close();
  return smallPng(png, 96);
}
