import { createHash } from 'node:crypto';
import type { Value } from '../../values/value.ts';
import { PSensitive } from '../../values/value.ts';
import { type AnyFunction, define3x, defineFunction } from '../api.ts';

/** The hash that MySQL keeps of a password (mysql_native_password); a hash stays as it is. */
function mysqlPassword(password: string): string {
  if (password === '' || /\*[A-F0-9]{40}$/m.test(password)) return password;
  const inner = createHash('sha1').update(password).digest();
  return `*${createHash('sha1').update(inner).digest('hex').toUpperCase()}`;
}

function ofValue(value: Value): string {
  return mysqlPassword(String(value instanceof PSensitive ? value.value : value));
}

/** Functions of the module mysql. */
export const mysqlFunctions: readonly AnyFunction[] = [
  defineFunction('mysql::password', [
    {
      signature: 'Variant[String, Sensitive[String]] password, Boolean ?sensitive',
      run: (_, [password, sensitive]) => {
        const hash = ofValue(password!);
        return sensitive === true ? new PSensitive(hash) : hash;
      },
    },
  ]),
  define3x('mysql_password', 1, (_, [password]) => ofValue(password!)),
];
