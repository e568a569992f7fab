import {
  compareResources,
  movedResources,
  type ParameterKind,
  type RawChange,
  type ServedFile,
} from './compare.ts';
import type { CatalogDocument } from './document.ts';
import { type Effect, effectsOf, type TypeFacts } from './events.ts';
import { handedOn } from './handed-on.ts';
import { parameterLines } from './lines.ts';
import { type Mask, maskOf, secretsOf, shown, shownValue } from './secrets.ts';

/** The catalog of a machine in one of the revisions. */
export interface CatalogSide {
  readonly catalog: CatalogDocument;
  /** Secrets besides those that the catalog marks: what was taken out of a Sensitive on the way. */
  readonly secrets?: ReadonlySet<string>;
}

/** A parameter that differs. Nothing in it is secret any more. */
export interface ParameterChange {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly sensitive: boolean;
  readonly before?: unknown;
  readonly after?: unknown;
  /** What differs, each line with ` `, `-`, `+` or `\` in front; `@@` lines part the places of a long text. */
  readonly lines: readonly string[];
  /** The resources that it was only handed on to, where all that differs in it is told. */
  readonly handedOn?: readonly string[];
}

/** A resource that differs. */
export interface ResourceChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly type: string;
  /** `File[/etc/motd]` */
  readonly ref: string;
  readonly parameters: readonly ParameterChange[];
}

/** How the catalogs of one machine differ. */
export interface MachineChanges {
  readonly certname: string;
  readonly changes: readonly ResourceChange[];
  readonly effects: readonly Effect[];
  /** Resources whose turn comes earlier or later than before. */
  readonly moved: readonly string[];
}

/** What all machines are compared with. */
export interface Comparison {
  readonly types: TypeFacts;
  readonly served: ServedFile;
}

/** Compares the catalogs of one machine; undefined where nothing differs that machines would notice. */
export function compareMachine(
  certname: string,
  before: CatalogSide,
  after: CatalogSide,
  { types, served }: Comparison,
): MachineChanges | undefined {
  const raw = compareResources(before.catalog, after.catalog, served);
  const moved = movedResources(before.catalog, after.catalog);
  if (raw.length === 0 && moved.length === 0) return undefined;
  const mask = maskOf(allSecrets([before, after]));
  const show = (ref: string) => shown(mask.text(ref));
  const effects = effectsOf(after.catalog, raw, types).map(({ action, ref, paths }) => ({
    action,
    ref: show(ref),
    paths: paths.map((path) => path.map(show)),
  }));
  const handed = handedOn(raw);
  const changes = raw.map((change) => concealed(change, mask, handed));
  return { certname, changes, effects, moved: moved.map(show) };
}

function allSecrets(sides: readonly CatalogSide[]): Set<string> {
  return new Set(sides.flatMap(({ catalog, secrets = [] }) => [...secretsOf(catalog), ...secrets]));
}

function concealed(
  { kind, ref, resource, parameters }: RawChange,
  mask: Mask,
  handed: ReturnType<typeof handedOn>,
): ResourceChange {
  return {
    kind,
    type: resource.type,
    ref: shown(mask.text(ref)),
    parameters: parameters.map((parameter) => {
      const { name, kind: how, sensitive, before, after } = parameter;
      const hide = (value: unknown) =>
        value === undefined ? undefined : sensitive ? mask.whole(value) : mask.value(value);
      const [old, now] = [hide(before), hide(after)];
      const lines = parameterLines(name, old, now).map(shown);
      const receivers = handed.get(parameter)?.map((receiver) => shown(mask.text(receiver)));
      const values = { before: shownValue(old), after: shownValue(now) };
      return { name, kind: how, sensitive, ...values, lines, ...(receivers && { handedOn: receivers }) };
    }),
  };
}
