/** The first release of each line with the security fixes of 2026-10-21 (CVE-2026-111497, CVE-2026-105483, CVE-2026-106069). */
const fixed: Readonly<Record<number, readonly [number, number]>> = { 22: [23, 4], 24: [22, 1], 26: [12, 1] };

/** A warning line when a Node version lacks those fixes, or undefined. Lines newer than those known have them. */
export function nodeWarning(version: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const floor = fixed[major];
  const safe = floor ? minor > floor[0] || (minor === floor[0] && patch >= floor[1]) : major > 26;
  if (safe) return undefined;
  return `警告: Node ${version} には 2026年10月21日のセキュリティ修正がありません。22.23.4、24.22.1、26.12.1 以降をお使いください。/ Warning: Node ${version} lacks the security fixes of 2026-10-21; use 22.23.4, 24.22.1, 26.12.1 or later.`;
}
