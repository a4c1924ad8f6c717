/** What is handed over, as a program of its own: forms and what writes them are loaded when a person first exports something. */
export { reportPages } from '../convert/report/page.ts';
export { reportOn } from '../core/report/report.ts';
