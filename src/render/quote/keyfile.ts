import { Inexpressible, type Language } from './language.ts';

/**
 * Values of NetworkManager's keyfiles. GLib's escapes would do for blanks and separators, but nothing that is written
 * there has any. Source: nm-settings-keyfile(5).
 */
export const keyfile: Language = { name: "NetworkManager's keyfiles", quote };

function quote(value: string): string {
  if (!/^[A-Za-z0-9_./:@-]+$/.test(value))
    throw new Inexpressible(keyfile.name, value, 'a value holds letters, digits and ./:@_- only');
  return value;
}
