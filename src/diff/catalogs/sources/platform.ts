import { factsOf } from '../../../catalog/facts.ts';
import { catalogCompiler } from '../../../catalog/index.ts';
import { machinesOf } from '../../../model/machines.ts';
import type { Platform } from '../../../model/platform.ts';
import type { Tree } from '../../../render/tree.ts';
import { type CatalogSource, sideOf } from '../sides.ts';

/** The machines of a platform, whose environment is rendered already. */
export function platformSource(platform: Platform, tree: Tree): CatalogSource {
  const { environment, compile } = catalogCompiler(tree);
  const managed = platform.sites.flatMap(machinesOf).filter(({ os }) => os.managed);
  const machines = new Map(managed.map((machine) => [machine.fqdn, machine]));
  return {
    environment,
    names: [...machines.keys()].sort(),
    compile: (certname) => sideOf(compile(factsOf(machines.get(certname)!))),
  };
}
