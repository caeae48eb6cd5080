import { createContext } from 'react';

/** Whose report it is and of which days: whoever picks a figure picks it for these. */
export const PaperPeriod = createContext<{
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}>({
  unit: '',
  from: '',
  to: '',
});
