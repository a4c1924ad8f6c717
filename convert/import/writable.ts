/** Text of any sheet as a YAML file can hold it: control characters, which spreadsheets let pass, are left out. */
export function writable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]|[\ufeff\ufffe\uffff]/gu, '');
}
