import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HoconError } from '../../../src/puppet/data/hocon/error.ts';
import { readHocon } from '../../../src/puppet/data/hocon/read.ts';
import { diskFiles } from '../../../src/puppet/environment/disk-files.ts';
import { formatFloat } from '../../../src/puppet/values/float.ts';
import { PFloat, type Value } from '../../../src/puppet/values/value.ts';

/** What was made of a document: the value, with the types of scalars, or an error. */
export interface Reading {
  readonly value?: unknown;
  readonly error?: string;
  readonly class?: string;
}

/** Both readings of a document. */
export interface Readings {
  readonly text: string;
  readonly real: Reading;
  readonly ours: Reading;
}

/** Reads every document with the gem, which knows no variables but PATH, and with ours. */
export function readingsOf(texts: readonly string[]): Readings[] {
  const script = fileURLToPath(new URL('./hocon.rb', import.meta.url));
  const done = spawnSync('ruby', ['-W0', script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
  });
  if (done.status !== 0) throw new Error(`ruby failed: ${done.stderr}`);
  const real: Reading[] = JSON.parse(done.stdout);
  return texts.map((text, index) => ({ text, real: real[index]!, ours: readOurs(text) }));
}

function readOurs(text: string): Reading {
  try {
    return { value: typed(readHocon(text, diskFiles())) };
  } catch (error) {
    if (!(error instanceof HoconError)) throw error;
    return { error: error.message, class: error.fault };
  }
}

/** A value with the types of its scalars as Ruby names them. */
function typed(value: Value): unknown {
  if (value === null) return 'NilClass ';
  if (typeof value === 'string') return /[\ud800-\udfff]/u.test(value) ? 'invalid' : `string ${value}`;
  if (value instanceof PFloat) return `Float ${formatFloat(value.value)}`;
  if (Array.isArray(value)) return value.map(typed);
  if (value instanceof Map) return { hash: [...value].map(([key, one]) => [key, typed(one)]) };
  return typeof value === 'boolean' ? `${value ? 'TrueClass true' : 'FalseClass false'}` : `Integer ${value}`;
}

/** Whether both read the same, or refused in the same words; where Ruby died, that it was refused counts. */
export function isSame({ real, ours }: Readings): boolean {
  if (real.class === 'crash' || real.class === 'timeout') return ours.error !== undefined;
  return JSON.stringify(real.value) === JSON.stringify(ours.value) && told(real.error) === told(ours.error);
}

/** The gem names a reference by the address of a Ruby object where it can't stand, and tells the state of its search. */
function told(error: string | undefined): string | undefined {
  return error?.replace(/'\$\{[\s\S]*?\}'/g, "'${}'").replace(/^(replace in parent not possible) .*/s, '$1');
}
