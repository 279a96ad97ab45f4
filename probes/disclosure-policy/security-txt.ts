/** What a security.txt says (RFC 9116), as far as it matters here. */
export interface SecurityTxt {
  readonly contacts: readonly string[];
  /** As written; undefined when there is none, more than one, or none that is a date. */
  readonly expires: string | undefined;
  /** False without a date, and from the date on. */
  isValidAt(instant: string): boolean;
}

/** Reads a security.txt; undefined when it has neither Contact nor Expires, and so is something else (an error page). */
export function securityTxtIn(file: string): SecurityTxt | undefined {
  const fields = file.split(/\r?\n/).flatMap((line): [string, string][] => {
    const found = /^([A-Za-z-]{1,40}):[ \t]*(\S.{0,1000}?)[ \t]*$/.exec(line);
    return found ? [[(found[1] ?? '').toLowerCase(), found[2] ?? '']] : [];
  });
  const all = (name: string) => fields.filter(([each]) => each === name).map(([, value]) => value);
  const dates = all('expires');
  const contacts = all('contact').filter((value) => /^(?:https:|mailto:|tel:)/i.test(value));
  if (contacts.length === 0 && dates.length === 0) return undefined;
  const end = dates.length === 1 && /^\d{4}-\d{2}-\d{2}T/i.test(dates[0] ?? '') ? Date.parse(dates[0] ?? '') : Number.NaN;
  return {
    contacts,
    expires: Number.isNaN(end) ? undefined : dates[0],
    isValidAt: (instant) => Date.parse(instant) < end,
  };
}
