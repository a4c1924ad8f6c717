// The extension's two programs are nearly the same. What both have is shipped once, in the file of the one for the web, whose host loads a single file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';

/** The programs, as entry points of esbuild and paths in `dist` without `.js`. */
const NODE = 'client';
const WEB = 'web/client';

/**
 * Where what esbuild splits them into goes.
 * @param {import('esbuild').Metafile} metafile
 * @returns {Map<string, { file: string }>} by the path esbuild made up: the file in `dist` without `.js`
 */
export function clientFiles({ outputs }) {
  const isNode = (path) => outputs[path].entryPoint !== undefined && !path.endsWith(`/${WEB}.js`);
  return new Map(Object.keys(outputs).map((path) => [path, { file: isNode(path) ? NODE : WEB }]));
}

/** Writes both files. The one for the web exports what they share too, and evaluates what is the web's own only when that is activated. */
export const clientParts = {
  name: 'client-parts',
  setup({ onEnd, initialOptions }) {
    const { minify, platform, target, charset, outdir = '' } = initialOptions;
    initialOptions.metafile = true;
    onEnd(async ({ outputFiles = [], metafile = { inputs: {}, outputs: {} } }) => {
      const shared = Object.keys(metafile.outputs).filter((path) => metafile.outputs[path].entryPoint === undefined);
      // A part that is loaded later could not be loaded in the web.
      if (shared.length > 1) throw new Error(`the extension is to come in three parts, not in ${shared.length + 2}`);
      const asScript = async (ending, name) => {
        const { text = '' } = outputFiles.find(({ path }) => path.replaceAll('\\', '/').endsWith(ending)) ?? {};
        const { code } = await transform(text, { minify, platform, target, charset, format: 'iife', globalName: name });
        return code;
      };
      const linked = (code, to) => code.replace(/\brequire\("\.[^"]*\.js"\)/g, to);
      const web = linked(await asScript(`/${WEB}.js`, 'web'), 'kaijiShared');
      const files = {
        [WEB]: `${await asScript(shared[0] ?? '', 'kaijiShared')}module.exports={shared:kaijiShared,activate(context){${web}return web.activate(context)}};\n`,
        [NODE]: `${linked(await asScript(`dist/${NODE}.js`, 'node'), `require("./${WEB}.js").shared`)}module.exports=node;\n`,
      };
      for (const [file, code] of Object.entries(files)) {
        const path = join(outdir, `${file}.js`);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, withOneApi(code));
      }
    });
  },
};

/**
 * The programs with one object for the interface of VS Code, instead of a copy of it for each module that imports it: those copies were two thirds of the
 * time that evaluating a program took.
 */
function withOneApi(code) {
  const once = code.replace(/[\w$]+\(require\("vscode"\)(?:, ?1)?\)/g, 'kaijiVscode');
  if (once.includes('require("vscode")')) throw new Error('a form of importing vscode that is not known here');
  return `var vscode=require("vscode"),kaijiVscode=Object.create(vscode,{default:{value:vscode}});${once}`;
}
