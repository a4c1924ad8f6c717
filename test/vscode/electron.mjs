import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { emptyWorkspace, PROJECT, report, SUITE } from './host.mjs';
import { VSCODE_VERSION } from './versions.mjs';

// Usage: node test/vscode/electron.mjs [extension folder]
// The in-host suite in a desktop VS Code: $VSCODE_EXECUTABLE, or one that @vscode/test-electron downloads ($VSCODE_VERSION, e.g. 1.91.0).

const LEFT_OUT =
  'the suite in a desktop VS Code was left out (the same suite runs in the VS Code server: node test/vscode/host.mjs).';

/** @returns {Promise<{ readonly executable: string } | { readonly missing: string }>} `missing`: one line */
const findVsCode = async () => {
  const given = process.env.VSCODE_EXECUTABLE;
  if (given) return { executable: given };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { missing: `No display (run it under xvfb-run); ${LEFT_OUT}` };
  }
  try {
    const quiet = { report: () => {}, error: () => {} };
    return {
      executable: await downloadAndUnzipVSCode({ version: process.env.VSCODE_VERSION ?? VSCODE_VERSION, reporter: quiet }),
    };
  } catch (error) {
    return { missing: `VS Code could not be downloaded (${String(error).split('\n')[0]}), set VSCODE_EXECUTABLE; ${LEFT_OUT}` };
  }
};

/** @param {string} vscodeExecutablePath */
const runSuite = async (vscodeExecutablePath) => {
  if (!existsSync(vscodeExecutablePath)) throw new Error(`VSCODE_EXECUTABLE names no file: ${vscodeExecutablePath}`);
  const scratch = mkdtempSync(join(tmpdir(), 'kaiji-electron-'));
  const resultFile = join(scratch, 'result.json');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: resolve(process.argv[2] ?? PROJECT),
      extensionTestsPath: SUITE,
      extensionTestsEnv: { KAIJI_SUITE_RESULT: resultFile },
      launchArgs: [
        emptyWorkspace(scratch),
        '--disable-extensions',
        '--disable-workspace-trust',
        '--user-data-dir',
        join(scratch, 'u'),
        ...asRoot,
      ],
    }).catch((error) => {
      // The result says which case failed; without one, VS Code itself did.
      if (!existsSync(resultFile)) throw error;
    });
    report(JSON.parse(readFileSync(resultFile, 'utf8')));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const found = await findVsCode();
if ('missing' in found) console.log(found.missing);
else await runSuite(found.executable);
