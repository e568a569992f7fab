import type { Code } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/didyoumean.ts';
import type { Platform, Waiver } from '../model/platform.ts';
import type { Finding, Subject } from './rule.ts';

interface Found {
  readonly code: Code;
  readonly finding: Finding;
}

/** Turns findings into diagnostics, those waived into notes, and reports the waivers that nothing needed. */
export function applyWaivers(
  platform: Platform,
  found: readonly Found[],
  known: readonly string[],
): Diagnostic[] {
  const used = new Set<Waiver>();
  const diagnostics = found.map(({ code, finding }) => {
    const waiver = finding.subject.waivers.find((candidate) => candidate.code === code);
    if (waiver) used.add(waiver);
    return toDiagnostic(code, finding, waiver);
  });
  const unused = subjects(platform).flatMap((subject) =>
    subject.waivers.filter((waiver) => !used.has(waiver)),
  );
  return [...diagnostics, ...unused.map((waiver) => unusedWaiver(waiver, known))];
}

function toDiagnostic(code: Code, finding: Finding, waiver: Waiver | undefined): Diagnostic {
  const { subject, message, place = subject.place, hint, related } = finding;
  if (!waiver) return { code, severity: 'error', message, place, hint, related };
  return { code, severity: 'note', message: `${message} (waived: ${waiver.reason})`, place: waiver.place };
}

function unusedWaiver(waiver: Waiver, known: readonly string[]): Diagnostic {
  const exists = known.includes(waiver.code);
  return {
    code: 'check/unused-waiver',
    severity: 'warning',
    message: exists
      ? `nothing is found here that '${waiver.code}' would waive`
      : `there is no rule '${waiver.code}' to waive`,
    place: waiver.place,
    hint: exists ? 'remove the waiver' : didYouMean(waiver.code, known),
  };
}

function subjects(platform: Platform): Subject[] {
  return platform.sites.flatMap((site) => [site, ...site.hypervisors, ...site.servers, ...site.guests]);
}
