import { hexDigest } from './digest.ts';
import { MersenneTwister } from './mersenne-twister.ts';

/** Puppet's repeatable random integer below a limit, from a text: MD5 seeds Ruby's generator. */
export function seededRandom(text: string, limit: bigint): bigint {
  return new MersenneTwister(BigInt(`0x${hexDigest('md5', text)}`)).below(limit);
}
