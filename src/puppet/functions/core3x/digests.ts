import { PuppetError } from '../../error.ts';
import type { Value } from '../../values/value.ts';
import { define3x } from '../api.ts';
import { hexDigest } from '../support/digest.ts';

function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  throw new PuppetError(
    `no implicit conversion of ${typeof value === 'number' ? 'Integer' : 'Object'} into String`,
  );
}

/** MD5 in hexadecimal. */
export const md5 = define3x('md5', 1, (_, [text]) => hexDigest('md5', textOf(text!)));
/** SHA-1 in hexadecimal. */
export const sha1 = define3x('sha1', 1, (_, [text]) => hexDigest('sha1', textOf(text!)));
/** SHA-256 in hexadecimal. */
export const sha256 = define3x('sha256', 1, (_, [text]) => hexDigest('sha256', textOf(text!)));
/** The digest of the setting digest_algorithm: SHA-256 since Puppet 7. */
export const digest = define3x('digest', 1, (_, [text]) => hexDigest('sha256', textOf(text!)));
