import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Frame } from './frame/frame.tsx';
import { Crash } from './parts/crash.tsx';
import { Failed, Loading, Nowhere } from './parts/states.tsx';
import { useMe } from './queries.ts';
import { leadToSignIn } from './sign-in/way-in.ts';
import { isWireError } from './wire.ts';

const HomePage = lazy(async () => ({ default: (await import('./home/home-page.tsx')).HomePage }));
const LedgersPage = lazy(async () => ({ default: (await import('./records/ledgers-page.tsx')).LedgersPage }));
const LedgerPage = lazy(async () => ({ default: (await import('./records/ledger-page.tsx')).LedgerPage }));
const ClosingPage = lazy(async () => ({ default: (await import('./closing/closing-page.tsx')).ClosingPage }));
const EntrySheetPage = lazy(async () => ({
  default: (await import('./records/entry-sheet.tsx')).EntrySheetPage,
}));
const ImportTablePage = lazy(async () => ({
  default: (await import('./workbooks/import-page.tsx')).ImportTablePage,
}));
const ImportsPage = lazy(async () => ({
  default: (await import('./workbooks/imports-page.tsx')).ImportsPage,
}));
const GridPage = lazy(async () => ({ default: (await import('./workbooks/grid/grid-page.tsx')).GridPage }));
const FiguresPage = lazy(async () => ({ default: (await import('./figures/figures-page.tsx')).FiguresPage }));
const ReportsPage = lazy(async () => ({ default: (await import('./reports/reports-page.tsx')).ReportsPage }));
const ReportPage = lazy(async () => ({ default: (await import('./reports/report-page.tsx')).ReportPage }));
const WritingPage = lazy(async () => ({
  default: (await import('./reports/writing/writing-page.tsx')).WritingPage,
}));
const TemplatePage = lazy(async () => ({
  default: (await import('./reports/template-page.tsx')).TemplatePage,
}));
const ReadingPage = lazy(async () => ({ default: (await import('./reading/reading-page.tsx')).ReadingPage }));
const UnitsPage = lazy(async () => ({ default: (await import('./units/units-page.tsx')).UnitsPage }));
const PeoplePage = lazy(async () => ({ default: (await import('./people/people-page.tsx')).PeoplePage }));
const PersonPage = lazy(async () => ({ default: (await import('./people/person-page.tsx')).PersonPage }));
const CoveragePage = lazy(async () => ({
  default: (await import('./units/coverage-page.tsx')).CoveragePage,
}));
const AccountPage = lazy(async () => ({ default: (await import('./account/account-page.tsx')).AccountPage }));
const AccountsPage = lazy(async () => ({
  default: (await import('./accounts/accounts-page.tsx')).AccountsPage,
}));
const BulkPage = lazy(async () => ({ default: (await import('./accounts/bulk-page.tsx')).BulkPage }));
const MattersPage = lazy(async () => ({ default: (await import('./matters/inbox-page.tsx')).MattersPage }));
const MatterPage = lazy(async () => ({ default: (await import('./matters/matter-page.tsx')).MatterPage }));
const BeginChoicePage = lazy(async () => ({
  default: (await import('./matters/begin-choice.tsx')).BeginChoicePage,
}));
const BeginPage = lazy(async () => ({ default: (await import('./matters/begin-page.tsx')).BeginPage }));
const PersonalPage = lazy(async () => ({
  default: (await import('./personal/personal-page.tsx')).PersonalPage,
}));
const HandoverPage = lazy(async () => ({
  default: (await import('./accounts/handover-page.tsx')).HandoverPage,
}));
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage }));

const ScoresPage = lazy(async () => ({ default: (await import('./scores/scores-page.tsx')).ScoresPage }));
const SettingsPage = lazy(async () => ({
  default: (await import('./settings/settings-page.tsx')).SettingsPage,
}));

/** Every address of the desk on one screen. */
export function Desk(): ReactNode {
  const me = useMe();
  if (me.isPending) return <Loading rows={4} className="booting" />;
  if (me.isError)
    return isWireError(me.error) && leadToSignIn(me.error) ? (
      <Loading rows={4} className="booting" />
    ) : (
      <Failed error={me.error} retry={() => void me.refetch()} />
    );
  return (
    <Frame me={me.data}>
      <Crash>
        <Suspense fallback={<Loading rows={8} />}>
          <Routes>
            <Route path="/" element={<HomePage me={me.data} />} />
            <Route path="/ledgers" element={<LedgersPage me={me.data} />} />
            <Route path="/ledgers/imports" element={<ImportsPage me={me.data} />} />
            <Route path="/ledgers/:ledger/import" element={<ImportTablePage me={me.data} />} />
            <Route path="/ledgers/:ledger/grid" element={<GridPage me={me.data} />} />
            <Route path="/ledgers/:ledger" element={<LedgerPage me={me.data} />} />
            <Route path="/ledgers/:ledger/new" element={<EntrySheetPage me={me.data} />} />
            <Route path="/closing" element={<ClosingPage me={me.data} />} />
            <Route path="/figures" element={<FiguresPage me={me.data} />} />
            <Route path="/scores" element={<ScoresPage me={me.data} />} />
            <Route path="/reports" element={<ReportsPage me={me.data} />} />
            <Route path="/reports/:kind" element={<ReportPage me={me.data} />} />
            <Route path="/reports/:kind/template" element={<TemplatePage />} />
            <Route path="/papers/:id" element={<WritingPage me={me.data} />} />
            <Route path="/reading" element={<ReadingPage me={me.data} />} />
            <Route path="/people" element={<PeoplePage me={me.data} />} />
            <Route path="/people/:id" element={<PersonPage me={me.data} />} />
            <Route path="/units" element={<UnitsPage me={me.data} />} />
            <Route path="/units/coverage" element={<CoveragePage me={me.data} />} />
            <Route path="/units/:id" element={<UnitsPage me={me.data} />} />
            <Route path="/accounts" element={<AccountsPage me={me.data} />} />
            <Route path="/accounts/bulk" element={<BulkPage me={me.data} />} />
            <Route path="/settings" element={<SettingsPage me={me.data} />} />
            <Route path="/settings/:part" element={<SettingsPage me={me.data} />} />
            <Route path="/accounts/handover/:id" element={<HandoverPage me={me.data} />} />
            <Route path="/audit" element={<AuditPage me={me.data} />} />
            <Route path="/matters" element={<MattersPage me={me.data} />} />
            <Route path="/matters/new" element={<BeginChoicePage />} />
            <Route path="/matters/new/:flow" element={<BeginPage />} />
            <Route path="/matters/:id" element={<MatterPage />} />
            <Route path="/personal" element={<PersonalPage me={me.data} />} />
            <Route path="/account" element={<AccountPage me={me.data} />} />
            <Route path="*" element={<Nowhere />} />
          </Routes>
        </Suspense>
      </Crash>
    </Frame>
  );
}
