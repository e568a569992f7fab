/** A step on the way to what does not fit; printed by `formatStep`. */
export interface Step {
  kind: 'subject' | 'entry' | 'key' | 'parameter' | 'return' | 'block' | 'index' | 'variant' | 'signature';
  key: string | number;
}

/** Where something does not fit. */
export type Path = readonly Step[];

function formatStep({ kind, key }: Step): string {
  switch (kind) {
    case 'entry':
      return `entry '${key}'`;
    case 'key':
      return `key of entry '${key}'`;
    case 'parameter':
      return `parameter '${key}'`;
    case 'index':
      return `index ${key}`;
    case 'variant':
      return `variant ${key}`;
    case 'signature':
      return `${Number(key) + 1}.`;
    default:
      return String(key);
  }
}

/** One thing that does not fit. */
export abstract class Mismatch {
  readonly path: Path;
  constructor(path: Path) {
    this.path = path;
  }
  /** The message after the place. */
  protected abstract text(): string;
  /** What makes it equal to others, but for the variants on its path. */
  protected abstract identity(): string;
  abstract at(path: Path): Mismatch;

  /** One mismatch for this and another of its kind, null when they cannot be one. */
  merge(_other: Mismatch): Mismatch {
    return this;
  }

  get canonicalPath(): string {
    return this.path
      .filter(({ kind }) => kind !== 'variant' && kind !== 'signature')
      .map(formatStep)
      .join(' ');
  }
  get key(): string {
    return `${this.constructor.name} ${this.canonicalPath} ${this.identity()}`;
  }
  /** Without the step at the index. */
  chop(index: number): Mismatch {
    return index >= this.path.length ? this : this.at(this.path.filter((_, step) => step !== index));
  }
  /** The whole message, with a leading space. */
  format(): string {
    const [first] = this.path;
    const isSignature = first?.kind === 'signature';
    const variant = isSignature ? ` ${formatStep(first)}` : '';
    const steps = (isSignature ? this.path.slice(1) : this.path).map(formatStep);
    const position = steps.length === 0 ? '' : ` ${steps.join(' ')}`;
    return `${variant}${position} ${this.text()}`;
  }
}

/** Each mismatch once. */
export function distinct(mismatches: readonly Mismatch[]): Mismatch[] {
  const byKey = new Map<string, Mismatch>();
  for (const mismatch of mismatches) if (!byKey.has(mismatch.key)) byKey.set(mismatch.key, mismatch);
  return [...byKey.values()];
}
