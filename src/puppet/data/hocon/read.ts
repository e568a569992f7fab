import { isExhaustion } from '../../exhaustion.ts';
import type { Files } from '../../files.ts';
import type { PHash } from '../../values/value.ts';
import { buildDocument } from './build.ts';
import { parseDocument } from './document.ts';
import { crash } from './error.ts';
import { includerOf } from './include.ts';
import { resolveDocument } from './resolve.ts';
import { plainValue } from './value.ts';

/**
 * The hash that a document of HOCON is, as Ruby's gem `hocon` reads a text. Variables of the process are not looked at.
 * Throws a HoconError.
 */
export function readHocon(text: string, files: Files): PHash {
  try {
    const root = buildDocument(parseDocument(text, 'String'), 'String', includerOf(files));
    return plainValue(resolveDocument(root)) as PHash;
  } catch (error) {
    throw isExhaustion(error) ? crash('the document is nested too deeply') : error;
  }
}
