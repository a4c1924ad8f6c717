// The language server libraries come as CommonJS, of which a bundler keeps everything. TypeScript wrote them, always in the same forms: read back as the
// ES modules they were made from, what is not used falls away. A form that is not known here fails the build.
import { readFileSync } from 'node:fs';

const LIBRARIES =
  /[\\/]node_modules[\\/]vscode-(?:jsonrpc|languageserver|languageserver-protocol|languageserver-types|languageclient)[\\/]lib[\\/].*\.js$/;

/** Modules that are read back so themselves: theirs are names, others may be one value. */
const OURS = /^(?:\.|vscode-(?:jsonrpc|language))/;

/** As a plugin of esbuild. */
export const esModules = {
  name: 'es-modules',
  setup({ onLoad }) {
    onLoad({ filter: LIBRARIES }, ({ path }) => ({ contents: asEsModule(readFileSync(path, 'utf8'), path), loader: 'js' }));
  },
};

/**
 * What TypeScript made CommonJS, as an ES module; an ES module stays one.
 * @param {string} path for errors
 * @throws where something of CommonJS is left
 */
export function asEsModule(source, path) {
  const exported = new Map();
  const required = new Map();
  const module = source
    // Helpers and what only says that this was a module.
    .replace(/^var __\w+ = \(this && this\.__\w+\)[\s\S]*?^\}.*;$/gm, '')
    .replace(/^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$/gm, '')
    .replace(/^(?:exports\.\w+ = )+void 0;$/gm, '')
    // Imports.
    .replace(/^(?:const|var) (\w+) = (__importStar\(|__importDefault\()?require\("([^"]+)"\)\)?;$/gm, (_, name, helper, from) => {
      required.set(name, from);
      return helper || OURS.test(from) ? `import * as ${name} from "${from}";` : `import ${name} from "${from}";`;
    })
    .replace(/^__exportStar\(require\("([^"]+)"\), exports\);$/gm, 'export * from "$1";')
    .replace(
      /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
      (_, name, module, original) => `export { ${original} as ${name} } from "${required.get(module)}";`,
    )
    // A namespace or enumeration is nothing but its value: unused, it may go.
    .replace(
      /^(export )?var (\w+);\n\(function \(\2\) \{\n([\s\S]*?)^\}\)\(\2 \|\| \((exports\.\2 = )?\2 = \{\}\)\);$/gm,
      (_, isModule, name, body, isExported) => {
        if (isModule || isExported) exported.set(name, name);
        return `var ${name} = /* @__PURE__ */ (function (${name}) {\n${body}return ${name};\n})({});`;
      },
    )
    .replace(/\(exports\.(\w+) = \1 = \{\}\)/g, '($1 = {})')
    .replace(/^exports\.(\w+) = (\w+);$/gm, (_, name, local) => {
      exported.set(name, local);
      return '';
    })
    .replace(/^exports\.(\w+) = /gm, (_, name) => {
      exported.set(name, name);
      return `var ${name} = `;
    })
    .replace(/\bexports\.(\w+)/g, (_, name) => exported.get(name) ?? name);
  const left = /^.*(?:\bexports\b|\brequire\().*$/m.exec(module.replace(/^export .*$/gm, ''));
  if (left) throw new Error(`${path}: not known as what TypeScript makes of a module: ${left[0].trim()}`);
  return `${module}\nexport { ${[...exported].map(([name, local]) => `${local} as ${name}`).join(', ')} };\n`;
}
