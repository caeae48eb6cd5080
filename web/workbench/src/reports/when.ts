/** A moment as people say it: '11月21日 14:05', with its year where it is not this one. */
export function dayTime(iso: string): string {
  const at = new Date(iso);
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  const year = at.getFullYear() === new Date().getFullYear() ? '' : `${at.getFullYear()}年`;
  return `${year}${at.getMonth() + 1}月${at.getDate()}日 ${clock}`;
}

/** The days of a report as its page's address: a whole year or half as the period, anything else as days. */
export function daysParams(from: string, to: string): Readonly<Record<string, string>> {
  const year = from.slice(0, 4);
  const names: Readonly<Record<string, string>> = {
    '01-01/12-31': year,
    '01-01/06-30': `${year}H1`,
    '07-01/12-31': `${year}H2`,
  };
  const whole = names[`${from.slice(5)}/${to.slice(5)}`];
  return whole && to.startsWith(year) ? { p: whole } : { from, to };
}
