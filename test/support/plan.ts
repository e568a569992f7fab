/** Commands of a recovery plan: what to type on a machine when something has happened. */
export interface PlannedCommands {
  /** The heading above them, without its marks. */
  readonly heading: string;
  readonly fqdn: string;
  readonly lines: readonly string[];
}

/** The commands of a plan, in its order. */
export function plannedCommands(plan: string): PlannedCommands[] {
  return plan.split(/^#+ /m).flatMap((section) => {
    const [heading] = section.split('\n', 1);
    const blocks = [...section.matchAll(/^ *On `(.+)`:\n\n *```\n([\s\S]*?)\n *```$/gm)];
    return blocks.map(([, fqdn, body]) => ({
      heading: heading!,
      fqdn: fqdn!,
      lines: body!.split('\n').map((line) => line.trim()),
    }));
  });
}
