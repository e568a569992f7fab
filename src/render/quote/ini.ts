import { Inexpressible, type Language } from './language.ts';

/**
 * Pool files of php-fpm, read by PHP's INI scanner: in double quotes everything stands for itself but the quote, a
 * backslash before it, and `${…}`. Source: PHP manual, parse_ini_file, and fpm_conf.
 */
export const ini: Language = { name: 'php-fpm configuration', quote, helpers: { comment } };

/** Words such as `off` and `null` mean something else when they are bare. */
const bare = /^(?:\/[\w./:@-]*|[a-z]+-[\w-]+|\d+)$/;

function quote(value: string): string {
  if (/[\p{Cc}"\\]|\$\{/u.test(value))
    throw new Inexpressible(ini.name, value, "a value cannot hold a control character, '\"', '\\' or '${'");
  return bare.test(value) ? value : `"${value}"`;
}

function comment(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
