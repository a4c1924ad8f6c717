/** What people call a package. */
import { mapField, textField } from '../model/field.ts';
import type { Package } from './package.ts';
import { fileName } from './uri.ts';

/** The service as the manifest names it, else the folder, or the file where a file is all there is. */
export function packageName(whole: Package): string {
  const service = textField(mapField(whole.manifest?.root, 'service'), 'name')?.value.trim();
  return service || fileName(whole.uri);
}
