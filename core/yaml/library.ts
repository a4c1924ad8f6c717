/** What is used of the `yaml` package. Most files are read without it (quick.ts), so programs load it when a file first needs it (esbuild.mjs). */
export { Composer, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml';
