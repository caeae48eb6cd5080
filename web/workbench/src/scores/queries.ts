import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PointsView, SheetView } from '../../../../contracts/api-assessments.ts';
import { read } from '../wire.ts';

/** The one sheet that there is so far: rights work at the grass roots (基层维权考核). */
export const SHEET = 'rights';
export interface Asked {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}

export const useSheet = (q: Asked): UseQueryResult<SheetView> =>
  useQuery({
    queryKey: ['score-sheet', q],
    queryFn: ({ signal }) => read<SheetView>(`/assessments/${SHEET}`, { ...q }, signal),
  });
export const usePoints = (q: Asked): UseQueryResult<PointsView> =>
  useQuery({
    queryKey: ['rights-points', q],
    queryFn: ({ signal }) => read<PointsView>(`/assessments/${SHEET}/points`, { ...q }, signal),
  });
