import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Comparison, type Compiled, differences } from './compile-oracle.ts';
import { calls } from './generate/calls.ts';
import { installations } from './installation.ts';

/** There are many calls: each run makes every n-th. */
const STEP = 23;

/** What differs where arguments are of a kind that makes no sense, or needs Ruby: docs/compatibility.md says so. */
const KNOWN =
  /^notice\((?:(?:validate_|stdlib::validate_|is_(?:ip|ipv4|ipv6|mac)_)\w+|is_absolute_path|is_numeric|is_float|delete_regex|deprecation|uriescape|parsepson|(?:stdlib::)?to_yaml)\(/;

/** The value, or that there is none: warnings are once a process in real Puppet, and Ruby words its own errors. */
function outcome({ catalog, logged }: Compiled): unknown {
  return catalog === undefined ? 'refused' : logged.filter((line) => line.startsWith('notice: '));
}

const isDifferent = ({ real, ours }: Comparison) =>
  ours.crash !== undefined || JSON.stringify(outcome(real)) !== JSON.stringify(outcome(ours));

test.each(installations)('functions of stdlib give what those for Puppet $puppet give', (installation) => {
  const all = calls(join(installation.modules(), 'stdlib')).filter(
    (call, index) => index % STEP === 0 && !KNOWN.test(call),
  );
  expect(all.length).toBeGreaterThan(400);
  expect(differences(all, installation).filter(isDifferent)).toEqual([]);
});
