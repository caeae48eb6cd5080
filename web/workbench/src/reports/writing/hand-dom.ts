import type { HandFigure, HandText } from '../../../../../contracts/api-paper-slots.ts';

/** Hand-written text in an editable box: words, and figures as chips that can be deleted but not typed over. */

const CHIP = 'figure-chip';

function chip(key: string, figure: HandFigure, shown: string): HTMLElement {
  const span = document.createElement('span');
  span.className = CHIP;
  span.contentEditable = 'false';
  span.dataset['figure'] = key;
  span.title = `${figure.label}(从台账里数出来,不能改写;要去掉,按退格键)`;
  span.textContent = shown;
  return span;
}

/** Draws a text into the box, anew. */
export function drawHand(box: HTMLElement, value: HandText, shown: (key: string) => string): void {
  const nodes: Node[] = [];
  for (const [at, line] of value.text.split('\n').entries()) {
    if (at > 0) nodes.push(document.createElement('br'));
    let from = 0;
    for (const match of line.matchAll(/\{(f\d{1,3})\}/g)) {
      const key = match[1] ?? '';
      const figure = value.figures[key];
      if (!figure) continue;
      if (match.index > from) nodes.push(document.createTextNode(line.slice(from, match.index)));
      nodes.push(chip(key, figure, shown(key)));
      from = match.index + match[0].length;
    }
    if (from < line.length) nodes.push(document.createTextNode(line.slice(from)));
  }
  // An empty last line needs something to stand on.
  if (value.text.endsWith('\n')) nodes.push(document.createElement('br'));
  box.replaceChildren(...nodes);
}

/** Reads the box back: chips become their bindings again, only those that still stand there are kept. */
export function readHand(box: HTMLElement, figures: HandText['figures'], joins: boolean): HandText {
  let text = '';
  const kept: Record<string, HandFigure> = {};
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child instanceof Text) text += child.data.replaceAll('\u00a0', ' ');
      else if (child instanceof HTMLElement) {
        const key = child.dataset['figure'];
        const figure = key === undefined ? undefined : figures[key];
        if (key !== undefined && figure) {
          kept[key] = figure;
          text += `{${key}}`;
        } else if (child.tagName === 'BR') text += '\n';
        else {
          if (/^(DIV|P)$/.test(child.tagName) && text !== '' && !text.endsWith('\n')) text += '\n';
          walk(child);
        }
      }
    }
  };
  walk(box);
  // The browser keeps one empty line at the end for the caret.
  return { text: text.replace(/\n$/, ''), figures: kept, ...(joins ? { joins } : {}) };
}

/** Renews the words of the chips in place; the caret stays where it is. */
export function renewChips(box: HTMLElement, shown: (key: string) => string): void {
  for (const el of box.querySelectorAll<HTMLElement>(`.${CHIP}`)) {
    const words = shown(el.dataset['figure'] ?? '');
    if (el.textContent !== words) el.textContent = words;
  }
}

/** Puts a figure at the caret, or at the end where there is none. */
export function putChip(box: HTMLElement, range: Range | null, key: string, figure: HandFigure): void {
  const el = chip(key, figure, figure.label);
  if (range && box.contains(range.commonAncestorContainer)) {
    range.deleteContents();
    range.insertNode(el);
  } else {
    if (box.lastChild instanceof HTMLElement && box.lastChild.tagName === 'BR') box.lastChild.before(el);
    else box.append(el);
  }
  const after = document.createRange();
  after.setStartAfter(el);
  after.collapse(true);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(after);
}
