import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import type { Explainer, ExplainNode, Subject } from './explain.ts';
import { optionsOf, withoutSecrets } from './explain-text.ts';

/**
 * An explanation as data, as `puppet lookup --explain --render-as json|yaml` prints it. What Puppet has as Ruby symbols is
 * written by `symbol`.
 */
export function explainHash(
  { root }: Explainer,
  secrets: ReadonlySet<string>,
  symbol: (name: string) => string,
): PHash {
  const write = new Writer(secrets, symbol);
  return root.branches.length === 1 ? write.node(root.branches[0]!) : write.branches(root);
}

type Entry = readonly [name: string, value: Value | undefined];

class Writer {
  constructor(
    readonly secrets: ReadonlySet<string>,
    readonly symbol: (name: string) => string,
  ) {}

  branches(node: ExplainNode): PHash {
    return this.#hash(this.#branchesOf(node));
  }

  node(node: ExplainNode): PHash {
    const { subject, branches } = node;
    if (subject?.kind === 'merge' && branches.length === 1) return this.node(branches[0]!);
    if (subject?.kind === 'merge_source')
      return this.#hash([
        ['type', this.symbol('merge_source')],
        ['merge_source', subject.text],
      ]);
    return this.#hash([...this.#branchesOf(node), ...this.#outcome(node), ...this.#own(node)]);
  }

  #hash(entries: readonly Entry[]): PHash {
    return makeHash(
      entries.flatMap(([name, value]) => (value === undefined ? [] : [[this.symbol(name), value] as const])),
    );
  }

  #branchesOf({ branches }: ExplainNode): Entry[] {
    return branches.length === 0 ? [] : [['branches', branches.map((branch) => this.node(branch))]];
  }

  #outcome({ event, key, value, texts, subject }: ExplainNode): Entry[] {
    const valued = event?.startsWith('found') || event === 'result';
    return [
      ['key', key],
      ['value', valued ? withoutSecrets(value ?? null, this.secrets) : undefined],
      ['event', event && this.symbol(event)],
      ['texts', texts.length === 0 ? undefined : texts],
      ['type', this.symbol(typeOf(subject!))],
    ];
  }

  #own({ subject }: ExplainNode): Entry[] {
    switch (subject?.kind) {
      case 'interpolate':
        return [['expression', subject.text]];
      case 'scope':
        return [['name', subject.text]];
      case 'merge': {
        const options = optionsOf(subject.options);
        return [
          ['merge', this.symbol(subject.strategy)],
          ['options', options.size === 0 ? undefined : options],
        ];
      }
      case 'data_provider':
        return [
          ['name', subject.provider.name],
          ['configuration_path', subject.provider.configPath],
          ['module', subject.provider.module],
        ];
      case 'location': {
        const { kind, declared, location } = subject.location;
        return [
          [`original_${kind}`, declared],
          [kind, location],
        ];
      }
      default:
        return [];
    }
  }
}

function typeOf(subject: Subject): string {
  if (subject.kind === 'data' || subject.kind === 'meta') return 'root';
  return subject.kind === 'location' ? subject.location.kind : subject.kind;
}
