import { codes } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Platform } from '../model/platform.ts';
import type { Rule } from './rule.ts';
import { addresses } from './rules/addresses.ts';
import { capacity } from './rules/capacity.ts';
import { containerSize } from './rules/container-size.ts';
import { data } from './rules/data.ts';
import { interfaces } from './rules/interfaces.ts';
import { layers } from './rules/layers.ts';
import { logs } from './rules/logs.ts';
import { mirror } from './rules/mirror.ts';
import { networks } from './rules/networks.ts';
import { ports } from './rules/ports.ts';
import { publicPorts } from './rules/public-ports.ts';
import { siteIndependence } from './rules/site-independence.ts';
import { standby } from './rules/standby.ts';
import { storeCapacity } from './rules/store-capacity.ts';
import { uniqueAddresses } from './rules/unique-addresses.ts';
import { uniqueFsids } from './rules/unique-fsids.ts';
import { uniqueMacs } from './rules/unique-macs.ts';
import { uniqueNames } from './rules/unique-names.ts';
import { uniqueServerNames } from './rules/unique-server-names.ts';
import { uniqueUuids } from './rules/unique-uuids.ts';
import { virtualised } from './rules/virtualised.ts';
import { applyWaivers } from './waivers.ts';

/** Every rule, in the order in which findings are told. */
export const rules: readonly Rule[] = [
  layers,
  virtualised,
  data,
  containerSize,
  standby,
  capacity,
  storeCapacity,
  siteIndependence,
  interfaces,
  logs,
  mirror,
  networks,
  addresses,
  uniqueAddresses,
  uniqueMacs,
  uniqueUuids,
  uniqueNames,
  uniqueServerNames,
  uniqueFsids,
  ports,
  publicPorts,
];

/**
 * Checks a platform against every rule. Findings are errors; one that its subject waives becomes a note with the
 * reason, and a waiver that nothing needed is a warning.
 */
export function checkPlatform(platform: Platform): Diagnostic[] {
  const findings = rules.flatMap((rule) =>
    [...rule.find(platform)].map((finding) => ({ code: rule.code, finding })),
  );
  return applyWaivers(platform, findings, Object.keys(codes));
}
