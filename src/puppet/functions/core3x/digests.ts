import { requireString } from '../../types/ruby-class.ts';
import { define3x } from '../api.ts';
import { hexDigest } from '../support/digest.ts';

/** MD5 in hexadecimal. */
export const md5 = define3x('md5', 1, (_, [text]) => hexDigest('md5', requireString(text!)));
/** SHA-1 in hexadecimal. */
export const sha1 = define3x('sha1', 1, (_, [text]) => hexDigest('sha1', requireString(text!)));
/** SHA-256 in hexadecimal. */
export const sha256 = define3x('sha256', 1, (_, [text]) => hexDigest('sha256', requireString(text!)));
/** The digest of the setting digest_algorithm: SHA-256 since Puppet 7. */
export const digest = define3x('digest', 1, (_, [text]) => hexDigest('sha256', requireString(text!)));
