import type { AnyFunction } from '../api.ts';
import { apacheFunctions } from './apache.ts';
import { memcachedFunctions } from './memcached.ts';
import { mysqlFunctions } from './mysql.ts';
import { stdlibExtraFunctions } from './stdlib-extra.ts';

/** Functions of modules whose Ruby is beyond what templates may use, by module and name. */
export const moduleFunctions: ReadonlyMap<string, ReadonlyMap<string, AnyFunction>> = new Map(
  Object.entries({
    apache: apacheFunctions,
    memcached: memcachedFunctions,
    mysql: mysqlFunctions,
    stdlib: stdlibExtraFunctions,
  }).map(([module, functions]) => [module, new Map(functions.map((each) => [each.name, each]))]),
);
