/** What is handed over, as a program of its own: forms and what writes them are loaded when a person first exports something. */
export { reportHtml } from '../convert/report/html.ts';
export { reportMarkdown } from '../convert/report/markdown.ts';
export { reportOn } from '../core/report/report.ts';
export { diffDocx, diffHtml, diffJson, diffMarkdown, diffPackages, earlierIo } from './differ.ts';
