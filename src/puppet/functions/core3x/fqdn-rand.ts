import { normalizeInteger } from '../../values/integer.ts';
import type { PHash, Value } from '../../values/value.ts';
import { define3x } from '../api.ts';
import { isFloat, rubyToI } from '../support/numbers.ts';
import { seededRandom } from '../support/random.ts';
import { rubyToS } from '../support/ruby-text.ts';
import { truthy } from '../support/truth.ts';

/** A number below a limit that is always the same for a machine and a seed. */
export const fqdnRand = define3x('fqdn_rand', -2, ({ scope }, [limit, seed, downcase]) => {
  const facts = scope.lookupVariable('facts') as PHash;
  const fqdn = rubyToS((facts.get('networking') as PHash | undefined)?.get('fqdn') ?? null);
  const max = toI(limit!);
  const parts = [
    truthy(downcase ?? null) ? fqdn.toLowerCase() : fqdn,
    String(max),
    seed === undefined ? '' : rubyToS(seed),
  ];
  return normalizeInteger(seededRandom(parts.join(':'), BigInt(max)));
});

function toI(value: Value): number | bigint {
  if (typeof value === 'string') return rubyToI(value);
  return isFloat(value) ? Math.trunc(value.value) : (value as number);
}
