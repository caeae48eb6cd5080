import { useEffect, useRef } from 'react';

/** What the keyboard can do, as the `?` page lists it. */
export const KEYS: readonly { readonly key: string; readonly does: string }[] = [
  { key: 'Ctrl K', does: '找组织、台账、数字(可以打拼音首字母)' },
  { key: 'N', does: '记一笔' },
  { key: 'Ctrl Enter', does: '保存并再记一笔' },
  { key: '?', does: '看有哪些快捷键' },
  { key: 'Esc', does: '关掉抽屉和小窗' },
  { key: '↑ ↓', does: '在表格的行之间走,Enter 打开' },
];

/** True while an input method composes: no shortcut may fire then. 229 is what older Chromium says instead. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

type Shortcut = 'search' | 'new' | 'help' | 'saveNext';

export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (isComposing(event) || event.altKey) return null;
  const withCtrl = event.ctrlKey || event.metaKey;
  if (withCtrl && event.key.toLowerCase() === 'k') return 'search';
  if (withCtrl && event.key === 'Enter') return 'saveNext';
  if (withCtrl || isTyping(event.target)) return null;
  if (event.key === 'n' || event.key === 'N') return 'new';
  return event.key === '?' || event.key === '?' ? 'help' : null;
}

/** Calls the given function for its shortcut; the newest listener that is on screen sees the key. */
export function useShortcuts(does: Partial<Record<Shortcut, () => void>>): void {
  const latest = useRef(does);
  latest.current = does;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const shortcut = shortcutOf(event);
      const run = shortcut ? latest.current[shortcut] : undefined;
      if (!run) return;
      // What stands open above the page owns the keys; only the search may be called over anything.
      if (shortcut !== 'search' && document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Arrows walk the rows of a table whose rows take focus; Enter opens one (the row's own handler). */
export function walkRows(event: React.KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = (event.target as HTMLElement).closest('tr');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  if (next instanceof HTMLElement && next.tabIndex >= 0) {
    event.preventDefault();
    next.focus();
  }
}
