import { CompilerResource } from '../catalog/compiler-resource.ts';
import { finishCatalog } from '../catalog/finish.ts';
import { checkSize } from '../catalog/size.ts';
import { validateRelations } from '../catalog/validate-relations.ts';
import { fullMessage, PuppetError } from '../error.ts';
import type { ResourceTypeInfo } from '../resource-types/api.ts';
import type { Value } from '../values/value.ts';
import type { Compilation } from './compilation.ts';
import { Definition } from './definitions.ts';
import { evaluateCode, evaluateInstance } from './instances.ts';
import { runtimeError } from './issues.ts';
import type { KnownTypes, NodeFound } from './known-types.ts';
import { applyRelationships } from './relationships.ts';
import { BreakSignal, isSignal, NextSignal } from './signals.ts';

const maxRounds = 1000;

/** Compiles the catalog of one machine: the phases of Puppet's compiler, in their order. */
export function runCompilation(compilation: Compilation): void {
  try {
    announce(compilation);
    addMainStage(compilation);
    setTopVariables(compilation);
    evaluateSettings(compilation);
    evaluateMain(compilation);
    evaluateNode(compilation);
    evaluateNodeClasses(compilation);
    evaluateGenerators(compilation);
    applyRelationships(compilation);
    finishCatalog(compilation);
    failOnUnevaluated(compilation);
    validateRelations(compilation.catalog);
    checkSize(compilation.catalog, compilation.limits.catalogLength);
  } catch (signal) {
    throw illegalSignal(signal);
  }
}

/** Tells what is wrong with the environment, before anything of it is used. */
function announce(compilation: Compilation): void {
  const { notes = [], refusal } = compilation.environment;
  for (const note of notes) compilation.log({ ...note, place: {} });
  if (refusal) throw refusal;
}

function illegalSignal(signal: unknown): unknown {
  if (!isSignal(signal)) return signal;
  const name = signal instanceof BreakSignal ? 'break' : signal instanceof NextSignal ? 'next' : 'return';
  const { file, line } = signal.place;
  return new PuppetError(`${name}() from context where this is illegal`, { file, line });
}

function addMainStage(compilation: Compilation): void {
  const stage: ResourceTypeInfo = compilation.resourceTypes.find('stage')!;
  for (const name of compilation.node.classes.keys()) compilation.catalog.addClass(name);
  compilation.catalog.add(new CompilerResource(stage, 'main', compilation.topHost, {}));
}

function setTopVariables(compilation: Compilation): void {
  const { node, topHost } = compilation;
  const { vars } = topHost.base;
  for (const [name, value] of node.parameters) if (name !== 'environment') vars.set(name, value);
  vars.set('environment', compilation.environment.name);
  vars.set('trusted', node.trusted);
  vars.set('server_facts', node.serverFacts);
  vars.set('facts', new Map<Value, Value>(node.facts));
}

function evaluateSettings(compilation: Compilation): void {
  const bodies = compilation.types.knownClass('settings')?.nodes.bodies ?? [];
  const definition = new Definition('class', 'settings', '', null, { parameters: [], bodies }, null, null);
  compilation.types.addClass(definition);
  const resource = new CompilerResource(definition, 'settings', compilation.topHost, {});
  compilation.catalog.add(resource);
  const host = evaluateCode(compilation, resource);
  resource.evaluated = true;
  const all = new Map<Value, Value>();
  for (const [name, value] of compilation.environment.settings) {
    host.base.vars.set(name, value);
    all.set(name, value);
  }
  host.base.vars.set('all_local', all);
}

function evaluateMain(compilation: Compilation): void {
  const { topHost, main } = compilation;
  const resource = new CompilerResource(main, 'main', topHost, {});
  topHost.resource = resource;
  compilation.addResource(topHost, resource);
  evaluateInstance(compilation, resource);
}

function evaluateNode(compilation: Compilation): void {
  const { types, node, topHost } = compilation;
  if (!types.hasNodes) return;
  const found = types.findNode(node.name) ?? types.findNode('default');
  if (found === undefined) {
    throw new PuppetError(`Could not find node statement with name 'default' or '${node.name}'`);
  }
  const { name } = found.definition;
  const { definition, match } = name === name.toLowerCase() ? found : foundAgain(types, name);
  const resource = new CompilerResource(definition, name, topHost, {});
  compilation.catalog.mergeTags(resource);
  compilation.addResource(topHost, resource);
  resource.evaluated = true;
  resource.addScopeTags();
  compilation.nodeHost = evaluateCode(compilation, resource, match ?? undefined);
}

/** Puppet looks a node up again in lower case, where a name with capitals can only be one that a pattern matches. */
function foundAgain(types: KnownTypes, name: string): NodeFound {
  const found = types.findNode(name);
  if (found === undefined) throw new PuppetError('Cannot find definition Node');
  return found;
}

function evaluateNodeClasses(compilation: Compilation): void {
  const { node, topHost } = compilation;
  const host = compilation.nodeHost ?? topHost;
  const plain: string[] = [];
  for (const [name, parameters] of node.classes) {
    if (parameters === null || parameters.size === 0) {
      plain.push(name);
      continue;
    }
    const definition = compilation.classOf(name);
    const params = [...parameters].map(([name, value]) => ({ name, value, source: definition, add: false }));
    compilation.pending.push(compilation.ensureClass(definition, host, params));
  }
  for (const name of plain) {
    const definition = compilation.classOf(name);
    if (host.classScope(definition.name) !== undefined) continue;
    compilation.pending.push(compilation.ensureClass(definition, host));
  }
}

/** Collectors and defines make new resources, which collectors may collect, and so on until nothing is left. */
function evaluateGenerators(compilation: Compilation): void {
  for (let round = 0; ; round++) {
    const collected = evaluateCollectors(compilation);
    const evaluated = evaluateDefinitions(compilation);
    if (!collected && !evaluated) return;
    if (round >= maxRounds) {
      throw new PuppetError(`Somehow looped more than ${maxRounds} times while evaluating host catalog`);
    }
  }
}

function evaluateCollectors(compilation: Compilation): boolean {
  let found = false;
  for (const collector of [...compilation.collectors]) if (collector.evaluate()) found = true;
  return found;
}

function evaluateDefinitions(compilation: Compilation): boolean {
  const ready = compilation.pending.filter((resource) => !resource.evaluated && !resource.virtual);
  if (ready.length === 0) return false;
  const now = new Set(ready);
  compilation.pending = compilation.pending.filter((resource) => !now.has(resource));
  for (const resource of ready) evaluateDefinition(compilation, resource);
  return true;
}

function evaluateDefinition(compilation: Compilation, resource: CompilerResource): void {
  try {
    evaluateInstance(compilation, resource);
  } catch (error) {
    const cause = illegalSignal(error);
    if (!(cause instanceof PuppetError)) throw cause;
    throw runtimeError('Resource Statement', fullMessage(cause), resource.place);
  }
}

function failOnUnevaluated(compilation: Compilation): void {
  const overrides = [...compilation.pendingOverrides.values()].flat();
  if (overrides.length > 0) {
    const refs = overrides.map((override) => override.ref).join(', ');
    throw new PuppetError(`Could not find resource(s) ${refs} for overriding`);
  }
  const missing = compilation.collectors.flatMap((collector) => collector.unresolved);
  if (missing.length > 0) throw new PuppetError(`Failed to realize virtual resources ${missing.join(', ')}`);
}
