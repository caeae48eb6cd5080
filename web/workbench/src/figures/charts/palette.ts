/** Colours of the house for charts, read from the tokens; in high contrast black, with signs and dashes telling apart. */
export interface Palette {
  readonly series: readonly string[];
  readonly before: string;
  readonly ink: string;
  readonly hint: string;
  readonly line: string;
  readonly sheet: string;
  readonly isHighContrast: boolean;
}

/** No two columns share both colour and sign. */
export const SIGNS_OF_SERIES = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'] as const;
export const DASHES: readonly (readonly number[] | 'solid')[] = [
  'solid',
  [8, 3],
  [3, 3],
  [10, 3, 2, 3],
  [1, 3],
  [14, 4],
];

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const isForced = window.matchMedia('(forced-colors: active)').matches;
  const isHighContrast = isForced || window.matchMedia('(prefers-contrast: more)').matches;
  const ink = isForced ? systemColour('CanvasText') : token('ink');
  const sheet = isForced ? systemColour('Canvas') : token('sheet');
  if (isHighContrast) return { series: [ink], before: ink, ink, hint: ink, line: ink, sheet, isHighContrast };
  return {
    series: ['mallow', 'blue', 'pine', 'ochre', 'ink', 'ink-3'].map(token),
    before: token('ink-3'),
    ink,
    hint: token('ink-2'),
    line: token('line'),
    sheet,
    isHighContrast,
  };
}

/** A canvas knows no colour words of the system, so an element is asked what they are just now. */
function systemColour(word: 'CanvasText' | 'Canvas'): string {
  const probe = document.createElement('span');
  probe.style.color = word;
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
