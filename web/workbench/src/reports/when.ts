/** A moment as people say it: '11月21日 14:05', with its year where it is not this one. */
export function dayTime(iso: string): string {
  const at = new Date(iso);
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  const year = at.getFullYear() === new Date().getFullYear() ? '' : `${at.getFullYear()}年`;
  return `${year}${at.getMonth() + 1}月${at.getDate()}日 ${clock}`;
}
